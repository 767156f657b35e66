"""The Prepare place."""

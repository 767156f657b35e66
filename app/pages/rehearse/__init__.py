"""The Rehearse place."""

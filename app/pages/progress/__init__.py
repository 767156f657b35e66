"""The Progress place."""

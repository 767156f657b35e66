"""The Review place."""

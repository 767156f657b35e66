"""Attempts over time: series, baseline, change with its uncertainty, and two takes side by side."""

"""Data files of the app: check catalogue, phrases, rubric, theme, icons, sounds."""

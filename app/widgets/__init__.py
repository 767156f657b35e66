"""Small parts without logic: they show what they are given and tell what was pressed."""

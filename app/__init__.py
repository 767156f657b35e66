"""The window and the command line. Knows `audio` and `models`."""

__version__ = "0.1.0"

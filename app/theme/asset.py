"""Where the theme's files are."""

from pathlib import Path

import assets


def asset(name: str) -> Path:
    """A file or folder of `assets`. Icons need real files, and importlib.resources takes 3 ms to load."""
    return Path(assets.__file__).parent / name

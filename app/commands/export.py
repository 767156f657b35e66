"""`ringback export`: one take as a file for another program."""

import argparse
import os
from pathlib import Path

from app.commands.output import print_text
from app.transfer.take_files import write_take
from models.history import History
from models.user_data import user_data


def run(options: argparse.Namespace) -> int:
    """Write the take in the format that the file's ending names."""
    target = Path(options.to)
    application = _application() if target.suffix.lower() == ".pdf" else None
    data = user_data()
    with History(data.history) as history:
        write_take(history.take(options.take), data, target)
    del application
    print_text(f"Written to {target}.")
    return 0


def _application() -> object:
    """What Qt needs to paint a page, without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication.instance() or QGuiApplication([])

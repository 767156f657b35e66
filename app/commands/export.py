"""`ringback export`: one take as a file for another program."""

import argparse
from pathlib import Path

from app.commands.output import print_text
from models.export import export_take
from models.history import History
from models.user_data import user_data


def run(options: argparse.Namespace) -> int:
    """Write the take in the format that the file's ending names."""
    target = Path(options.to)
    with History(user_data().history) as history:
        export_take(history.take(options.take), target)
    print_text(f"Written to {target}.")
    return 0

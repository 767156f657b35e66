"""Takes in other people's formats, and everything in one file to move to another computer."""

from models.export.take_export import FORMATS, export_take

__all__ = ["FORMATS", "export_take"]

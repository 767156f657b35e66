"""The history of takes and call cards: one SQLite file, the audio beside it."""

from models.history.records import SavedCard, TakeFilter, TakeRecord
from models.history.store import History

__all__ = ["History", "SavedCard", "TakeFilter", "TakeRecord"]

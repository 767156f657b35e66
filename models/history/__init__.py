"""The history of takes and call cards: one SQLite file, the audio beside it."""

from typing import TYPE_CHECKING, Any

from models.history.saved_card import SavedCard

if TYPE_CHECKING:
    from models.history.records import TakeFilter, TakeRecord
    from models.history.store import History

__all__ = ["History", "SavedCard", "TakeFilter", "TakeRecord"]


def __getattr__(name: str) -> Any:
    """The rest is loaded when it is asked for: the store and its JSON cost the window's start 60 ms."""
    if name == "History":
        from models.history.store import History

        return History
    if name in ("TakeFilter", "TakeRecord"):
        from models.history import records

        return getattr(records, name)
    raise AttributeError(name)

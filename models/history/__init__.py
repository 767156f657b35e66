"""The history of takes and call cards: one SQLite file, the audio beside it."""

from typing import TYPE_CHECKING, Any

from models.history.records import SavedCard, TakeFilter, TakeRecord

if TYPE_CHECKING:
    from models.history.store import History

__all__ = ["History", "SavedCard", "TakeFilter", "TakeRecord"]


def __getattr__(name: str) -> Any:
    """The store is loaded when it is asked for: it and its JSON cost the window's start 60 ms."""
    if name == "History":
        from models.history.store import History

        return History
    raise AttributeError(name)

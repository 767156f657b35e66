"""The history on a thread of its own (SQLite connections belong to one thread)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.controllers.threads import Thread

if TYPE_CHECKING:
    from models.history import History

T = TypeVar("T")


class HistoryController(QObject):
    """`ask(work, then)`: `work(history)` on the history's thread, `then(result)` on the GUI thread.

    Use `change` for what alters takes, so that every page that shows them hears of it by `changed`.
    The database is opened at the first question; an error in opening it reaches `failed` of each.
    """

    changed = Signal()
    """Takes were added, changed, trashed or restored."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._thread = Thread("history", self)
        self._history: History | None = None

    def ask(
        self,
        work: "Callable[[History], T]",
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Reads. Without `failed` an error is logged."""
        self._thread.ask(lambda: work(self._opened()), then, failed)

    def change(
        self,
        work: "Callable[[History], T]",
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Writes, then emits `changed` (after `then`)."""

        def done(result: T) -> None:
            if then is not None:
                then(result)
            self.changed.emit()

        self.ask(work, done, failed)

    def close(self) -> None:
        """Finishes what was asked and closes the database."""
        self._thread.ask(self._close_database)
        self._thread.close()

    def _opened(self) -> "History":
        if self._history is None:
            from models.history import History

            self._history = History(self._path)
        return self._history

    def _close_database(self) -> None:
        if self._history is not None:
            self._history.close()
            self._history = None

"""The call cards: shown at once, saved a moment after each change."""

from PySide6.QtCore import QObject, Signal

from app.controllers.history import HistoryController


class CardsController(QObject):
    """`book` is what is on screen; every change is saved on the history's thread."""

    changed = Signal()

    def __init__(self, history: HistoryController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history

    def flush(self) -> None:
        """Saves what waits to be saved."""

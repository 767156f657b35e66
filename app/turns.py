"""Work in small pieces, so that the window answers in between."""

from collections import deque
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer


class Turns(QObject):
    """Runs iterators one after the other, each to its next `yield` in a turn of the event loop."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Iterator[None], Callable[[], None]]] = deque()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def add(self, work: Iterator[None], then: Callable[[], None] = lambda: None) -> None:
        """`then` is called when `work` is at its end."""
        self._waiting.append((work, then))
        self._timer.start()

    def add_first(self, work: Iterator[None]) -> None:
        """Goes before what waits: the user looks at where it shows."""
        self._waiting.appendleft((work, lambda: None))
        self._timer.start()

    def stop(self) -> None:
        """Drops what has not been done."""
        self._waiting.clear()
        self._timer.stop()

    def _turn(self) -> None:
        first = work, then = self._waiting[0]
        try:
            next(work)
        except StopIteration:
            if first in self._waiting:  # it may have stopped them all
                self._waiting.remove(first)
            if not self._waiting:
                self._timer.stop()
            then()

"""What Progress does to takes: trash with undo, star, restore, empty the trash."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.context import AppContext

if TYPE_CHECKING:
    from models.history import History


class TakeChanges(QObject):
    """Everything runs on the history's thread; `history.changed` tells when it is done."""

    failed = Signal(object)
    """(Exception)"""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def trash(self, take_ids: tuple[str, ...]) -> None:
        words = "Take deleted" if len(take_ids) == 1 else f"{len(take_ids)} takes deleted"

        def told(_: None) -> None:
            self._context.notices.offer_undo(words, lambda: self.restore(take_ids))

        self._change(lambda history: history.trash(take_ids), told)

    def restore(self, take_ids: tuple[str, ...]) -> None:
        self._change(lambda history: history.restore(take_ids))

    def star(self, take_ids: tuple[str, ...], starred: bool) -> None:
        def work(history: "History") -> None:
            for take_id in take_ids:
                history.set_starred(take_id, starred)

        self._change(work)

    def empty_trash(self) -> None:
        data = self._context.user_data

        def work(history: "History") -> int:
            from models.history.trash_bin import empty_trash

            return len(empty_trash(history, data))

        def told(erased: int) -> None:
            takes = "take" if erased == 1 else "takes"
            self._context.notices.say(f"{erased} {takes} erased for good")

        self._change(work, told)

    def _change(self, work: "Callable[[History], object]", then: Callable[..., None] | None = None) -> None:
        self._context.history.change(work, then, self.failed.emit)

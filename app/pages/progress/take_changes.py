"""What Progress does to takes: trash with undo, star, score again, empty the trash."""

from collections.abc import Callable
from functools import partial
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
        words = f"{_takes(len(take_ids))} deleted"

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

    def score_again(self, take_ids: tuple[str, ...]) -> None:
        """By the rubric of today, one take at a time: whatever else asks the history comes in between."""
        targets_s = self._context.preferences.settings.target_length_s
        waiting = iter(take_ids)

        def score(take_id: str, history: "History") -> None:
            from models.rescoring import scored_again

            record = history.take(take_id)
            target_s = targets_s.get(record.setup.scenario)
            history.save_again(scored_again(record, target_length_s=target_s))

        def go_on(_: object = None) -> None:
            take_id = next(waiting, None)
            if take_id is not None:
                work = partial(score, take_id)
                self._context.history.ask(work, go_on, self.failed.emit)
                return
            self._context.history.changed.emit()
            self._context.notices.say(f"{_takes(len(take_ids))} scored again")

        go_on()

    def empty_trash(self) -> None:
        data = self._context.user_data

        def work(history: "History") -> int:
            from models.history.trash_bin import empty_trash

            return len(empty_trash(history, data))

        def told(erased: int) -> None:
            self._context.notices.say(f"{_takes(erased)} erased for good")

        self._change(work, told)

    def _change(self, work: "Callable[[History], object]", then: Callable[..., None] | None = None) -> None:
        self._context.history.change(work, then, self.failed.emit)


def _takes(count: int) -> str:
    return "1 take" if count == 1 else f"{count} takes"

"""What can be done to the open take as a whole: star, name, note, trash and back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.context import AppContext
from app.pages.review.titles import take_title
from models.history import History
from models.take import TakeSummary


class TakeActions(QObject):
    """Changes are made on the history's thread; `changed` shows the take as it is then kept."""

    changed = Signal(object)
    """(TakeSummary)"""
    deleted = Signal()
    failed = Signal(object)
    """(Exception)"""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._summary: TakeSummary | None = None

    @property
    def summary(self) -> TakeSummary | None:
        return self._summary

    def show_take(self, summary: TakeSummary) -> None:
        self._summary = summary
        self.changed.emit(summary)

    def toggle_star(self) -> None:
        if self._summary is not None:
            starred = not self._summary.starred
            self._change(lambda history, take_id: history.set_starred(take_id, starred))

    def rename(self, title: str) -> None:
        """An empty name, or the one it has without any, leaves it without."""
        if self._summary is None or title == take_title(self._summary):
            return
        self._change(lambda history, take_id: history.rename(take_id, title))

    def set_note(self, note: str) -> None:
        """Saves a note that differs from the one that is kept."""
        if self._summary is not None and note != self._summary.note:
            self._change(lambda history, take_id: history.set_note(take_id, note))

    def delete(self) -> None:
        """To the trash, at once, with an offer to undo."""
        if self._summary is None:
            return
        take_id, self._summary = self._summary.take_id, None

        def undo() -> None:
            self._context.history.change(
                lambda history: history.restore([take_id]),
                lambda _: self._context.navigation.open_take(take_id),
            )

        def gone(_: None) -> None:
            self._context.notices.offer_undo("Take deleted", undo)
            self.deleted.emit()

        self._context.history.change(lambda history: history.trash([take_id]), gone, self.failed.emit)

    def _change(self, work: Callable[[History, str], None]) -> None:
        if self._summary is None:
            return
        take_id = self._summary.take_id

        def change(history: History) -> TakeSummary:
            work(history, take_id)
            return history.take(take_id).summary

        def then(summary: TakeSummary) -> None:
            if self._summary is not None and self._summary.take_id == take_id:
                self.show_take(summary)

        self._context.history.change(change, then, self.failed.emit)

"""Recordings that are kept without a scorecard: score them now, or delete them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.pages.review.titles import when
from app.theme.service import Theme
from app.widgets.buttons import button
from app.widgets.text import text

if TYPE_CHECKING:
    from audio.recovery import RecoverableTake


class UnscoredBanner(QFrame):
    """Hidden while there are none; shows the newest one and how many more there are."""

    score_requested = Signal(object)
    """(RecoverableTake)"""
    delete_requested = Signal(object)
    """(RecoverableTake)"""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("kind", "info")
        self._takes: tuple[RecoverableTake, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(10)
        self.words = text()
        row.addWidget(self.words, 1)
        self.score = button("Score now", self._score)
        self.delete = button("Delete…", self._delete, "quiet")
        row.addWidget(self.score)
        row.addWidget(self.delete)
        self.hide()

    def show_takes(self, takes: "tuple[RecoverableTake, ...]") -> None:
        self._takes = takes
        self.setVisible(bool(takes))
        self.score.setEnabled(True)
        if takes:
            newest = takes[-1]
            length = f"{round(newest.duration_s)} seconds"
            said = f"A recording of {when(newest.setup.started_at)} ({length}) has no scorecard yet."
            more = f" {len(takes) - 1} more are waiting." if len(takes) > 2 else ""
            more = " One more is waiting." if len(takes) == 2 else more
            self.words.setText(said + more)
            self.setAccessibleName(self.words.text())

    def _score(self) -> None:
        if self._takes:
            self.score.setEnabled(False)
            self.words.setText("Scoring the recording. It joins the list in a moment.")
            self.score_requested.emit(self._takes[-1])

    def _delete(self) -> None:
        if self._takes:
            self.delete_requested.emit(self._takes[-1])

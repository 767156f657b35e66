"""Takes that were recorded but never scored: found at the start, and after "score later"."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.controllers.analysis import AnalysisController
from app.controllers.history import HistoryController
from models.user_data import UserData

if TYPE_CHECKING:
    from audio.recovery import RecoverableTake
    from models.history import History


_PROGRAM_ENDED = "The program ended in the middle. All that was recorded is here."


class RecoveryController(QObject):
    found = Signal(object)
    """(tuple[audio.recovery.RecoverableTake, ...]) the oldest first; empty when there are none."""
    failed = Signal(object)
    """(Exception)"""

    def __init__(
        self,
        data: UserData,
        history: HistoryController,
        analysis: AnalysisController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data, self._history, self._analysis = data, history, analysis

    def look(self) -> None:
        """Answers with `found`."""
        busy = self._analysis.busy_with

        def work(history: "History") -> "tuple[RecoverableTake, ...]":
            from audio.recovery import unfinished_takes

            return unfinished_takes(self._data.takes, history.known_ids() | busy)

        self._history.ask(work, self.found.emit, self.failed.emit)

    def score(self, take: "RecoverableTake") -> None:
        """Makes the file whole and analyses it."""

        def work(_: "History") -> "RecoverableTake":
            from audio.recovery import keep

            return keep(take)

        def kept(whole: "RecoverableTake") -> None:
            why = _PROGRAM_ENDED if whole.is_cut_off else ""
            self._analysis.analyse(replace(whole.setup, ended_early=why), whole.path)

        self._history.ask(work, kept, self.failed.emit)

    def discard(self, take: "RecoverableTake") -> None:
        """Deletes the recording."""

        def work(_: "History") -> None:
            from audio.recovery import discard

            discard(take)

        self._history.ask(work, None, self.failed.emit)

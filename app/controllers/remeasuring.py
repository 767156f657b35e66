"""Takes that were measured by older measures, measured again: one by one, when nothing else is to do."""

import logging
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.controllers.analysis import AnalysisController
from app.controllers.history import HistoryController
from app.preferences import Preferences
from models.user_data import UserData

if TYPE_CHECKING:
    from audio.worker_protocol import Remeasured
    from models.history import History, TakeRecord

_LOG = logging.getLogger(__name__)
_BEGIN_AFTER_MS = 6000
"""The user has had time to open a take or to press Call."""
_REST_MS = 300
"""Between two takes, so that whatever the user does comes first."""
_LOOK_AGAIN_MS = 5000
"""While a call is recorded or analysed."""


class RemeasuringController(QObject):
    """Begins some seconds after `start`; a take that is opened meanwhile comes first by `prefer`."""

    remeasured = Signal(str)
    """(take_id) Its new measures, scores and tracks are saved."""
    finished = Signal(int)
    """(takes) All that could be measured again was."""

    def __init__(
        self,
        data: UserData,
        preferences: Preferences,
        history: HistoryController,
        analysis: AnalysisController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data, self._preferences = data, preferences
        self._history, self._analysis = history, analysis
        self._waiting: deque[str] = deque()
        self._preferred = self._in_work = ""
        self._n_done = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.timeout.connect(self.look)
        analysis.remeasured.connect(self._measured)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The takes that will be measured again, the next first; not the one in work."""
        return tuple(self._waiting)

    def start(self) -> None:
        self._begin.start(_BEGIN_AFTER_MS)

    def look(self) -> None:
        """Finds the takes whose sound is there and whose measures are old."""

        def work(history: "History") -> list[str]:
            from models.measures import MEASURES_VERSION

            old = history.measured_before(MEASURES_VERSION)
            return [take_id for take_id in old if self._data.take_audio(take_id).exists()]

        def then(found: list[str]) -> None:
            self._waiting = deque(found)
            self._rest()
            self.prefer(self._preferred)

        self._history.ask(work, then)

    def prefer(self, take_id: str) -> None:
        """The user looks at this take: if it is old, it is the next."""
        self._preferred = take_id
        if take_id in self._waiting:
            self._waiting.remove(take_id)
            self._waiting.appendleft(take_id)
            self._rest(0)

    def close(self) -> None:
        """What waits is found again at the next start."""
        self._waiting.clear()
        self._timer.stop()
        self._begin.stop()

    def _rest(self, for_ms: int = _REST_MS) -> None:
        if self._waiting:
            self._timer.start(for_ms)

    def _next(self) -> None:
        if not self._waiting or self._in_work:
            return
        if self._analysis.busy_with:
            self._rest(_LOOK_AGAIN_MS)
            return
        self._in_work = take_id = self._waiting.popleft()
        self._history.ask(lambda history: history.take(take_id), self._analysis.remeasure, self._failed)

    def _measured(self, take_id: str, result: "Remeasured | None") -> None:
        if result is None:
            self._done(take_id, saved=False)
            return
        targets_s = self._preferences.settings.target_length_s

        def work(history: "History") -> None:
            from models.rescoring import remeasured

            record: TakeRecord = history.take(take_id)  # as it is now, with the latest corrections
            history.save_again(
                remeasured(
                    record,
                    result.measures,
                    version=result.version,
                    target_length_s=targets_s.get(record.setup.scenario),
                )
            )

        self._history.ask(work, lambda _: self._done(take_id, saved=True), self._failed)

    def _failed(self, error: Exception) -> None:
        """It may have been deleted meanwhile; another start tries again."""
        _LOG.info("%s was not measured again: %s", self._in_work, error)
        self._done(self._in_work, saved=False)

    def _done(self, take_id: str, *, saved: bool) -> None:
        self._in_work = ""
        if saved:
            self._n_done += 1
            self.remeasured.emit(take_id)
        if self._waiting:
            self._rest()
        elif self._n_done:
            self._history.changed.emit()
            self.finished.emit(self._n_done)
            self._n_done = 0

"""The analysis process behind Qt signals. What is finished is saved before anybody hears of it."""

import logging
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.controllers.history import HistoryController
from app.controllers.threads import Thread
from app.preferences import Preferences
from models.errors import UserFacingError
from models.user_data import UserData

if TYPE_CHECKING:
    from audio.recorder import RecordedTake
    from audio.worker_client import WorkerClient
    from audio.worker_protocol import Command, Done, Event
    from models.history import TakeRecord
    from models.take import TakeSetup

_LOG = logging.getLogger(__name__)


class AnalysisController(QObject):
    """Hears of a growing take and tells what is recognised, and in the end that it is scored.

    Jobs are named by the take's id. Every signal comes on the GUI thread.
    """

    ready = Signal()
    """The models are in memory."""
    progressed = Signal(str, float, object, bool)
    """(take_id, seconds heard, seconds in all or None, is behind)"""
    heard = Signal(str, object)
    """(take_id, tuple[CheckResult, ...]) the points recognised so far."""
    scored = Signal(str)
    """(take_id) The take is in the history with its scorecard."""
    failed = Signal(str, object)
    """(take_id, UserFacingError)"""
    remeasured = Signal(str, object)
    """(take_id, audio.worker_protocol.Remeasured, or None when that failed) Nothing is saved yet."""
    _event = Signal(object)

    def __init__(
        self,
        data: UserData,
        preferences: Preferences,
        history: HistoryController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data, self._preferences, self._history = data, preferences, history
        self._thread = Thread("analysis", self)
        self._client: WorkerClient | None = None
        self._started = False
        self._setups: dict[str, TakeSetup] = {}
        self._remeasuring: set[str] = set()
        self._last_block_s: dict[str, float] = {}
        self._event.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Starts and warms the process in the background."""
        if not self._started:
            self._started = True
            model = self._preferences.settings.model
            self._thread.ask(lambda: self._make_client(model), self._client_made)

    def is_working_on(self, take_id: str) -> bool:
        return take_id in self._setups

    @property
    def busy_with(self) -> frozenset[str]:
        """The takes that are being analysed."""
        return frozenset(self._setups)

    def follow(self, setup: "TakeSetup", audio: Path) -> None:
        """Analyses a take while it is recorded; `hang_up` or `cancel` ends it."""

        def command() -> "Command":
            from audio.worker_protocol import Follow

            return Follow(
                setup.take_id, str(audio), setup, str(_tracks(audio)), target_length_s=self._target_s(setup)
            )

        self._setups[setup.take_id] = setup
        self._ask(command)

    def hang_up(self, take_id: str, take: "RecordedTake") -> None:
        """All sound of the followed take can be read."""

        def command() -> "Command":
            from audio.worker_protocol import HangUp

            return HangUp(take_id, take.frames)

        self._last_block_s[take_id] = take.last_block_s
        if take.error is not None and take_id in self._setups:
            self._setups[take_id] = replace(self._setups[take_id], ended_early=take.error.what)
        self._ask(command)

    def analyse(self, setup: "TakeSetup", audio: Path) -> None:
        """Analyses a finished recording and saves it as the take of `setup`."""

        def command() -> "Command":
            from audio.worker_protocol import Analyse

            return Analyse(
                setup.take_id,
                str(audio),
                setup,
                tracks=str(_tracks(self._data.take_audio(setup.take_id))),
                target_length_s=self._target_s(setup),
            )

        self._setups[setup.take_id] = setup
        self._ask(command)

    def remeasure(self, record: "TakeRecord") -> None:
        """Measures a saved take again, by the words heard then; answers with `remeasured`."""
        take_id = record.setup.take_id
        audio = self._data.take_audio(take_id)

        def command() -> "Command":
            from audio.worker_protocol import Remeasure

            heard = record.heard
            return Remeasure(take_id, str(audio), heard.words, heard.partner_turns, str(_tracks(audio)))

        self._remeasuring.add(take_id)
        self._ask(command)

    def cancel(self, take_id: str) -> None:
        """Forgets a job; the recording stays on the disk and can be analysed later."""

        def command() -> "Command":
            from audio.worker_protocol import Cancel

            return Cancel(take_id)

        self._setups.pop(take_id, None)
        self._ask(command)

    def close(self) -> None:
        """Ends the process; unfinished takes stay on the disk."""
        self._thread.close()
        if self._client is not None:
            self._client.close()
            self._client = None

    def _target_s(self, setup: "TakeSetup") -> float | None:
        return self._preferences.settings.target_length_s.get(setup.scenario)

    def _ask(self, command: object) -> None:
        """Builds the command on the analysis thread, where the protocol is imported, and sends it."""
        self.start()

        def work() -> None:
            if self._client is not None:
                self._client.send(command())  # type: ignore[operator]

        self._thread.ask(work)

    def _make_client(self, model: str) -> "WorkerClient":
        from audio.worker_client import WorkerClient
        from audio.worker_environment import model_choice

        client = WorkerClient(
            self._event.emit, environment=model_choice(model), log=self._data.logs / "analysis.log"
        )
        client.start()
        self._client = client
        return client

    def _client_made(self, client: "WorkerClient") -> None:
        self._client = client

    def _hear(self, event: "Event") -> None:
        from audio.worker_protocol import Done, Failed, Heard, Progress, Ready, Remeasured, Restarted

        match event:
            case Ready():
                self.ready.emit()
            case Progress(job=job) if job in self._setups:
                self.progressed.emit(job, event.done_s, event.total_s, event.behind)
            case Heard(job=job) if job in self._setups:
                self.heard.emit(job, event.checks)
            case Done(job=job) if job in self._setups:
                self._save(event)
            case Failed(job=job) if job in self._setups:
                self._setups.pop(job)
                self.failed.emit(job, UserFacingError(event.what, event.what_to_do))
            case Remeasured(job=job) if job in self._remeasuring:
                self._remeasuring.discard(job)
                self.remeasured.emit(job, event)
            case Failed(job=job) if job in self._remeasuring:
                _LOG.warning("%s could not be measured again: %s", job, event.what)
                self._remeasuring.discard(job)
                self.remeasured.emit(job, None)
            case Restarted():
                _LOG.warning("The analysis process was started again: %s", event.reason)

    def _save(self, done: "Done") -> None:
        take_id = done.job
        setup = self._setups[take_id]
        since_s = self._last_block_s.pop(take_id, None)
        waited_s = round(time.monotonic() - since_s, 3) if since_s is not None else None
        scorecard = replace(done.scorecard, hangup_to_score_s=waited_s)

        def saved(_: None) -> None:
            if self._setups.pop(take_id, None) is not None:
                self.scored.emit(take_id)

        def not_saved(error: Exception) -> None:
            self._setups.pop(take_id, None)
            self.failed.emit(take_id, error)

        self._history.change(lambda history: history.save_take(setup, scorecard), saved, not_saved)


def _tracks(audio: Path) -> Path:
    """Beside the take's sound (`audio.tracks.TRACKS_FILE`, whose module would import numpy here)."""
    return audio.with_name("tracks.npz")

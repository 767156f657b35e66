"""The recorder and the microphones behind Qt signals."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.controllers.threads import Thread
from models.errors import UserFacingError

if TYPE_CHECKING:
    from audio.devices import Device
    from audio.level_monitor import LevelMonitor
    from audio.recorder import Recorder
    from audio.sound_source import SoundSource
    from models.take import TakeSetup

_LOG = logging.getLogger(__name__)
_POLL_MS = 33
_OUR_FAULT = UserFacingError("The recording could not be started.", "It was written to the log; try again.")


def microphone_source(name: str) -> "SoundSource":
    """The real microphone of that name."""
    from audio.microphone import Microphone

    return Microphone(name)


class RecordingController(QObject):
    """Lists microphones, shows the level of one, and records one take at a time.

    Devices are opened and closed on a thread of its own; the recorder and the monitor are polled at 30 Hz.
    """

    microphones_listed = Signal(object)
    """(tuple[audio.devices.Device, ...])"""
    listing_failed = Signal(object)
    """(UserFacingError)"""
    monitor_changed = Signal(object)
    """(audio.level_monitor.MonitorStatus)"""
    began = Signal(object)
    """(Path) the take's file, which will grow; no sound yet."""
    speak_now = Signal()
    """The first block has arrived."""
    status_changed = Signal(object)
    """(audio.recorder.RecorderStatus)"""
    sound_ended = Signal(object)
    """(audio.recorder.RecordedTake) All sound can be read; `finished` follows once the file is closed."""
    finished = Signal(object)
    """(audio.recorder.RecordedTake) with its `error` when it ended early."""
    failed = Signal(object)
    """(UserFacingError) nothing was recorded."""

    def __init__(
        self, make_source: "Callable[[str], SoundSource]" = microphone_source, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_source = make_source
        self._thread = Thread("recording", self)
        self._recorder: Recorder | None = None
        self._monitor: LevelMonitor | None = None
        self._monitor_wanted: str | None = None
        self._is_busy = False
        self._hang_up_wanted = False
        self._spoke = False
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def is_recording(self) -> bool:
        """From `start` until `finished` or `failed`."""
        return self._is_busy

    def warm(self) -> None:
        """Loads the sound libraries in the background, so that Call works at once."""
        self._thread.ask(_load_libraries)

    def list_microphones(self, *, refresh: bool = False) -> None:
        """Answers with `microphones_listed` or `listing_failed`."""

        def work() -> "tuple[Device, ...]":
            from audio.devices import microphones

            return microphones(refresh=refresh)

        self._thread.ask(work, self.microphones_listed.emit, self.listing_failed.emit)

    def start_monitor(self, microphone: str) -> None:
        """Shows the level of a microphone until the next call or `stop_monitor`."""
        if self._is_busy or self._monitor_wanted == microphone:
            return
        self._monitor_wanted = microphone
        self._thread.ask(lambda: self._open_monitor(microphone), self._monitor_open)

    def stop_monitor(self) -> None:
        if self._monitor_wanted is not None:
            self._monitor_wanted = None
            self._thread.ask(self._close_monitor)

    def start(self, setup: "TakeSetup", folder: Path, microphone: str) -> None:
        """Records a take into `folder`; ends with `finished` or `failed`."""
        if self._is_busy:
            return
        self._is_busy, self._spoke, self._hang_up_wanted = True, False, False
        self._monitor_wanted = None

        def work() -> "Recorder":
            from audio.recorder import Recorder

            self._close_monitor()
            recorder = Recorder(
                self._make_source(microphone), folder, setup, on_sound_end=self.sound_ended.emit
            )
            recorder.start()
            return recorder

        self._thread.ask(work, self._recorder_open, self._not_started)

    def hang_up(self) -> None:
        """Ends the recording; `finished` follows a moment later."""
        self._hang_up_wanted = True
        if self._recorder is not None:
            self._recorder.request_stop()

    def close(self) -> None:
        """Ends the recording, keeping the take, and releases the devices; waits."""
        self._timer.stop()
        self._thread.ask(self._close_monitor)
        self._thread.close()
        if self._recorder is not None:
            self._recorder.request_stop()
            self._recorder.finished.wait(5.0)
            self._recorder = None

    # -- on the recording's thread ---------------------------------------------------------------

    def _open_monitor(self, microphone: str) -> "LevelMonitor | None":
        from audio.level_monitor import LevelMonitor

        self._close_monitor()
        if self._monitor_wanted != microphone:
            return None
        monitor = LevelMonitor(self._make_source(microphone))
        monitor.start()
        self._monitor = monitor
        return monitor

    def _close_monitor(self) -> None:
        monitor, self._monitor = self._monitor, None
        if monitor is not None:
            monitor.stop()

    # -- on the GUI thread -----------------------------------------------------------------------

    def _monitor_open(self, _monitor: "LevelMonitor | None") -> None:
        self._timer.start()

    def _recorder_open(self, recorder: "Recorder") -> None:
        self._recorder = recorder
        if self._hang_up_wanted:
            recorder.request_stop()
        self.began.emit(recorder.path)
        self._timer.start()

    def _not_started(self, error: Exception) -> None:
        self._is_busy = False
        if not isinstance(error, UserFacingError):
            _LOG.error("The recording could not be started.", exc_info=error)
            error = _OUR_FAULT
        self.failed.emit(error)

    def _poll(self) -> None:
        recorder, monitor = self._recorder, self._monitor
        if recorder is not None:
            self._poll_recorder(recorder)
        elif monitor is not None and self._monitor_wanted is not None:
            self.monitor_changed.emit(monitor.status)
        elif not self._is_busy and self._monitor_wanted is None:
            self._timer.stop()

    def _poll_recorder(self, recorder: "Recorder") -> None:
        if recorder.first_block.is_set() and not self._spoke:
            self._spoke = True
            self.speak_now.emit()
        self.status_changed.emit(recorder.status)
        if not recorder.finished.is_set():
            return
        self._recorder, self._is_busy = None, False
        self._timer.stop()
        try:
            take = recorder.wait(1.0)
        except UserFacingError as error:
            self.failed.emit(error)
            return
        if take.duration_s > 0:
            self.finished.emit(take)
        else:
            self.failed.emit(
                take.error or UserFacingError("Nothing was recorded.", "Press Call to try again.")
            )


def _load_libraries() -> None:
    import audio.devices
    import audio.level_monitor
    import audio.microphone
    import audio.recorder

    audio.devices.portaudio()

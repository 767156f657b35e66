"""The level of a microphone before a call: nothing is recorded."""

import logging
import threading
import time
from dataclasses import dataclass, replace

import numpy as np

from audio.level_meter import SILENCE, Level, LevelMeter
from audio.recorder import HEARS_NOTHING, SILENT_S
from audio.sound_source import BlockQueue, EndOfSound, SoundSource, mixed_to_mono
from models.errors import UserFacingError

_log = logging.getLogger(__name__)

_POLL_S = 0.1
_MAX_BLOCKS = 50
_STALLED_S = 3.0


@dataclass(frozen=True, kw_only=True)
class MonitorStatus:
    """A snapshot for the screen. `error` ends the monitor; a `warning` doesn't."""

    level: Level = SILENCE
    hears: bool = False
    """Blocks are coming."""
    warning: UserFacingError | None = None
    error: UserFacingError | None = None


class LevelMonitor:
    """Listens to a source until it is stopped; `status` can be read at any time, and never waits.

    Stop it, and wait for `finished`, before a recorder opens the same device: some devices serve one only.
    """

    def __init__(self, source: SoundSource) -> None:
        self._source = source
        self._blocks = BlockQueue(max_blocks=_MAX_BLOCKS)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="level-monitor", daemon=True)
        self._status = MonitorStatus()
        self.finished = threading.Event()

    @property
    def status(self) -> MonitorStatus:
        return self._status

    def start(self) -> None:
        """Begin in the background; trouble shows in `status`."""
        self._thread.start()

    def request_stop(self) -> None:
        """End it without waiting."""
        self._stopping.set()
        self._blocks.end()

    def stop(self) -> None:
        """End it and wait until the device is released."""
        self.request_stop()
        self._thread.join()

    def _run(self) -> None:
        error: UserFacingError | None = None
        try:
            error = self._listen()
        except UserFacingError as problem:
            error = problem
        except Exception:  # noqa: BLE001 - a bug must not look like silence
            _log.exception("the level monitor failed")
            error = UserFacingError("The level cannot be shown.", "Choose another microphone.")
        finally:
            self._source.stop()
            self._status = replace(self._status, level=SILENCE, hears=False, warning=None, error=error)
            self.finished.set()

    def _listen(self) -> UserFacingError | None:
        form = self._source.start(self._blocks)
        meter = LevelMeter(form.rate_hz)
        heard_s = time.monotonic()
        while not self._stopping.is_set():
            item = self._blocks.get(_POLL_S)
            now_s = time.monotonic()
            if isinstance(item, EndOfSound):
                return item.error
            if item is not None:
                heard_s = now_s
                meter.push(np.frombuffer(mixed_to_mono(item, form.channels), dtype="<i2"))
            quiet = now_s - heard_s > _STALLED_S or meter.silent_s >= SILENT_S
            self._status = MonitorStatus(
                level=meter.level,
                hears=now_s - heard_s < _STALLED_S and meter.has_heard,
                warning=HEARS_NOTHING if quiet else None,
            )
        return None

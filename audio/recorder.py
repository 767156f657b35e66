"""Records a take: from a source's blocks to a WAV that is whole at every moment.

One thread does all of it: it opens the source, appends to the file, publishes a status, and releases
everything at the end. No other thread waits for a device or a disk; the window polls `status`.
"""

import logging
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np

from audio.level_meter import SILENCE, Level, LevelMeter
from audio.sound_source import QUEUE_S, BlockQueue, EndOfSound, SoundSource, SourceFormat, mixed_to_mono
from audio.take_folder import AUDIO_NAME, SETUP_NAME, write_setup
from audio.take_lock import being_recorded
from audio.wav_format import NotOurWavError, repair
from audio.wav_writer import WavWriter, writing_failed
from models.errors import UserFacingError
from models.take import TakeSetup

_log = logging.getLogger(__name__)

MIN_FREE_BYTES = 100_000_000
"""Required before a take starts: 17 minutes at 48 kHz, and room for the history."""
_SYNC_S = 1.0
_POLL_S = 0.1
_FIRST_BLOCK_S = 10.0
"""Sound servers may need a second or two to wake a device; after this long it will not come."""
_STALLED_S = 5.0
SILENT_S = 3.0
"""A live microphone always has some noise: exact digital silence for so long means that nothing is heard."""

HEARS_NOTHING = UserFacingError(
    "We hear nothing at all from the microphone.",
    "Check that it is plugged in and not muted, or choose another one.",
)
_NO_SOUND = UserFacingError(
    "The microphone sends no sound.", "Plug it in again or choose another one, then call again."
)
_STALLED = UserFacingError(
    "The microphone stopped sending sound. What was recorded until then is kept.",
    "Plug it in again or choose another one.",
)
_LITTLE_SPACE = UserFacingError(
    "There is too little space on the disk for a recording.", "Free at least 100 MB, then call again."
)


class RecorderState(StrEnum):
    WAITING = "waiting"
    """The microphone is being opened: don't speak yet."""
    RECORDING = "recording"
    """The first block has arrived: speak now."""
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class RecorderStatus:
    """A snapshot for the screen. `warning` is something to look at while the recording goes on."""

    state: RecorderState = RecorderState.WAITING
    elapsed_s: float = 0.0
    level: Level = SILENCE
    lost_blocks: int = 0
    """Blocks of 20 ms that could not be written in time."""
    overflows: int = 0
    """Times the device had to drop sound before it reached us."""
    warning: UserFacingError | None = None
    error: UserFacingError | None = None

    @property
    def has_losses(self) -> bool:
        return bool(self.lost_blocks or self.overflows)


@dataclass(frozen=True, kw_only=True)
class RecordedTake:
    """What is on the disk after a recording. `error` says why it ended early, if it did."""

    path: Path
    duration_s: float
    rate_hz: int
    lost_blocks: int
    overflows: int
    last_block_s: float
    """`time.monotonic()` when the last block of sound arrived."""
    error: UserFacingError | None

    @property
    def frames(self) -> int:
        return round(self.duration_s * self.rate_hz)


class Recorder:
    """Records one take into `folder`: `setup.json` at once, `audio.wav` as it grows.

    `start` returns at once. Events: `first_block` (speak now) and `finished` (everything released,
    also after a failure). The end of a file that stands for the microphone ends the recording, too.
    `on_sound_end` is called once on the recorder's thread, when there is sound and all of it can be read: an
    analysis need not wait until it is safe on the disk and the devices are released.
    """

    def __init__(
        self,
        source: SoundSource,
        folder: Path,
        setup: TakeSetup,
        *,
        on_sound_end: Callable[[RecordedTake], None] | None = None,
    ) -> None:
        self._source = source
        self._folder = folder
        self._setup = setup
        self._on_sound_end = on_sound_end
        self._blocks = BlockQueue(max_blocks=round(QUEUE_S / SourceFormat.block_s))
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._status = RecorderStatus()
        self._last_block_s = 0.0
        self._rate_hz = 0
        self.first_block = threading.Event()
        self.finished = threading.Event()

    @property
    def path(self) -> Path:
        """The take's sound, growing while it is recorded."""
        return self._folder / AUDIO_NAME

    @property
    def status(self) -> RecorderStatus:
        """The latest snapshot; never waits."""
        return self._status

    def start(self) -> None:
        """Begin in the background; trouble shows in `status`."""
        self._thread.start()

    def request_stop(self) -> None:
        """Hang up without waiting; `finished` is set a moment later."""
        self._stopping.set()

    def wait(self, timeout_s: float | None = None) -> RecordedTake:
        """Wait until the recording has ended, and return what is kept.

        Raises its `UserFacingError` when nothing could be kept, and `TimeoutError`.
        """
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            raise TimeoutError("the recording goes on")
        error = self._status.error
        if not self._status.elapsed_s and error is not None:
            raise error
        return self._take(error)

    def stop(self) -> RecordedTake:
        """Hang up and wait for the file: `request_stop` and `wait`."""
        self.request_stop()
        return self.wait()

    def _take(self, error: UserFacingError | None) -> RecordedTake:
        status = self._status
        return RecordedTake(
            path=self.path,
            duration_s=status.elapsed_s,
            rate_hz=self._rate_hz,
            lost_blocks=status.lost_blocks,
            overflows=status.overflows,
            last_block_s=self._last_block_s,
            error=error,
        )

    # -- the recorder's thread ---------------------------------------------------------------------

    def _run(self) -> None:
        error: UserFacingError | None = None
        try:
            error = self._record()
        except UserFacingError as problem:
            error = problem
        except Exception:  # noqa: BLE001 - a bug must not leave the window waiting for ever
            _log.exception("the recorder failed")
            error = UserFacingError("The recording failed. What was recorded until then is kept.")
        finally:
            state = RecorderState.STOPPED if error is None else RecorderState.FAILED
            self._status = replace(self._status, state=state, error=error, level=SILENCE, warning=None)
            self._tell_end(error)
            self.finished.set()

    def _tell_end(self, error: UserFacingError | None) -> None:
        tell, self._on_sound_end = self._on_sound_end, None
        if tell is not None and self._status.elapsed_s:
            tell(self._take(error))

    def _record(self) -> UserFacingError | None:
        """Record until the end; return why it ended early, if it did. Raises before the first block."""
        self._prepare()
        with being_recorded(self._folder):
            return self._record_here()

    def _record_here(self) -> UserFacingError | None:
        writer: WavWriter | None = None
        try:
            form = self._source.start(self._blocks)
            self._rate_hz = form.rate_hz
            writer = WavWriter(self.path, form.rate_hz)
            error = self._write(writer, form)
            self._tell_end(error)
            return error
        except OSError as error:
            _log.warning("writing %s failed: %s", self.path, error)
            return writing_failed(error)
        finally:
            self._source.stop()
            if writer is None or self._close(writer) == 0.0:
                self._remove_empty()

    def _prepare(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self.path.exists():
                raise FileExistsError(self.path)
            if shutil.disk_usage(self._folder).free < MIN_FREE_BYTES:
                raise _LITTLE_SPACE
            write_setup(self._folder, self._setup)
        except OSError as error:
            raise UserFacingError(
                f"The recording cannot be kept in {self._folder}.", "Check that this folder may be written."
            ) from error

    def _write(self, writer: WavWriter, form: SourceFormat) -> UserFacingError | None:
        meter = LevelMeter(form.rate_hz)
        opened_s = synced_s = time.monotonic()
        while True:
            data, end = self._next_blocks(form)
            now_s = time.monotonic()
            if data:
                writer.append(data)
                meter.push(np.frombuffer(data, dtype="<i2"))
                self._last_block_s = now_s
            if data and now_s - synced_s >= _SYNC_S:
                writer.sync()
                synced_s = now_s
            self._publish(writer, meter)
            if end is not None:
                return end.error
            if not data:
                stalled = self._stalled(opened_s, now_s)
                if stalled is not None:
                    return stalled

    def _next_blocks(self, form: SourceFormat) -> tuple[bytes, EndOfSound | None]:
        """All blocks that wait, as mono int16; and the end of the sound, if that was reached."""
        if self._stopping.is_set():
            # Nothing comes after the source's stop, so what waits now is all there is.
            self._source.stop()
            self._blocks.end()
        item = self._blocks.get(_POLL_S)
        taken: list[bytes] = []
        while isinstance(item, bytes):
            taken.append(item)
            item = self._blocks.get_nowait()
        return mixed_to_mono(b"".join(taken), form.channels), item

    def _publish(self, writer: WavWriter, meter: LevelMeter) -> None:
        heard = self._last_block_s > 0
        self._status = RecorderStatus(
            state=RecorderState.RECORDING if heard else RecorderState.WAITING,
            elapsed_s=writer.duration_s,
            level=meter.level,
            lost_blocks=self._blocks.lost_blocks,
            overflows=self._blocks.overflows,
            warning=HEARS_NOTHING if meter.silent_s >= SILENT_S else None,
        )
        if heard:
            self.first_block.set()

    def _stalled(self, opened_s: float, now_s: float) -> UserFacingError | None:
        if not self._last_block_s:
            return _NO_SOUND if now_s - opened_s > _FIRST_BLOCK_S else None
        return _STALLED if now_s - self._last_block_s > _STALLED_S else None

    def _close(self, writer: WavWriter) -> float | None:
        """Leave a whole file, also after a write that stopped half-way; its seconds, if they are known."""
        try:
            writer.close()
            kept_s = repair(self.path)
        except (OSError, NotOurWavError) as error:
            _log.warning("closing %s failed: %s", self.path, error)
            return None
        self._status = replace(self._status, elapsed_s=kept_s)
        return kept_s

    def _remove_empty(self) -> None:
        """Leave no trace of a take of which there is no sound; the folder goes with its mark."""
        for name in (AUDIO_NAME, SETUP_NAME):
            (self._folder / name).unlink(missing_ok=True)

"""A speaker that is fed block by block, with the time at which each sample is heard."""

import logging
import queue
import threading
import time
from typing import Any

import numpy as np

from audio.blocks import Samples
from audio.devices import Device, find, opening_failed, portaudio
from models.errors import UserFacingError

_log = logging.getLogger(__name__)

_LATENCY_S = 0.15
"""From a click to its sound; less, and a busy machine makes gaps. The cursor takes it into account."""
_PREROLL_S = 0.2
"""A device takes its first buffers long before it plays them; only silence may be in those, or the
clock would run ahead of the sound."""
_CLOCK_SMOOTHING = 0.1
_MAX_CLOCK_STEP_S = 0.05


class Feed:
    """Samples on their way to the speaker: one thread puts, the audio callback takes."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._queue: queue.SimpleQueue[Samples] = queue.SimpleQueue()
        self._current: Samples = np.zeros(0, dtype=np.float32)
        self._zero_s: float | None = None
        self.put_frames = 0
        self.taken_frames = 0
        self.ended = False
        """Set by the thread that puts: no more will come."""

    def put(self, samples: Samples) -> None:
        if len(samples):
            self._queue.put(samples)
            self.put_frames += len(samples)

    @property
    def waiting_s(self) -> float:
        """How much sound is put but not yet taken."""
        return (self.put_frames - self.taken_frames) / self._rate_hz

    def heard_frames(self, now_s: float) -> float:
        """How many frames were heard at a moment of `time.monotonic()`; 0 before the first."""
        if self._zero_s is None:
            return 0.0
        return min(max(0.0, (now_s - self._zero_s) * self._rate_hz), float(self.taken_frames))

    def is_heard_out(self, now_s: float) -> bool:
        """Everything that will ever come was heard."""
        return (
            self.ended
            and self.taken_frames == self.put_frames
            and self.heard_frames(now_s) >= self.taken_frames
        )

    def take(self, frames: int, heard_at_s: float) -> Samples:
        """Exactly `frames` samples, zeros where none are ready. For the audio callback only.

        `heard_at_s` is when the first of them leaves the speaker; its jitter is smoothed away.
        """
        out = np.zeros(frames, dtype=np.float32)
        filled = 0
        while filled < frames:
            if not len(self._current):
                try:
                    self._current = self._queue.get_nowait()
                except queue.Empty:
                    break
            part = self._current[: frames - filled]
            out[filled : filled + len(part)] = part
            self._current = self._current[len(part) :]
            filled += len(part)
        if filled:
            zero_s = heard_at_s - self.taken_frames / self._rate_hz
            if self._zero_s is None or abs(zero_s - self._zero_s) > _MAX_CLOCK_STEP_S:
                self._zero_s = zero_s
            else:
                self._zero_s += _CLOCK_SMOOTHING * (zero_s - self._zero_s)
            self.taken_frames += filled
        return out


class OutputStream:
    """An open speaker. It plays silence, or the feed it was last switched to."""

    def __init__(self, device_name: str) -> None:
        """Opens the device. Raises `UserFacingError`."""
        self._feed: Feed | None = None
        self._next: tuple[Feed | None] | None = None
        self._closing = False
        self._preroll_s = _PREROLL_S
        self.gone = threading.Event()
        """The device or the sound server went away."""
        audio = portaudio()
        with audio.lock:
            try:
                self._device: Device = find("output", device_name)
                self._stream = self._open(self._device)
            except UserFacingError as error:
                _log.info("looking for the devices anew, since: %s", error)
                self._device = find("output", device_name, refresh=True)
                self._stream = self._open(self._device)

    @property
    def rate_hz(self) -> int:
        return self._device.rate_hz

    def switch(self, feed: Feed | None) -> None:
        """Go over to another feed, or to silence, at the next block, without a click."""
        self._next = (feed,)

    def close(self) -> None:
        self._closing = True
        portaudio().close(self._stream)

    def _open(self, device: Device) -> Any:
        audio = portaudio()
        try:
            return audio.open(
                "OutputStream",
                device=device.index,
                samplerate=device.rate_hz,
                channels=min(2, device.channels),
                dtype="float32",
                latency=_LATENCY_S,
                callback=self._on_need,
                finished_callback=self._on_finished,
            )
        except audio.library.PortAudioError as error:
            _log.warning("cannot open %s: %s", device, error)
            code = int(error.args[1]) if len(error.args) > 1 else 0
            raise opening_failed("output", device.label, code, str(error)) from error

    def _on_need(self, out: Any, frames: int, when: Any, status: Any) -> None:
        if self._preroll_s > 0:
            self._preroll_s -= frames / self.rate_hz
            out.fill(0)
            return
        delay_s = when.outputBufferDacTime - when.currentTime
        heard_at_s = time.monotonic() + (delay_s if 0 < delay_s < 1 else _LATENCY_S)
        block = None if self._feed is None else self._feed.take(frames, heard_at_s)
        if self._next is not None:
            if block is not None:
                block *= np.linspace(1.0, 0.0, frames, dtype=np.float32)
            (self._feed,) = self._next
            self._next = None
        if block is None:
            out.fill(0)
        else:
            out[:] = block[:, None]

    def _on_finished(self) -> None:
        if not self._closing:
            self.gone.set()

"""What is to be heard: a span of a file, once or again and again, at some speed, for some device."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

from audio.blocks import Samples
from models.errors import UserFacingError

_CHUNK_S = 0.1
_FADE_S = 0.004
"""Long enough that a jump doesn't click, too short to be heard as a fade."""
_MIN_SPAN_S = 0.05


@dataclass(frozen=True, kw_only=True)
class Span:
    """Seconds `start_s` to `end_s` of a file (None: to its end), heard from `from_s` on."""

    path: Path
    start_s: float = 0.0
    end_s: float | None = None
    from_s: float | None = None
    """Where to begin within the span; None is its start."""
    speed: float = 1.0
    loop: bool = False


class Playback:
    """Produces a span's sound at a device's rate, and tells which moment of the file a sample is from."""

    def __init__(self, span: Span, device_rate_hz: int) -> None:
        """Opens the file. Raises `UserFacingError`."""
        self._span = span
        self._device_rate_hz = device_rate_hz
        try:
            self._file = soundfile.SoundFile(span.path)
        except (soundfile.SoundFileError, OSError) as error:
            raise UserFacingError(
                "This recording cannot be played.", f"Check that {span.path} is still there."
            ) from error
        length_s: float = self._file.frames / self._file.samplerate
        self.start_s = min(max(0.0, span.start_s), length_s)
        self.end_s = length_s if span.end_s is None else min(max(self.start_s, span.end_s), length_s)
        first_s = self.start_s if span.from_s is None else span.from_s
        self.from_s = min(max(self.start_s, first_s), self.end_s)
        self._loops = span.loop and self.end_s - self.start_s >= _MIN_SPAN_S

    def position_s(self, heard_frames: float) -> float:
        """The moment of the file that is heard after so many frames of the device."""
        position_s = self.from_s + heard_frames / self._device_rate_hz * self._span.speed
        if position_s <= self.end_s:
            return position_s
        if self._loops:
            return self.start_s + (position_s - self.end_s) % (self.end_s - self.start_s)
        return self.end_s

    def chunks(self) -> Iterator[Samples]:
        """The sound, mono float32 at the device's rate. Endless when it loops."""
        resampler = soxr.ResampleStream(self._file.samplerate, self._device_rate_hz, 1, dtype="float32")
        for chunk in self._at_speed():
            yield resampler.resample_chunk(chunk)
        yield resampler.resample_chunk(np.zeros(0, dtype=np.float32), last=True)

    def close(self) -> None:
        self._file.close()

    def _at_speed(self) -> Iterator[Samples]:
        if self._span.speed == 1.0:
            yield from self._span_chunks()
            return
        from audio.time_stretch import TimeStretch  # loads FFmpeg, which most never need in the window

        stretch = TimeStretch(self._file.samplerate, self._span.speed)
        for chunk in self._span_chunks():
            yield stretch.push(chunk)
        yield stretch.finish()

    def _span_chunks(self) -> Iterator[Samples]:
        yield from self._once(self.from_s)
        while self._loops:
            yield from self._once(self.start_s)

    def _once(self, from_s: float) -> Iterator[Samples]:
        """From a moment to the span's end at the file's rate, its edges faded."""
        rate_hz = self._file.samplerate
        first, last = round(from_s * rate_hz), round(self.end_s * rate_hz)
        fade = min(max(1, round(_FADE_S * rate_hz)), max(1, (last - first) // 2))
        self._file.seek(first)
        at = first
        while at < last:
            chunk = self._file.read(
                min(round(_CHUNK_S * rate_hz), last - at), dtype="float32", always_2d=True
            )
            if not len(chunk):  # the file is shorter than it said
                return
            places = np.arange(at, at + len(chunk))
            gain = np.minimum(1.0, np.minimum((places - first + 1) / fade, (last - places) / fade))
            at += len(chunk)
            yield (chunk.mean(axis=1) * gain).astype(np.float32)

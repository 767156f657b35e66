"""Reads a take's WAV while it grows."""

from pathlib import Path
from typing import BinaryIO

import numpy as np

from audio.blocks import Samples
from audio.resample import StreamResampler
from audio.wav_format import SAMPLE_BYTES, read_header

_FULL_SCALE = 32768.0
_STEP_S = 30.0


class WavFollower:
    """Follows a growing 16-bit mono WAV and gives its sound at 16 kHz.

    The file's length counts, not its header, which may lag. All that `read_new` and `finish` return,
    joined, equals the conversion of the finished file in one pass, whenever and however often one looks.
    A file that isn't there yet, or has no complete header yet, simply has nothing new.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._resampler: StreamResampler | None = None
        self.rate_hz = 0
        """The file's own rate; 0 until its header was read."""
        self.frames_read = 0
        """Frames of the file, at its own rate, that were read so far."""

    def read_new(self, max_s: float = _STEP_S) -> Samples:
        """Up to `max_s` of what was appended since the last call; empty when nothing was.

        Raises `wav_format.NotOurWavError` when the file is no 16-bit mono WAV, and `OSError`.
        """
        resampler = self._ready()
        if resampler is None:
            return _nothing()
        new = self._read(max_s)
        return resampler.push(new) if len(new) else new

    def finish(self) -> Samples:
        """All that is left of a file that grows no more, the resampler's tail included; closes it."""
        pieces = [_nothing()]
        resampler = self._ready()
        if resampler is not None:
            while len(new := self._read(_STEP_S)):
                pieces.append(resampler.push(new))
            pieces.append(resampler.finish())
        self.close()
        return np.concatenate(pieces)

    def close(self) -> None:
        """Close the file; nothing more is read."""
        if self._file is not None:
            self._file.close()

    def _ready(self) -> StreamResampler | None:
        """The resampler, once the file's header could be read."""
        if self._resampler is None:
            if self._file is None:
                try:
                    self._file = self._path.open("rb")
                except FileNotFoundError:
                    return None
            header = read_header(self._file)
            if header is None:
                return None
            self._file.seek(header.data_start)
            self.rate_hz = header.rate_hz
            self._resampler = StreamResampler(header.rate_hz)
        return self._resampler

    def _read(self, max_s: float) -> Samples:
        """The next samples at the file's own rate, whole ones only."""
        assert self._file is not None
        data = self._file.read(SAMPLE_BYTES * max(1, round(max_s * self.rate_hz)))
        halved = len(data) % SAMPLE_BYTES
        if halved:  # the writer is in the middle of a sample
            self._file.seek(-halved, 1)
            data = data[:-halved]
        self.frames_read += len(data) // SAMPLE_BYTES
        return np.frombuffer(data, dtype="<i2").astype(np.float32) / np.float32(_FULL_SCALE)


def _nothing() -> Samples:
    return np.zeros(0, dtype=np.float32)

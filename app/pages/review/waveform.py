"""The outline of a recording at many zooms: the lowest and highest sample of ever longer stretches."""

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.errors import UserFacingError

_FINEST = 64
_FACTOR = 4
_READ_FRAMES = 1 << 20


@dataclass(frozen=True, eq=False)
class Waveform:
    """`levels[k]` is float32[n, 2] (low, high) in [-1, 1], one row per `64 * 4**k` samples."""

    rate_hz: int
    duration_s: float
    levels: tuple[NDArray[np.float32], ...]

    def outline(self, start_s: float, end_s: float, columns: int) -> NDArray[np.float32]:
        """float32[columns, 2]: low and high of each of `columns` equal stretches of the span.

        Stretches outside the recording are zero. Costs the same at every zoom.
        """
        step = max((end_s - start_s) * self.rate_hz / max(columns, 1), 1.0)
        level = 0
        while level + 1 < len(self.levels) and _FINEST * _FACTOR ** (level + 1) <= step:
            level += 1
        rows = self.levels[level]
        per_row = _FINEST * _FACTOR**level
        edges = ((start_s * self.rate_hz + np.arange(columns + 1) * step) / per_row).astype(np.int64)
        out = np.zeros((columns, 2), np.float32)
        first, last = np.clip(edges[:-1], 0, len(rows)), np.clip(edges[1:], 0, len(rows))
        last = np.minimum(np.maximum(last, first + 1), len(rows))
        inside = (first < last) & (edges[1:] >= 0)
        if inside.any():
            starts, ends = first[inside], last[inside]
            pairs = np.ravel(np.column_stack([starts, ends]))
            padded = np.concatenate([rows, rows[-1:]])
            out[inside, 0] = np.minimum.reduceat(padded[:, 0], pairs)[::2]
            out[inside, 1] = np.maximum.reduceat(padded[:, 1], pairs)[::2]
        return out


def read_waveform(path: Path) -> Waveform:
    """The outline of a 16-bit WAV. Raises `UserFacingError` when it cannot be read."""
    try:
        with wave.open(str(path), "rb") as file:
            rate_hz, channels, frames = file.getframerate(), file.getnchannels(), file.getnframes()
            pieces = []
            while block := file.readframes(_READ_FRAMES):
                samples = np.frombuffer(block, "<i2")[::channels].astype(np.float32) / 32768
                pieces.append(_reduced(np.column_stack([samples, samples]), _FINEST))
    except (OSError, EOFError, wave.Error) as error:
        raise UserFacingError(
            "The recording of this take cannot be read.", "Its scorecard is still here."
        ) from error
    finest = np.concatenate(pieces) if pieces else np.zeros((1, 2), np.float32)
    levels = [finest]
    while len(levels[-1]) > _FACTOR * 256:
        levels.append(_reduced(levels[-1], _FACTOR))
    return Waveform(rate_hz, frames / rate_hz, tuple(levels))


def _reduced(rows: NDArray[np.float32], by: int) -> NDArray[np.float32]:
    """Low and high of every `by` rows; the last group may be shorter."""
    starts = np.arange(0, len(rows), by)
    low, high = np.minimum.reduceat(rows[:, 0], starts), np.maximum.reduceat(rows[:, 1], starts)
    return np.column_stack([low, high]).astype(np.float32)

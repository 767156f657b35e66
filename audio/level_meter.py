"""The level of what comes in, for the eye."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FLOOR_DBFS = -96.0
"""The level of digital silence: what 16 bits can tell at all."""
_FULL_SCALE = 32768.0
_WINDOW_S = 0.1
"""Long enough to cover a period of any voice, short enough to look immediate."""


@dataclass(frozen=True)
class Level:
    """Peak and RMS in dBFS (0 = full scale; a sine at full scale has an RMS of -3) of the last 0.1 s."""

    peak_dbfs: float = FLOOR_DBFS
    rms_dbfs: float = FLOOR_DBFS


SILENCE = Level()


class LevelMeter:
    """The level of the last 0.1 s, and for how long there has been exact digital silence."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._window = max(1, round(_WINDOW_S * rate_hz))
        self._held: NDArray[np.int16] = np.zeros(0, dtype=np.int16)
        self._silent_frames = 0

    def push(self, samples: NDArray[np.int16]) -> None:
        sounding = np.flatnonzero(samples)
        if len(sounding):
            self._silent_frames = len(samples) - 1 - int(sounding[-1])
        else:
            self._silent_frames += len(samples)
        self._held = np.concatenate([self._held, samples])[-self._window :]

    @property
    def has_heard(self) -> bool:
        """Anything was pushed at all."""
        return len(self._held) > 0

    @property
    def level(self) -> Level:
        if not len(self._held):
            return SILENCE
        values = self._held.astype(np.float64) / _FULL_SCALE
        return Level(
            peak_dbfs=_dbfs(float(np.max(np.abs(values)))),
            rms_dbfs=_dbfs(math.sqrt(float(np.mean(values**2)))),
        )

    @property
    def silent_s(self) -> float:
        """How long every sample has been exactly 0; a live microphone always has some noise."""
        return self._silent_frames / self._rate_hz


def _dbfs(amplitude: float) -> float:
    return max(FLOOR_DBFS, 20.0 * math.log10(amplitude)) if amplitude > 0 else FLOOR_DBFS

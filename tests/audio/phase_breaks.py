"""Finds lost or doubled sound in a recording of a steady tone, by leaps of its phase."""

import numpy as np
from numpy.typing import NDArray

TONE_HZ = 440.0
_STEP_S = 0.01
_LEAP_RAD = 0.3
"""Of a turn: 0.1 ms of lost sound at 440 Hz turns the phase by this much."""


def steady_tone(duration_s: float, rate_hz: int) -> NDArray[np.int16]:
    """The tone at -10 dBFS."""
    t = np.arange(round(duration_s * rate_hz)) / rate_hz
    return (0.3 * 32767 * np.sin(2 * np.pi * TONE_HZ * t)).astype(np.int16)


def phase_breaks(samples: NDArray[np.int16], rate_hz: int) -> int:
    """How often the tone leaps or stops, between its first and last loud moment."""
    step = round(_STEP_S * rate_hz)
    blocks = np.array(
        [
            np.mean(
                samples[at : at + step] * np.exp(-2j * np.pi * TONE_HZ * np.arange(at, at + step) / rate_hz)
            )
            for at in range(0, len(samples) - step + 1, step)
        ]
    )
    loud = np.abs(blocks) > 0.5 * np.median(np.abs(blocks))
    if not loud.any():
        return 0
    first, last = np.flatnonzero(loud)[[0, -1]]
    inside = blocks[first + 2 : last - 1]
    leaps = np.abs(np.angle(inside[1:] * np.conj(inside[:-1]))) > _LEAP_RAD
    silent = ~loud[first + 2 : last - 1]
    return int(leaps.sum() + (np.diff(silent.astype(int)) == 1).sum())

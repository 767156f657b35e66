"""A sound that tells at every moment how much of it has been played, to find losses that nobody reported.

It is known noise: any 50 ms of it occur only once, and are found again whatever the sound server does to
level and sampling rate.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import signal

_BAND_HZ = (300, 3000)
_WINDOW_S = 0.05
_AHEAD_S, _BACK_S = 8.0, 4.0
"""How far a slip is looked for."""
_ALIKE = 0.7
"""Correlation from which two windows are the same sound; chance gives 0.2 at most."""
_SILENT = 30.0

Pcm = NDArray[np.int16]


@dataclass(frozen=True)
class Slip:
    """At `at_s` of the recording the sound goes on `by_s` too far on: so much of it was lost.

    Negative where silence, or sound heard before, was put in.
    """

    at_s: float
    by_s: float


def counted_sound(duration_s: float, rate_hz: int) -> Pcm:
    """The sound, about -20 dBFS."""
    draw = np.random.default_rng(7).standard_normal(round(duration_s * rate_hz)).astype(np.float32)
    band = signal.butter(4, _BAND_HZ, "bandpass", fs=rate_hz, output="sos")
    noise = signal.sosfilt(band, draw)
    return np.clip(3000 / np.std(noise) * noise, -32768, 32767).astype(np.int16)


def slips(recorded: Pcm, rate_hz: int, played: Pcm, played_hz: int) -> list[Slip]:
    """Where the recording leaves the sound that was played. Raises ValueError when it never meets it."""
    truth = _at_rate(played, played_hz, rate_hz)
    size = round(_WINDOW_S * rate_hz)
    found: list[Slip] = []
    lag: int | None = None
    for at in range(0, len(recorded) - size, size):
        window = recorded[at : at + size].astype(np.float32)
        if np.std(window) < _SILENT or (lag is not None and _alike(window, truth, at + lag)):
            continue
        first = 0 if lag is None else max(0, at + lag - round(_BACK_S * rate_hz))
        last = len(truth) if lag is None else at + lag + round(_AHEAD_S * rate_hz)
        place = _place(window, truth, first, last)
        if place is None:
            continue
        if lag is not None and place - at != lag:
            found.append(Slip(at / rate_hz, (place - at - lag) / rate_hz))
        lag = place - at
    if lag is None:
        raise ValueError("the sound is not in the recording")
    return found


def _at_rate(samples: Pcm, from_hz: int, to_hz: int) -> NDArray[np.float32]:
    if from_hz == to_hz:
        return samples.astype(np.float32)
    common = int(np.gcd(from_hz, to_hz))
    resampled = signal.resample_poly(samples.astype(np.float32), to_hz // common, from_hz // common)
    return np.asarray(resampled, dtype=np.float32)


def _alike(window: NDArray[np.float32], truth: NDArray[np.float32], place: int) -> bool:
    other = truth[max(0, place) : max(0, place) + len(window)]
    if len(other) < len(window):
        return False
    norm = float(np.linalg.norm(window) * np.linalg.norm(other))
    return float(window @ other) > _ALIKE * norm > 0


def _place(window: NDArray[np.float32], truth: NDArray[np.float32], first: int, last: int) -> int | None:
    """Where between two places the window occurs; None if nowhere."""
    region = truth[first:last]
    if len(region) < len(window):
        return None
    likeness = signal.correlate(region, window, mode="valid", method="fft")
    place = first + int(np.argmax(likeness))
    return place if _alike(window, truth, place) else None

"""Synthetic voices with exact F0, for tests: pulses through formants, with breath, creak and noise."""

import numpy as np
from numpy.typing import NDArray
from scipy import signal

RATE = 16_000
_FORMANTS = ((650, 80), (1250, 100), (2600, 140), (3500, 200))


def glide(*points_hz: float, seconds: float) -> NDArray[np.float64]:
    """F0 per sample, moving evenly (in semitones) through the points."""
    n = round(seconds * RATE)
    places = np.linspace(0, len(points_hz) - 1, n) if len(points_hz) > 1 else np.zeros(n)
    return np.exp2(np.interp(places, range(len(points_hz)), np.log2(points_hz)))


def voice(
    f0_hz: NDArray[np.float64], *, breath: float = 0.0, jitter: float = 0.0, seed: int = 0
) -> NDArray[np.float32]:
    """A vowel on the given F0 (per sample), peak 0.5; `breath` = noise relative to the pulses' RMS."""
    rng = np.random.default_rng(seed)
    cycles = np.cumsum(f0_hz) / RATE
    pulses = np.arange(1, int(cycles[-1]))
    at = np.interp(pulses + rng.normal(0, jitter, len(pulses)), cycles, np.arange(len(cycles)))
    # A pulse between two samples is shared by them: rounding would itself be jitter.
    source = np.zeros(len(f0_hz) + 1)
    np.add.at(source, at.astype(int), 1 - at % 1)
    np.add.at(source, at.astype(int) + 1, at % 1)
    source = source[:-1]
    source = signal.lfilter([1.0], [1.0, -0.95], source)  # spectral tilt of the glottis
    source -= np.mean(source)
    if breath:
        source += rng.normal(0, breath * np.std(source), len(source))
    for hz, width in _FORMANTS:
        radius = np.exp(-np.pi * width / RATE)
        source = signal.lfilter([1.0], [1.0, -2 * radius * np.cos(2 * np.pi * hz / RATE), radius**2], source)
    fade = np.minimum(1, np.minimum(np.arange(len(source)), np.arange(len(source))[::-1]) / (0.01 * RATE))
    source *= fade
    return np.asarray(0.5 * source / np.max(np.abs(source)), dtype=np.float32)


def silence(seconds: float) -> NDArray[np.float32]:
    return np.zeros(round(seconds * RATE), dtype=np.float32)


def noise(seconds: float, dbfs: float, seed: int = 1) -> NDArray[np.float32]:
    """White noise of the given RMS level."""
    draw = np.random.default_rng(seed).normal(0, 10 ** (dbfs / 20), round(seconds * RATE))
    return draw.astype(np.float32)


def at_level(samples: NDArray[np.float32], dbfs: float) -> NDArray[np.float32]:
    """The same sound with the given RMS level over all of it."""
    return samples * np.float32(10 ** (dbfs / 20) / np.sqrt(np.mean(samples.astype(np.float64) ** 2)))

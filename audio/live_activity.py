"""Where there is sound worth transcribing, decided while it arrives.

A coarse, cheap detector for cutting the sound into pieces: each decision depends on the sound up to
at most 0.1 s later and on nothing else, so that it is the same live and from a file. The measures
use the better, hindsighted `audio.speech_activity`.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from audio.blocks import HOP, RATE_HZ, Samples

TICK = 10
"""Frames between two looks at the threshold."""
_WINDOW = 1500
"""Frames that the threshold looks back on: 15 s hold several pauses of ordinary speech."""
_FLOOR_DBFS = -72.0
"""Quieter than any microphone in a room: digital silence must not pull the threshold down."""
_PRIOR_DBFS, _PRIOR_FRAMES = -58.0, 20
"""Quiet imagined before the start, so that speech from the very first moment counts as speech.

Forgotten after 5 s; until then steady noise louder than -50 dBFS counts as speech, too, which costs
a vain transcription and nothing else.
"""
_WIDTH = 3
"""Frames that a level is taken over: 30 ms hold at least two periods of any voice."""
_N_FFT = 512
_HZ = np.fft.rfftfreq(_N_FFT, 1 / RATE_HZ)
_WINDOW_SHAPE = np.hanning(_WIDTH * HOP)
_VOWELS = ((_HZ >= 150) & (_HZ <= 1500)).astype(np.float64)
"""Where voices are strong and hiss is weak, above mains hum and rumble."""
_CONSONANTS = np.abs(1 - 0.97 * np.exp(-2j * np.pi * _HZ / RATE_HZ)) ** 2
"""First difference: takes hum and rumble away and lifts what is spoken without voice."""
_BANDS = np.stack([_VOWELS, _CONSONANTS]) * 2 / (_N_FFT * np.sum(_WINDOW_SHAPE**2))


class LiveActivity:
    """How far frames of 10 ms stand out from the quiet around them, in any chunking of the sound."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, dtype=np.float32)
        self._before: Samples = np.zeros((_WIDTH - 1) * HOP, dtype=np.float32)
        self._recent = np.full((_PRIOR_FRAMES, len(_BANDS)), _PRIOR_DBFS)

    def push(self, chunk: Samples) -> NDArray[np.float64]:
        """The dB by which each frame decided by this chunk lies above its threshold: over 0 it is active."""
        self._rest = np.concatenate([self._rest, chunk])
        ready = len(self._rest) // (TICK * HOP) * (TICK * HOP)
        ticks, self._rest = self._rest[:ready].reshape(-1, TICK * HOP), self._rest[ready:].copy()
        return np.concatenate([np.zeros(0), *map(self._heights, ticks)])

    def finish(self) -> NDArray[np.float64]:
        """The last frames, when the sound has ended; an incomplete frame is not one."""
        last, self._rest = self._rest[: len(self._rest) // HOP * HOP], self._rest[:0]
        return self._heights(last) if len(last) else np.zeros(0)

    def _heights(self, samples: Samples) -> NDArray[np.float64]:
        levels = self._levels(samples)
        self._recent = np.concatenate([self._recent, levels])[-_WINDOW:]
        heights: NDArray[np.float64] = np.max(levels - self._thresholds(), axis=1)
        return heights

    def _levels(self, samples: Samples) -> NDArray[np.float64]:
        """dBFS in each band over the last three frames, shape (frames, bands)."""
        joined = np.concatenate([self._before, samples])
        self._before = joined[-len(self._before) :]
        frames = sliding_window_view(joined, _WIDTH * HOP)[::HOP] * _WINDOW_SHAPE
        power = np.square(np.abs(np.fft.rfft(frames, _N_FFT, axis=1)))
        levels: NDArray[np.float64] = np.maximum(10 * np.log10(power @ _BANDS.T + 1e-12), _FLOOR_DBFS)
        return levels

    def _thresholds(self) -> NDArray[np.float64]:
        """Between the quiet and the loud of the last seconds, nearer to the quiet, in each band.

        Where loud and quiet hardly differ there is no speech, or nothing else: 6 dB above the quiet.
        """
        ordered = np.sort(self._recent, axis=0)
        quiet, loud = ordered[int(0.04 * len(ordered))], ordered[int(0.95 * len(ordered))]
        thresholds: NDArray[np.float64] = quiet + np.clip(0.3 * (loud - quiet), 6.0, 12.0)
        return thresholds

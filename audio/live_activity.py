"""Where there is sound worth transcribing, decided while it arrives.

A coarse, cheap detector for cutting the sound into pieces: each decision depends on the sound up to
at most 0.1 s later and on nothing else, so that it is the same live and from a file. The measures
use the better, hindsighted `audio.speech_activity`.
"""

import numpy as np
from numpy.typing import NDArray

from audio.blocks import HOP, Samples

TICK = 10
"""Frames between two looks at the threshold."""
_WINDOW = 1500
"""Frames that the threshold looks back on: 15 s hold several pauses of ordinary speech."""
_FLOOR_DBFS = -72.0
"""Quieter than any microphone in a room: digital silence must not pull the threshold down."""
_PRIOR = np.full(20, -58.0)
"""Quiet imagined before the start, so that speech from the very first moment counts as speech.

Forgotten after 5 s; until then steady noise louder than -50 dBFS counts as speech, too, which costs
a vain transcription and nothing else.
"""
_PRE_EMPHASIS = 0.97
"""First difference; takes mains hum and rumble away and lifts soft consonants."""


class LiveActivity:
    """Level and activity of frames of 10 ms, in any chunking of the sound."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, dtype=np.float32)
        self._last = np.float32(0.0)
        self._energy: NDArray[np.float64] = np.zeros(2)
        self._recent: NDArray[np.float64] = _PRIOR
        self._waiting: NDArray[np.float64] = np.zeros(0)

    def push(self, chunk: Samples) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Level in dBFS (after pre-emphasis) and activity of the frames decided by this chunk."""
        self._rest = np.concatenate([self._rest, chunk])
        whole = len(self._rest) // HOP * HOP
        frames, self._rest = self._rest[:whole], self._rest[whole:].copy()
        self._waiting = np.concatenate([self._waiting, self._levels(frames)])
        ready = len(self._waiting) // TICK * TICK
        levels, self._waiting = self._waiting[:ready], self._waiting[ready:].copy()
        return self._decide(levels)

    def finish(self) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """The last frames, when the sound has ended; an incomplete frame is not one."""
        levels, self._waiting = self._waiting, np.zeros(0)
        return self._decide(levels)

    def _levels(self, samples: Samples) -> NDArray[np.float64]:
        """Level over the last three frames, one value for each frame."""
        if not len(samples):
            return np.zeros(0)
        emphasised = samples - np.float32(_PRE_EMPHASIS) * np.concatenate([[self._last], samples[:-1]])
        self._last = samples[-1]
        energy = np.square(emphasised.reshape(-1, HOP), dtype=np.float64).mean(axis=1)
        joined = np.concatenate([self._energy, energy])
        self._energy = joined[-2:]
        smooth = (joined[2:] + joined[1:-1] + joined[:-2]) / 3
        levels: NDArray[np.float64] = np.maximum(10 * np.log10(smooth + 1e-12), _FLOOR_DBFS)
        return levels

    def _decide(self, levels: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        active = np.zeros(len(levels), dtype=bool)
        for first in range(0, len(levels), TICK):
            tick = levels[first : first + TICK]
            self._recent = np.concatenate([self._recent, tick])[-_WINDOW:]
            active[first : first + TICK] = tick > self._threshold()
        return levels, active

    def _threshold(self) -> float:
        """Between the quiet and the loud of the last seconds, nearer to the quiet.

        Where loud and quiet hardly differ there is no speech, or nothing else: 6 dB above the quiet.
        """
        ordered = np.sort(self._recent)
        quiet, loud = ordered[int(0.04 * len(ordered))], ordered[int(0.95 * len(ordered))]
        return float(quiet + np.clip(0.3 * (loud - quiet), 6.0, 12.0))

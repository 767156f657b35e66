"""Where a sound is a voice with a steady tone: what a filled pause is, and a cough is not."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from audio.blocks import HOP_S, Block, Samples
from audio.masks import runs
from audio.pitch import candidates

_PERIODIC = 0.5
"""Autocorrelation at the period. Noise with formants passes it for 30 ms at most (of 80 coughs, sneezes)."""
_MOST_STEP_SEMITONES = 1.0
"""From a frame to the next, 10 ms later: as fast as voices can glide (about 100 per s, Xu & Sun 2002)."""
_LOUD_ENOUGH = 0.15
"""Of a stretch's peak: below it lie its reverberation and the room's hum."""


@dataclass(frozen=True)
class SteadyVoice:
    """How long a stretch is periodic, its period going on from frame to frame; 0 for noise and clicks."""

    seconds: float
    longest_s: float
    """Without a break."""
    share: float
    """Of the time in which the stretch is not much below its loudest."""


@dataclass(frozen=True, eq=False)
class Tone:
    """The steady voice in a sound, every 10 ms."""

    steady: npt.NDArray[np.bool_]
    peak: npt.NDArray[np.float32]
    """Largest absolute sample around each frame."""

    def within(self, start_s: float, end_s: float) -> SteadyVoice:
        """How much of a stretch of the sound is a steady voice."""
        loud, goes_on = self._loud(start_s, end_s)
        seconds = int(np.count_nonzero(goes_on)) * HOP_S
        longest = max((last - first for first, last in runs(goes_on)), default=0)
        return SteadyVoice(
            seconds, longest * HOP_S, seconds / max(HOP_S, int(np.count_nonzero(loud)) * HOP_S)
        )

    def longest(self, start_s: float, end_s: float) -> tuple[float, float]:
        """Start and end in seconds of the longest steady voice in a stretch; empty where there is none."""
        first = max(0, round(start_s / HOP_S))
        found = runs(self._loud(start_s, end_s)[1])
        start, end = max(found, key=lambda run: run[1] - run[0], default=(0, 0))
        return (first + start) * HOP_S, (first + end) * HOP_S

    def _loud(self, start_s: float, end_s: float) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """The stretch's frames that are not much below its loudest, and those with a steady voice."""
        first, last = max(0, round(start_s / HOP_S)), max(0, round(end_s / HOP_S))
        peak = self.peak[first:last]
        loud = peak > _LOUD_ENOUGH * np.max(peak, initial=0.0)
        return loud, self.steady[first:last] & loud


def tone(samples: Samples) -> Tone:
    """Where the sound is a steady voice. `samples`: 16 kHz mono, up to half a minute.

    The pitch may be any of a frame's candidates, so that a doubtful octave does not break the tone.
    """
    found = candidates(Block(samples=samples, start_sample=0, lead=0, length=len(samples)))
    f0_hz = found.long.f0_hz.astype(np.float64)
    periodic = (found.long.strength >= _PERIODIC) & (f0_hz > 0)
    semitones = np.where(periodic, 12 * np.log2(np.maximum(f0_hz, 1.0)), np.nan)
    steps = np.abs(semitones[1:, :, np.newaxis] - semitones[:-1, np.newaxis, :])
    goes_on = np.zeros(len(found), dtype=np.bool_)
    goes_on[1:] = np.any(steps < _MOST_STEP_SEMITONES, axis=(1, 2))
    return Tone(goes_on, found.peak)

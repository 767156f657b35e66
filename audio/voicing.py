"""Where a sound is a voice with a steady tone: what a filled pause is, and a cough is not."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from audio.blocks import HOP_S, Block, Samples
from audio.pitch import candidates

_PERIODIC = 0.5
"""Autocorrelation at the period. Noise with formants passes it for 30 ms at most (of 80 coughs, sneezes)."""
_MOST_STEP_SEMITONES = 1.0
"""From a frame to the next, 10 ms later: as fast as voices can glide (about 100 per s, Xu & Sun 2002)."""
_LOUD_ENOUGH = 0.15
"""Of a stretch's peak: below it lie its reverberation and the room's hum."""


@dataclass(frozen=True, eq=False)
class Tone:
    """The steady voice in a sound, every 10 ms."""

    steady: npt.NDArray[np.bool_]
    peak: npt.NDArray[np.float32]
    """Largest absolute sample around each frame."""

    def share(self, start_s: float, end_s: float) -> float:
        """In how much of a stretch, where it is not much below its loudest, there is a steady voice.

        That is periodic, its period going on from frame to frame; 0 for noise and clicks.
        """
        first, last = max(0, round(start_s / HOP_S)), max(0, round(end_s / HOP_S))
        peak = self.peak[first:last]
        loud = peak > _LOUD_ENOUGH * np.max(peak, initial=0.0)
        return int(np.count_nonzero(self.steady[first:last] & loud)) / max(1, int(np.count_nonzero(loud)))


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

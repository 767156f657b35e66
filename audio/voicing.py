"""How long a short sound is a voice with a steady tone: what a filled pause is, and a cough is not."""

import numpy as np

from audio.blocks import HOP_S, Block, Samples
from audio.pitch import candidates

_PERIODIC = 0.5
"""Autocorrelation at the period. Noise with formants passes it for 30 ms at most (of 80 coughs, sneezes)."""
_MOST_STEP_SEMITONES = 1.0
"""From a frame to the next, 10 ms later: as fast as voices can glide (about 100 per s, Xu & Sun 2002)."""
_LOUD_ENOUGH = 0.2
"""Of the sound's peak: below it lie its reverberation and the room's hum."""


def steady_voice_s(samples: Samples) -> float:
    """The time in seconds for which the sound is periodic and its period goes on from frame to frame.

    `samples`: 16 kHz mono, a stretch of up to a few seconds. Near 0 for noise, clicks and silence. The
    pitch may be any of a frame's candidates, so that a doubtful octave does not break the tone.
    """
    found = candidates(Block(samples=samples, start_sample=0, lead=0, length=len(samples)))
    if len(found) < 2:
        return 0.0
    loud = found.peak > _LOUD_ENOUGH * float(found.peak.max())
    f0_hz = found.long.f0_hz.astype(np.float64)
    periodic = (found.long.strength >= _PERIODIC) & (f0_hz > 0) & loud[:, np.newaxis]
    semitones = np.where(periodic, 12 * np.log2(np.maximum(f0_hz, 1.0)), np.nan)
    steps = np.abs(semitones[1:, :, np.newaxis] - semitones[:-1, np.newaxis, :])
    goes_on = np.any(steps < _MOST_STEP_SEMITONES, axis=(1, 2))
    return float(np.count_nonzero(goes_on)) * HOP_S

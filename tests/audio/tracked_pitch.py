"""The pitch that is found in samples, and how far it is from the truth."""

import numpy as np

from audio import pitch
from audio.blocks import HOP, blocks_of


def candidates_of(samples):
    return pitch.PitchCandidates.join([pitch.candidates(block) for block in blocks_of(samples)])


def tracked(samples, speech=None):
    found = candidates_of(samples)
    return pitch.track(found, np.ones(len(found), dtype=bool) if speech is None else speech)


def truth(f0_hz):
    return f0_hz[::HOP]


def errors_semitones(found, true):
    n = min(len(found), len(true))
    voiced = np.isfinite(found[:n])
    return 12 * np.log2(found[:n][voiced] / true[:n][voiced]), voiced

"""Where a sound is like a filled pause, by what Whisper's encoder makes of it (`audio.encoder_ear`).

Whisper's decoder was taught to leave fillers out; its encoder was not, and still tells the vowel of an
"um" from a word. Peaks of the likeness are sounds that may be fillers.

NOTES: what was tried
- The same from 20 cepstral coefficients, their spread and their change: area under the curve 0.92 on
  human fillers that were not learned from; from the encoder 0.98.
- Weaker regularisation, or the covariances of the encoder's values (LDA), with synthetic voices alone: better
  on the voices learned from (0.995), far worse on others (0.88).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from audio.whisper_model import ENCODED_S

_LEAST = 2.0
"""The likeness of a peak below which nothing is a filler: nineteen in twenty frames of speech have less."""
_SHOULDER, _FOOT = 0.45, 1.2
"""A sound lasts as long as its likeness is above this share of its peak's, and above this in any case."""
_GAP = 2
"""Moments between two sounds, at least."""


@dataclass(frozen=True)
class FillerSound:
    """A stretch of sound, in seconds from the start of what was encoded, and its greatest likeness."""

    start_s: float
    end_s: float
    likeness: float

    @property
    def middle_s(self) -> float:
        return (self.start_s + self.end_s) / 2


def peaks(likeness: Sequence[float]) -> list[FillerSound]:
    """The stretches around the peaks of a likeness given every 20 ms, the highest peaks first served."""
    left = list(likeness)
    found = []
    while left and max(left) >= _LEAST:
        peak = max(left)
        first = last = left.index(peak)
        foot = max(_FOOT, _SHOULDER * peak)
        while first > 0 and left[first - 1] > foot:
            first -= 1
        while last + 1 < len(left) and left[last + 1] > foot:
            last += 1
        found.append(FillerSound(first * ENCODED_S, (last + 1) * ENCODED_S, peak))
        for taken in range(max(0, first - _GAP), min(len(left), last + 1 + _GAP)):
            left[taken] = -math.inf
    return sorted(found, key=lambda sound: sound.start_s)

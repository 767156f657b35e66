"""Overdrive: samples at full scale, and peaks cut off below it, as of a recording turned down afterwards.

Cut-off peaks pile up at one height with hardly any above, and are wider there than the voice's softer peaks.
Clean peaks do neither. What counts is what is heard: an input that rounds its peaks, or a limiter driven so
hard that its peaks are flat, sounds as harsh as cut-off peaks, and is told as such.

NOTES: 36 voices, synthetic and human, not used before, found with this and with the first way below
- Cut off at 48 or 44 kHz and then turned down: 2 % of the samples .80 and .19, 0.5 % .56 and .07; at 16 kHz
  1.00 and .86, .94 and .36; then through AAC of 64 kbit/s .33 and .06. Whispers and clips of few seconds are
  missed. Saturated by tanh from where 5 % (2 %) are cut off: .81 (.44) and .06 (.00).
- None of them clean, through MP3, compressed 6:1, or with a limiter 2 dB down was taken for clipped; of 639
  other recordings one. A limiter 12 dB down, as distorted as 5 % cut off (16 dB below the voice): .17.
- Tops of three samples within 1 % of their height, as no clean peak has: conversion from 48 kHz ripples them.
- Piles in the histogram of all samples, not asking for wide tops: limited voices pile up like clipped ones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio.activity_features import Floats, around_frames
from audio.blocks import HOP, Block
from audio.masks import Bools

_FULL_SCALE = 0.995
"""Samples at least this large count as full scale (16-bit converters stop at 0.99997, MP3 overshoots)."""
_AT_TOP = 0.98
"""As shares of a peak's height: what is at its top. Conversion to 16 kHz ripples flat tops by 1 or 2 %."""
_SAME_HEIGHT = 0.03
_CEILINGS = np.geomspace(0.7, 1.05, 36)
"""Where the ceiling is looked for, as shares of nearly the highest peak."""
_NEARLY_ALL = 0.998
_LOUD = 0.25
_MOST_ABOVE = 0.25
"""Peaks above the ceiling, for each at it: more than that, and it is none."""
_LEAST_SHARE, _LEAST_FRAMES = 0.02, 8
"""Of the loud frames at the ceiling."""
_BELOW = (0.8, 0.94)
_PILED, _FEW = 0.4, 3
"""Peaks at the ceiling for each in the wider range below it (and a few more, lest a handful decides)."""
_SOFTER, _LEAST_SOFTER = (0.3, 0.85), 0.2
_WIDER = 1.2
"""How much wider peaks at the ceiling are than softer ones: clean ones had 0.6 to 1.1, since louder vowels
are opener, and their peaks sharper."""


@dataclass(frozen=True, eq=False)
class Peaks:
    """The highest samples of each 10 ms frame; columns: upwards, downwards."""

    top: Floats
    """How far the sound goes, shape (n, 2), 1 = full scale."""
    near: NDArray[np.uint8]
    """Samples within 2 % of that, shape (n, 2)."""
    width: NDArray[np.uint8]
    """As many of them as lie in a row, shape (n, 2)."""
    full: NDArray[np.uint8]
    """Samples at full scale, shape (n,)."""

    def __len__(self) -> int:
        return len(self.full)

    @staticmethod
    def join(parts: Sequence["Peaks"]) -> "Peaks":
        """One take's peaks from its blocks', in order."""
        return Peaks(
            top=np.concatenate([np.zeros((0, 2), dtype=np.float32), *(part.top for part in parts)]),
            near=np.concatenate([np.zeros((0, 2), dtype=np.uint8), *(part.near for part in parts)]),
            width=np.concatenate([np.zeros((0, 2), dtype=np.uint8), *(part.width for part in parts)]),
            full=np.concatenate([np.zeros(0, dtype=np.uint8), *(part.full for part in parts)]),
        )


def peaks(block: Block) -> Peaks:
    """The peaks of a block's own frames: a pure function of the block."""
    frames = around_frames(block.samples, block.lead, block.n_frames, HOP)
    ways = np.stack([frames, -frames], axis=1)
    top = np.max(ways, axis=2)
    near = ways >= _AT_TOP * top[:, :, np.newaxis]
    return Peaks(
        top=top,
        near=np.count_nonzero(near, axis=2).astype(np.uint8),
        width=_longest_run(near),
        full=np.count_nonzero(np.abs(frames) >= _FULL_SCALE, axis=1).astype(np.uint8),
    )


def _longest_run(marks: Bools) -> NDArray[np.uint8]:
    """How many marks lie in a row at most; `marks`: shape (..., HOP)."""
    at = np.arange(1, HOP + 1, dtype=np.int16)
    last_gap = np.maximum.accumulate(np.where(marks, np.int16(0), at), axis=-1)
    return np.asarray(np.max(at - last_gap, axis=-1), dtype=np.uint8)


def clipped_share(found: Peaks, own: Bools) -> float:
    """Share of the samples in the frames of `own` (shape (n,)) that are cut off, 0 to 1."""
    full = int(np.sum(found.full[own], dtype=np.int64))
    cut = sum(_at_a_ceiling(found.top[own, i], found.near[own, i], found.width[own, i]) for i in (0, 1))
    return min(1.0, max(full, cut) / (HOP * max(1, int(np.count_nonzero(own)))))


def _at_a_ceiling(top: Floats, near: NDArray[np.uint8], width: NDArray[np.uint8]) -> int:
    """Samples in wide tops of one height, near the highest, of the speech's frames; 0 unless plainly many."""
    if not np.any(top > 0):
        return 0
    return max(
        (int(np.sum(near[at])) for at, softer in _piles(top) if _are_wider(width[at], width[softer])),
        default=0,
    )


def _are_wider(tops: NDArray[np.uint8], softer: NDArray[np.uint8]) -> bool:
    return len(softer) >= _LEAST_SOFTER * len(tops) and bool(np.mean(tops) >= _WIDER * np.mean(softer))


def _piles(top: Floats) -> Iterator[tuple[Bools, Bools]]:
    """Peaks of one height that hardly any are above and few just below, and the softer ones."""
    heights = np.sort(top)
    highest = float(heights[int(_NEARLY_ALL * len(heights))])
    ceilings = _CEILINGS * highest

    def between(low: float, up: float) -> NDArray[np.intp]:
        return np.searchsorted(heights, up * ceilings) - np.searchsorted(heights, low * ceilings)

    here = 1 - _SAME_HEIGHT, 1 + _SAME_HEIGHT
    n_here = between(*here)
    loud = len(heights) - int(np.searchsorted(heights, _LOUD * highest))
    piled = (
        (n_here >= max(_LEAST_FRAMES, _LEAST_SHARE * loud))
        & (between(*_SOFTER) >= _LEAST_FRAMES)
        & (between(1 + 2 * _SAME_HEIGHT, np.inf) <= _MOST_ABOVE * n_here)
        & (n_here >= _PILED * (between(*_BELOW) + _FEW))
    )
    for ceiling in ceilings[piled]:
        at, softer = ((top >= low * ceiling) & (top < up * ceiling) for low, up in (here, _SOFTER))
        yield at, softer

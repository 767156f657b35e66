"""Clipping: samples at full scale, and flat tops at any level, as of a recording turned down afterwards.

Cut-off peaks pile up at one height, and are flat there. Clean peaks do neither: of 38 voices, also compressed
8:1, by MP3 of 48 kbit/s and by Opus of 24, none was taken for clipped.

NOTES: of the same voices with 2 % (0.5 %) of their samples cut off and then turned down, 95 % (82) are found;
when cut off at 48 kHz, where conversion ripples the tops, 61 % (39), and then through MP3 50 % (26).
- Of voices heavily saturated (tanh) 50 % are found, and of those that a limiter holds 11 dB down 29 %. Other
  limits trade the one for the other: tops flat within 2 % find a tenth more of the resampled, 76 % of the
  saturated and 58 % of the limited.
- Piles in the histogram of all samples, not asking for flat tops: the limited pile up like the clipped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio.activity_features import Floats, around_frames
from audio.blocks import HOP, Block
from audio.masks import Bools

_FULL_SCALE = 0.995
"""Samples at least this large count as full scale (16-bit converters stop at 0.99997, MP3 overshoots)."""
_NEAR_TOP = 0.99
_FLAT_SAMPLES = 3
"""In a row. A sine must be below 250 Hz to stay as long within 1 % of its top; first formants lie above."""
_SAME_HEIGHT = 0.02
_CEILINGS = np.geomspace(0.8, 1.05, 26)
"""Where the ceiling is looked for, as shares of nearly the highest peak."""
_LOUD = 0.25
_MOST_ABOVE = 0.25
"""Peaks above the ceiling, for each at it: more than that, and it is none."""
_LEAST_SHARE, _LEAST_FRAMES = 0.01, 8
"""Of the loud frames flat at the ceiling."""


@dataclass(frozen=True, eq=False)
class Peaks:
    """The highest samples of each 10 ms frame; columns: upwards, downwards."""

    top: Floats
    """How far the sound goes, shape (n, 2), 1 = full scale."""
    near: NDArray[np.uint8]
    """Samples within 1 % of that, shape (n, 2)."""
    flat: Bools
    """Whether as many of them lie in a row as only a flat top has, shape (n, 2)."""
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
            flat=np.concatenate([np.zeros((0, 2), dtype=np.bool_), *(part.flat for part in parts)]),
            full=np.concatenate([np.zeros(0, dtype=np.uint8), *(part.full for part in parts)]),
        )


def peaks(block: Block) -> Peaks:
    """The peaks of a block's own frames: a pure function of the block."""
    frames = around_frames(block.samples, block.lead, block.n_frames, HOP)
    ways = np.stack([frames, -frames], axis=1)
    top = np.max(ways, axis=2)
    near = ways >= _NEAR_TOP * top[:, :, np.newaxis]
    in_a_row = np.logical_and.reduce(
        [near[:, :, i : HOP - _FLAT_SAMPLES + 1 + i] for i in range(_FLAT_SAMPLES)]
    )
    return Peaks(
        top=top,
        near=np.count_nonzero(near, axis=2).astype(np.uint8),
        flat=np.any(in_a_row, axis=2),
        full=np.count_nonzero(np.abs(frames) >= _FULL_SCALE, axis=1).astype(np.uint8),
    )


def clipped_share(found: Peaks, own: Bools) -> float:
    """Share of the samples in the frames of `own` (shape (n,)) that are cut off, 0 to 1."""
    full = int(np.sum(found.full[own], dtype=np.int64))
    cut = sum(_at_a_ceiling(found.top[:, i], found.near[:, i], found.flat[:, i], own) for i in (0, 1))
    return min(1.0, max(full, cut) / (HOP * max(1, int(np.count_nonzero(own)))))


def _at_a_ceiling(top: Floats, near: NDArray[np.uint8], flat: Bools, own: Bools) -> int:
    """Samples in flat tops of one height, near the highest; 0 unless there are plainly many."""
    heard = top[own]
    if not len(heard):
        return 0
    highest = float(np.quantile(heard, 0.998))
    ceilings = _CEILINGS * highest
    lowest, upper = (1 - _SAME_HEIGHT) * ceilings, (1 + _SAME_HEIGHT) * ceilings
    high = np.flatnonzero(own & (top > lowest[0]))
    high = high[np.argsort(top[high])]
    top, near, flat = top[high], near[high], flat[high]
    first, end = np.searchsorted(top, lowest, side="right"), np.searchsorted(top, upper)
    above = len(top) - np.searchsorted(top, (1 + 2 * _SAME_HEIGHT) * ceilings, side="right")
    enough = max(_LEAST_FRAMES, _LEAST_SHARE * int(np.count_nonzero(heard > _LOUD * highest)))
    plain = (_sums(flat, first, end) >= enough) & (above <= _MOST_ABOVE * (end - first))
    return int(np.max(_sums(near, first, end)[plain], initial=0))


def _sums(
    values: Bools | NDArray[np.uint8], first: NDArray[np.intp], end: NDArray[np.intp]
) -> NDArray[np.int64]:
    """The sum of each stretch of `values`."""
    summed = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    return np.asarray(summed[end] - summed[first])

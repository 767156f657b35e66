"""Frames as masks: their runs, and masks grown and filled."""

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]


def runs_with(mask: Bools, needed: Bools) -> Bools:
    """The runs of True in `mask` that hold at least one True of `needed`."""
    keep = np.zeros_like(mask)
    for first, end in runs(mask):
        keep[first:end] = bool(np.any(needed[first:end]))
    return keep


def runs(mask: Bools) -> list[tuple[int, int]]:
    """The stretches of True as (first, end) indices, end exclusive."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(first), int(end)) for first, end in zip(edges[::2], edges[1::2], strict=True)]


def fill_gaps(mask: Bools, shorter_than: int) -> Bools:
    """`mask` with its inner stretches of False shorter than `shorter_than` frames made True."""
    filled = mask.copy()
    for first, end in runs(~mask):
        if first > 0 and end < len(mask) and end - first < shorter_than:
            filled[first:end] = True
    return filled


def widen(mask: Bools, frames: int) -> Bools:
    """`mask` grown by `frames` on both sides."""
    counted = np.concatenate([[0], np.cumsum(mask)])
    at = np.arange(len(mask))
    inside = counted[np.minimum(at + frames + 1, len(mask))] - counted[np.maximum(at - frames, 0)]
    return np.asarray(inside > 0)

"""The pitch of a take: the cheapest path through the candidates of all frames, in two passes.

The costs are those published by Boersma (1993, "Accurate short-term analysis of the fundamental
frequency and the harmonics-to-noise ratio of a sampled sound"); the second pass narrows the range
to the speaker (Hirst 2011, "The analysis by synthesis of speech melody").
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio.pitch.candidates import (
    CEILING_HZ,
    FLOOR_HZ,
    SHORT_FLOOR_HZ,
    PitchCandidates,
    WindowCandidates,
)

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

OCTAVE_COST = 0.01
OCTAVE_JUMP_COST = 0.35
VOICING_COST = 0.14
VOICING_THRESHOLD = 0.45
SILENCE_THRESHOLD = 0.03
RANGE_BELOW, RANGE_ABOVE = 0.75, 1.5
"""The speaker's range: from 0.75 times the first to 1.5 times the third quartile of the first pass."""
_HOPELESS = 0.2
"""A frame whose candidates are all weaker than this cuts the path: it is unvoiced on any best path."""
_LONGEST_RUN = 1000
"""Frames after which a path is cut, so that a steady tone can't make the search slow."""
SHORTEST_VOICED_FRAMES = 4
_MIN_FRAMES_FOR_RANGE = 20


@dataclass(frozen=True)
class PitchRange:
    """Where a speaker's pitch is sought."""

    floor_hz: float = FLOOR_HZ
    ceiling_hz: float = CEILING_HZ


def track(candidates: PitchCandidates, speech: Bools) -> Floats:
    """F0 in Hz of each frame (float32, shape (n_frames,)); NaN where unvoiced or no speech."""
    n = min(len(candidates), len(speech))
    f0 = np.full(len(candidates), np.nan, dtype=np.float32)
    allowed = np.zeros(len(candidates), dtype=bool)
    allowed[:n] = speech[:n]
    if not allowed.any():
        return f0
    unvoiced = _unvoiced_strength(candidates.peak, allowed)
    first = _best_path(candidates.long, unvoiced, allowed, PitchRange())
    wanted = speaker_range(first)
    window = candidates.short if wanted.floor_hz >= SHORT_FLOOR_HZ else candidates.long
    return _without_blips(_best_path(window, unvoiced, allowed, wanted))


def speaker_range(f0_hz: Floats) -> PitchRange:
    """The range of the second pass, from the first pass's F0 (NaN = unvoiced)."""
    voiced = f0_hz[np.isfinite(f0_hz)]
    if len(voiced) < _MIN_FRAMES_FOR_RANGE:
        return PitchRange()
    lower, upper = np.quantile(voiced, [0.25, 0.75])
    return PitchRange(max(FLOOR_HZ, RANGE_BELOW * float(lower)), min(CEILING_HZ, RANGE_ABOVE * float(upper)))


def _unvoiced_strength(peak: Floats, speech: Bools) -> Floats:
    """How good it is to call a frame unvoiced: better where the sound is faint for this speaker."""
    loudest = float(np.quantile(peak[speech], 0.98))
    relative = peak / max(loudest, 1e-9)
    faint = 2 - relative * (1 + VOICING_THRESHOLD) / SILENCE_THRESHOLD
    return np.asarray(VOICING_THRESHOLD + np.maximum(0, faint), dtype=np.float32)


def _best_path(window: WindowCandidates, unvoiced: Floats, allowed: Bools, within: PitchRange) -> Floats:
    """F0 along the path with the largest sum of strengths less costs."""
    f0 = window.f0_hz.astype(np.float32)
    inside = (f0 >= within.floor_hz) & (f0 <= within.ceiling_hz)
    strength = window.strength.astype(np.float32) - OCTAVE_COST * np.log2(
        within.ceiling_hz / np.maximum(f0, 1)
    )
    strength[~inside] = -np.inf
    live = allowed & (strength.max(axis=1) > _HOPELESS)
    starts, lengths = _runs(live)
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    octaves = np.log2(np.maximum(f0, 1))
    # State 0 is unvoiced; the others are the candidates.
    local = np.column_stack([unvoiced, strength])
    best = _search(local, octaves, starts, lengths)
    rows = np.arange(len(f0))
    return np.where(live & (best > 0), f0[rows, np.maximum(best - 1, 0)], np.nan).astype(np.float32)


def _search(
    local: Floats, octaves: Floats, starts: NDArray[np.intp], lengths: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The Viterbi search, for all runs at once: longest run first, one step of every run at a time."""
    back = np.zeros(local.shape, dtype=np.int8)
    best = np.zeros(len(local), dtype=np.intp)
    if not len(starts):
        return best
    entry = np.full(local.shape[1], -VOICING_COST, dtype=np.float32)
    entry[0] = 0
    score = local[starts] + entry
    running = np.searchsorted(-lengths, -np.arange(1, lengths[0]), side="left")
    for step, count in enumerate(running, start=1):
        now = starts[:count] + step
        jump = OCTAVE_JUMP_COST * np.abs(octaves[now][:, :, None] - octaves[now - 1][:, None, :])
        stay = score[:count, None, 1:] - jump
        voiced_from = stay.argmax(axis=2)
        voiced = np.take_along_axis(stay, voiced_from[:, :, None], 2)[:, :, 0]
        entered = score[:count, :1] - VOICING_COST
        back[now, 1:] = np.where(voiced >= entered, voiced_from + 1, 0)
        left = score[:count, 1:] - VOICING_COST
        left_from = left.argmax(axis=1)
        left_best = np.take_along_axis(left, left_from[:, None], 1)[:, 0]
        back[now, 0] = np.where(left_best > score[:count, 0], left_from + 1, 0)
        after = np.column_stack([np.maximum(left_best, score[:count, 0]), np.maximum(voiced, entered)])
        score[:count] = local[now] + after
    ends = starts + lengths - 1
    best[ends] = (score + entry).argmax(axis=1)
    for step in range(int(lengths[0]) - 1, 0, -1):
        now = starts[: running[step - 1]] + step
        best[now - 1] = back[now, best[now]]
    return best


def _runs(live: Bools) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Starts and lengths of the runs of True, none longer than `_LONGEST_RUN`."""
    edges = np.diff(np.concatenate([[0], live.astype(np.int8), [0]]))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    pieces = [
        (first, min(_LONGEST_RUN, end - first))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        for first in range(start, end, _LONGEST_RUN)
    ]
    cut = np.array(pieces, dtype=np.intp).reshape(-1, 2)
    return cut[:, 0], cut[:, 1]


def _without_blips(f0_hz: Floats) -> Floats:
    """Voiced islands too short to be a vowel become unvoiced."""
    kept = f0_hz.copy()
    edges = np.diff(np.concatenate([[0], np.isfinite(f0_hz).astype(np.int8), [0]]))
    for start, end in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        if end - start < SHORTEST_VOICED_FRAMES:
            kept[start:end] = np.nan
    return kept

"""The cheapest path through the pitch candidates of all frames.

The costs are those published by Boersma (1993, "Accurate short-term analysis of the fundamental
frequency and the harmonics-to-noise ratio of a sampled sound").
"""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audio.masks import runs
from audio.pitch.autocorrelation import CEILING_HZ, FLOOR_HZ, WindowCandidates

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]

OCTAVE_COST = 0.02
VOICING_COST = 0.14
_HOPELESS = 0.2
"""A frame whose candidates are all weaker than this cuts the path: it is unvoiced on any best path."""
_PART = 30_000
"""Frames that are searched together: five minutes; an hour at once would take 130 MB."""
_LONGEST_RUN = 1000
"""Frames after which a path is cut, so that a steady tone can't make the search slow."""


@dataclass(frozen=True)
class Demands:
    """What is asked of a frame to count as voice, and of a path; by default Boersma's."""

    voicing_threshold: float = 0.45
    silence_threshold: float = 0.03
    """Of the speaker's loudest."""
    octave_jump_cost: float = 0.35


@dataclass(frozen=True)
class PitchRange:
    """Where a speaker's pitch is sought."""

    floor_hz: float = FLOOR_HZ
    ceiling_hz: float = CEILING_HZ


@dataclass(frozen=True)
class Expectation:
    """What it costs a candidate to lie away from where the pitch is expected."""

    usual_hz: float
    free_octaves: float
    """So far from the usual pitch a candidate costs nothing."""
    per_octave_above: float
    per_octave_below: float

    def of(self, octaves: Floats) -> Floats:
        """The cost of candidates, given as log2 of their F0."""
        away = octaves - np.float32(np.log2(self.usual_hz))
        above = self.per_octave_above * np.maximum(0, away - self.free_octaves)
        below = self.per_octave_below * np.maximum(0, -away - self.free_octaves)
        return np.asarray(above + below, dtype=np.float32)


@dataclass(frozen=True)
class Sought:
    """What a search looks for."""

    within: PitchRange = field(default_factory=PitchRange)
    demands: Demands = field(default_factory=Demands)
    expected: Expectation | None = None


def unvoiced_strength(peak: Floats, speech: Bools, demands: Demands) -> Floats:
    """How good it is to call a frame unvoiced: better where the sound is faint for this speaker.

    What is loud for the speaker is taken to half a decibel, so that it stays the same while a take grows.
    """
    loudest_db = 20 * np.log10(max(float(np.quantile(peak[speech], 0.98)), 1e-9))
    relative = peak / np.float32(10 ** (round(2 * loudest_db) / 40))
    threshold = demands.voicing_threshold
    faint = 2 - relative * (1 + threshold) / demands.silence_threshold
    return np.asarray(threshold + np.maximum(0, faint), dtype=np.float32)


@dataclass
class KnownPaths:
    """The stretches that were searched in the same take before, so that only what is new is searched.

    A path depends on nothing but its stretch's frames, on how good it is to call them unvoiced, and on the
    settings of the search. What has changed since is searched again: the result is the same with and
    without it.
    """

    sought: Sought | None = None
    paths: dict[tuple[int, int, bytes], Floats] = field(default_factory=dict)


def best_path(
    window: WindowCandidates,
    unvoiced: Floats,
    allowed: Bools,
    sought: Sought,
    known: KnownPaths | None = None,
) -> Floats:
    """F0 (NaN = unvoiced) along the path with the largest sum of strengths less costs.

    `unvoiced` is each frame's strength of being unvoiced; frames that are not `allowed` are unvoiced.
    `known`, if given, belongs to this take and this window of it, and is brought up to date.
    """
    known = KnownPaths() if known is None else known
    before = known.paths if known.sought == sought else {}
    path = np.full(len(allowed), np.nan, dtype=np.float32)
    wanted = np.zeros(len(allowed), dtype=np.bool_)
    stretches: list[tuple[int, int, bytes]] = []
    for first, end in runs(allowed):
        stretches.append((first, end, unvoiced[first:end].tobytes()))
        found = before.get(stretches[-1])
        if found is None:
            wanted[first:end] = True
        else:
            path[first:end] = found
    # A frame between the stretches keeps them apart.
    rows = np.flatnonzero(wanted | np.concatenate([[False], wanted[:-1]]))
    for part in _parts(wanted[rows]):
        at = rows[part]
        path[at] = _best_path(_rows(window, at), unvoiced[at], wanted[at], sought)
    known.sought = sought
    known.paths = {stretch: path[stretch[0] : stretch[1]] for stretch in stretches}
    return path


def _parts(allowed: Bools) -> list[slice]:
    """The whole in pieces that end where nothing is allowed: paths don't cross, and memory is bounded."""
    ends = [0]
    for end in np.flatnonzero(~allowed).tolist():
        if end - ends[-1] >= _PART:
            ends.append(end)
    ends.append(len(allowed))
    return [slice(start, end) for start, end in pairwise(ends) if end > start]


def _rows(window: WindowCandidates, rows: Places) -> WindowCandidates:
    return WindowCandidates(f0_hz=window.f0_hz[rows], strength=window.strength[rows])


def _best_path(window: WindowCandidates, unvoiced: Floats, allowed: Bools, sought: Sought) -> Floats:
    within = sought.within
    f0 = window.f0_hz.astype(np.float32)
    octaves = np.log2(np.maximum(f0, 1))
    inside = (f0 >= within.floor_hz) & (f0 <= within.ceiling_hz)
    strength = window.strength - OCTAVE_COST * (np.float32(np.log2(within.ceiling_hz)) - octaves)
    if sought.expected:
        strength -= sought.expected.of(octaves)
    strength[~inside] = -np.inf
    live = allowed & (strength.max(axis=1) > _HOPELESS)
    starts, lengths = _pieces(live)
    order = np.argsort(-lengths, kind="stable")
    # State 0 is unvoiced; the others are the candidates.
    local = np.column_stack([unvoiced, strength])
    state = _search(local, octaves, starts[order], lengths[order], sought.demands.octave_jump_cost)
    rows = np.arange(len(f0))
    return np.where(live & (state > 0), f0[rows, np.maximum(state - 1, 0)], np.nan).astype(np.float32)


def _search(
    local: Floats, octaves: Floats, starts: Places, lengths: Places, octave_jump_cost: float
) -> Places:
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
        jump = octave_jump_cost * np.abs(octaves[now][:, :, None] - octaves[now - 1][:, None, :])
        stay = score[:count, None, 1:] - jump
        voiced = stay.max(axis=2)
        entered = score[:count, :1] - VOICING_COST
        back[now, 1:] = np.where(voiced >= entered, stay.argmax(axis=2) + 1, 0)
        left = score[:count, 1:] - VOICING_COST
        left_best = left.max(axis=1)
        back[now, 0] = np.where(left_best > score[:count, 0], left.argmax(axis=1) + 1, 0)
        score[:count, 0] = np.maximum(left_best, score[:count, 0])
        score[:count, 1:] = np.maximum(voiced, entered)
        score[:count] += local[now]
    ends = starts + lengths - 1
    best[ends] = (score + entry).argmax(axis=1)
    for step in range(int(lengths[0]) - 1, 0, -1):
        now = starts[: running[step - 1]] + step
        best[now - 1] = back[now, best[now]]
    return best


def _pieces(live: Bools) -> tuple[Places, Places]:
    """Starts and lengths of the runs of True; the longest come in pieces."""
    pieces = [
        (first, min(_LONGEST_RUN, end - first))
        for start, end in runs(live)
        for first in range(start, end, _LONGEST_RUN)
    ]
    cut = np.array(pieces, dtype=np.intp).reshape(-1, 2)
    return cut[:, 0], cut[:, 1]

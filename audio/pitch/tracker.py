"""The pitch of a whole take, from the candidates of its frames.

Three passes: a free one finds the speaker's usual pitch; a second, in which candidates far above it
are costly, finds the speaker's range; the last seeks only within that range (the idea of Hirst 2011,
"The analysis by synthesis of speech melody"), with a window that fits it. Over a phone band, where the
evidence is weaker, candidates far below the usual pitch are costly, too, and in the last pass as well, and
loud frames count more for the upper end of the range.
"""

from dataclasses import dataclass, field, replace

import librosa
import numpy as np
from numpy.typing import NDArray

from audio.masks import runs
from audio.pitch.autocorrelation import SHORT_FLOOR_HZ, PitchCandidates
from audio.pitch.missing_fundamental import is_missing
from audio.pitch.search import (
    Demands,
    Expectation,
    KnownPaths,
    PitchRange,
    Sought,
    best_path,
    unvoiced_strength,
)

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

RANGE_BELOW, RANGE_ABOVE = 0.75, 1.5
"""The speaker's range: from 0.75 times the first to 1.5 times the third quartile of the second pass,"""
_MOST_BELOW, _MOST_ABOVE = 0.66, 1.87
"""or one interquartile range beyond the quartiles where that is more (lively voices), at most by these."""
_FIRST = Expectation(usual_hz=150.0, free_octaves=0.0, per_octave_above=-0.05, per_octave_below=0.05)
"""The first pass prefers high pitches: in a steady voice half the pitch is as periodic as the pitch itself.
What is then too high, `_USUAL_CEILING_HZ` and the second pass set right, but not all: at 0.09 a low voice's
third harmonic is taken for its pitch by telephone, at 0.03 half of a high voice's."""
_FREE_OCTAVES = 0.5


@dataclass(frozen=True)
class _Manner:
    """How a take is searched."""

    demands: Demands
    per_octave_above: float
    per_octave_below: float
    """What a candidate costs that lies further than `_FREE_OCTAVES` from the speaker's usual pitch."""
    counts_by: float | None = None
    """Power of its peak by which a frame counts for the upper end of the speaker's range. If there is one,
    what lies far from the usual pitch is costly in the last search, too."""

    def near(self, usual_hz: float) -> Sought:
        expected = Expectation(usual_hz, _FREE_OCTAVES, self.per_octave_above, self.per_octave_below)
        return Sought(PitchRange(), self.demands, expected)

    def last(self, f0_hz: Floats, peak: Floats) -> Sought:
        """From the F0 and the peaks of the voiced frames of the second pass."""
        lower, upper = np.quantile(f0_hz, [0.25, 0.75])
        if self.counts_by is None:
            return Sought(_range(float(lower), float(upper)), self.demands)
        upper = _weighted_quantile(f0_hz, peak**self.counts_by, 0.75)
        near = self.near(_in_steps(float(np.median(f0_hz))))
        return replace(near, within=_range(float(lower), upper))


_WIDE_BAND = _Manner(Demands(), per_octave_above=0.2, per_octave_below=0.0)
"""At times a strong harmonic passes for the fundamental; creak is really as low as it seems."""
_BY_PHONE = _Manner(
    Demands(voicing_threshold=0.2, silence_threshold=0.02, octave_jump_cost=0.8),
    per_octave_above=0.3,
    per_octave_below=0.2,
    counts_by=0.3,
)
"""A strong second or third harmonic passes for the fundamental, which is missing, mostly in soft frames, so
that they count less; and half the pitch does where what is left of the harmonics is weak. What the band cuts
off leaves low and soft voice less periodic and fainter: by the usual demands the lowest sixth of the voiced
frames goes unheard, and the median of the rest is 0.3 semitones too high. The path has to be smoother."""
_USUAL_CEILING_HZ = 330.0
"""No adult's usual pitch lies above (means of 100 to 250 Hz, Baken and Orlikoff 2000): what does is a
harmonic that passes for the fundamental,"""
_SHARE_BELOW = 0.25
"""unless hardly anything lies below: a child, or a sound that is no speech."""
_STEPS = 24
"""To the octave: how finely the speaker's usual pitch and range are told, which are as rough themselves."""
_MIN_FRAMES_FOR_RANGE = 20
_AROUND_SPEECH = 10
"""Frames that voice may go on beyond what counts as speech: soft endings."""
_SHORTEST = 4
"""Voiced frames that a vowel has at least."""
_EDGE = 3
_EDGE_JUMP_SEMITONES = 0.75
"""At the edges of voice, of frames that jump by more about half were wrong by over a semitone."""


@dataclass
class KnownTrack:
    """What was found in a take so far, for the next look at it; see `search.KnownPaths`."""

    free: KnownPaths = field(default_factory=KnownPaths)
    ranged: KnownPaths = field(default_factory=KnownPaths)
    long: KnownPaths = field(default_factory=KnownPaths)
    short: KnownPaths = field(default_factory=KnownPaths)


def track(candidates: PitchCandidates, speech: Bools, known: KnownTrack | None = None) -> Floats:
    """F0 in Hz of each frame (float32, shape (n_frames,)); NaN where unvoiced or no speech.

    `speech` (shape (n_frames,)) may be longer or shorter by some frames; what it lacks is no speech.
    With `known` a take that has grown since the last look costs only what is new; the result is the same.
    """
    known = KnownTrack() if known is None else known
    heard = np.zeros(len(candidates), dtype=bool)
    n = min(len(candidates), len(speech))
    heard[:n] = speech[:n]
    if not heard.any():
        return np.full(len(candidates), np.nan, dtype=np.float32)
    by_phone = is_missing(candidates.peak[heard], candidates.bass[heard])
    manner = _BY_PHONE if by_phone else _WIDE_BAND
    unvoiced = unvoiced_strength(candidates.peak, heard, manner.demands)
    allowed = np.convolve(heard, np.ones(2 * _AROUND_SPEECH + 1), "same")[: len(heard)] > 0.5
    first = Sought(PitchRange(), manner.demands, _FIRST)
    free = best_path(candidates.long, unvoiced, allowed, first, known.free)
    if np.isfinite(free).sum() < _MIN_FRAMES_FOR_RANGE:
        return _without_doubtful(free)
    ranged = best_path(candidates.long, unvoiced, allowed, manner.near(_usual_hz(free)), known.ranged)
    if not (voiced := np.isfinite(ranged)).any():
        return ranged
    last = manner.last(ranged[voiced], candidates.peak[voiced])
    if last.within.floor_hz >= SHORT_FLOOR_HZ:
        path = best_path(candidates.short, unvoiced, allowed, last, known.short)
    else:
        path = best_path(candidates.long, unvoiced, allowed, last, known.long)
    return _without_doubtful(path)


def _usual_hz(f0_hz: Floats) -> float:
    """The most frequent pitch, by a histogram smoothed over about two semitones."""
    bins_per_octave = _STEPS
    voiced = f0_hz[np.isfinite(f0_hz)]
    likely = voiced < _USUAL_CEILING_HZ
    octaves = np.log2(voiced[likely] if np.mean(likely) >= _SHARE_BELOW else voiced)
    first = np.floor(octaves.min()) - 1
    counts = np.bincount(((octaves - first) * bins_per_octave).astype(int))
    kernel = np.exp(-0.5 * (np.arange(-12, 13) / (0.15 * bins_per_octave)) ** 2)
    middle = np.argmax(np.convolve(counts, kernel, "full")) - len(kernel) // 2
    return float(2 ** (first + (middle + 0.5) / bins_per_octave))


def _range(lower_hz: float, upper_hz: float) -> PitchRange:
    """From the first and the third quartile."""
    spread = upper_hz / lower_hz
    below = min(RANGE_BELOW, max(_MOST_BELOW, 1 / spread))
    above = max(RANGE_ABOVE, min(_MOST_ABOVE, spread))
    everything = PitchRange()
    return PitchRange(
        max(everything.floor_hz, _in_steps(below * lower_hz)),
        min(everything.ceiling_hz, _in_steps(above * upper_hz)),
    )


def _weighted_quantile(f0_hz: Floats, weight: Floats, share: float) -> float:
    """The pitch below which a share of the weight lies, to an eighth of a semitone; without sorting."""
    bins_per_octave = 4 * _STEPS
    reached = np.cumsum(np.bincount((np.log2(f0_hz) * bins_per_octave).astype(int), weight))
    return float(2 ** ((np.searchsorted(reached, share * reached[-1]) + 0.5) / bins_per_octave))


def _in_steps(hz: float) -> float:
    """The nearest of some fixed pitches, so that what was searched within a range stays right."""
    return float(2 ** (round(_STEPS * np.log2(hz)) / _STEPS))


def _without_doubtful(f0_hz: Floats) -> Floats:
    """F0 without frames that jump at the edges of voice, and without islands too short to be a vowel."""
    kept = f0_hz.copy()
    jumps = np.abs(np.diff(librosa.hz_to_midi(f0_hz))) > _EDGE_JUMP_SEMITONES
    for start, end in runs(np.isfinite(f0_hz)):
        first, last = start, end
        while first < min(start + _EDGE, last - 1) and jumps[first]:
            first += 1
        while last > max(end - _EDGE, first + 1) and jumps[last - 2]:
            last -= 1
        if last - first < _SHORTEST:
            first = last = end
        kept[start:first] = np.nan
        kept[last:end] = np.nan
    return kept

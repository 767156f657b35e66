"""What a take's F0 says of the voice: middle, spread, range, and how sure they are."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import librosa
import numpy as np
from numpy.typing import NDArray

from audio.blocks import HOP_S
from audio.pitch.search import Demands

Floats = NDArray[np.float32]
Numbers = NDArray[np.float64]

MIN_VOICED_FOR_MEDIAN_S = 1.0
"""With less, the median of a part is off by more than 10 % of the speaker's in one case of ten."""
MIN_VOICED_FOR_SPREAD_S = 4.0
"""From here on the spread of a part is within 0.3 semitones (RMS) of the spread of the whole; at 3 s 0.35,
at 2 s 0.5, at 1 s 0.7 (24 speakers, 6 parts each; 5 s is the usual advice)."""
MIN_SNR_FOR_MEDIAN_DB = 3.0
"""The median is then within 5 % of its value without noise in nine of ten recordings (white, pink noise)."""
MIN_SNR_FOR_SPREAD_DB = 6.0
"""The spread is then within 0.3 semitones of its value without noise in nine of ten recordings."""
_OF_SPREAD = ("f0_sd_semitones", "f0_range_semitones", "pvq")
MAX_CLIPPED_SHARE = 0.5
"""Clipping leaves the period as it is: half the samples clipped moved the spread by 0.15 semitones."""
MIN_STRENGTH = 0.8
"""Median strength of voiced frames in a quiet room. Of 40 recordings three lay below: laughter (0.77, spread
3.2 semitones for Praat's 5.9), audible breathing (0.79) and creak (0.76, 5.3 for 5.9); the next, rightly
read, at 0.83. Frames that would be no voice in wide band are left out. The limit falls with the noise's
share of the power, as strength does."""
MIN_STRENGTH_FOR_MEDIAN = 0.65
"""Of 1200 recordings, clean and by telephone, four lay below: the median of three was off by 17, 22 and
199 %. Of 25 between 0.7 and 0.8 one was off by more than 10 %."""
FIRM = 0.7
"""Strength of voiced frames whose pitch is plain, in a quiet room,"""
MAX_MEDIAN_FROM_FIRM_SEMITONES = 0.8
"""and how far by telephone the median of all may lie from theirs: else it hangs on which doubtful frames
were heard. Of 1,169 readings (409 recordings and synthetic voices, five kinds of telephone) 45 lay farther,
28 of them off by more than 3 % (0.5 semitones). In wide band 9 of 18 were right."""
_MIDDLE = (0.5,)
_MIDDLE_BY_TELEPHONE = (0.39, 0.44, 0.49, 0.54, 0.59)
"""The mean of these quantiles stands for the median. A tenth of the voice goes unheard by telephone, most of
it low and soft: the middle of the rest lies 0.06 semitones too high, and where few frames have the middle
pitch, by semitones. Off by more than 3 % were 70 of 769 readings by telephone, 88 by the median itself."""
TOO_LITTLE = "too little voiced speech"
TOO_NOISY = "too much noise behind the voice"
CLIPPED = "the recording is overdriven (clipped)"
UNSTEADY = "the voice is too breathy, creaky or laughing"
DIVIDED = "the clear and the unclear parts of the voice differ in pitch"
_PIECE_S = 0.5
"""Voiced time that is taken as one independent piece in the standard errors."""
_MOST_PIECES = 60


@dataclass(frozen=True, kw_only=True)
class PitchSummary:
    """The pitch measures of a take; names, units and definitions as in `models.measures.Measures`."""

    f0_median_hz: float | None
    f0_sd_semitones: float | None
    f0_range_semitones: float | None
    """From the 5th to the 95th percentile."""
    pvq: float | None
    voiced_s: float
    unreliable: Mapping[str, str] = field(default_factory=dict)
    """Measure -> why it is None."""
    uncertainty: Mapping[str, float] = field(default_factory=dict)
    """Measure -> standard error in its unit."""


def summarise(
    f0_hz: Floats,
    strength: Floats | None = None,
    *,
    snr_db: float | None = None,
    clipped_share: float = 0.0,
    by_telephone: bool = False,
) -> PitchSummary:
    """Median, spread, range and PVQ of F0 (shape (n_frames,), NaN = unvoiced).

    `strength` (shape (n_frames,)), `snr_db` (None = not known) and `clipped_share` (0 to 1) decide whether
    the values can be trusted. `by_telephone` says that low and soft voice is heard less often than the rest.
    """
    heard = np.isfinite(f0_hz)
    hz = f0_hz[heard].astype(np.float64)
    voiced_s = len(hz) * HOP_S
    unreliable = {name: why for name in _MEASURES if (why := _doubt(name, voiced_s, snr_db, clipped_share))}
    if strength is not None:
        unreliable = {**_unsteady(strength[heard], snr_db), **unreliable}
    middle = _MIDDLE_BY_TELEPHONE if by_telephone else _MIDDLE
    voiced = _Voiced.of(hz, middle) if len(unreliable) < len(_MEASURES) else None
    found = {name: of(voiced) for name, of in _MEASURES.items() if voiced and name not in unreliable}
    if by_telephone and strength is not None and "f0_median_hz" in found:
        median_hz = float(found["f0_median_hz"][-1])
        if _is_divided(hz, strength[heard], median_hz, snr_db):
            unreliable["f0_median_hz"] = DIVIDED
            del found["f0_median_hz"]
    values = {name: float(found[name][-1]) if name in found else None for name in _MEASURES}
    return PitchSummary(
        **values,
        voiced_s=voiced_s,
        unreliable=unreliable,
        uncertainty={name: _jackknife_error(left_out[:-1]) for name, left_out in found.items()},
    )


def _doubt(name: str, voiced_s: float, snr_db: float | None, clipped_share: float) -> str | None:
    """Why a measure can't be trusted; None if it can."""
    median = name == "f0_median_hz"
    if voiced_s < (MIN_VOICED_FOR_MEDIAN_S if median else MIN_VOICED_FOR_SPREAD_S):
        return TOO_LITTLE
    if snr_db is not None and snr_db < (MIN_SNR_FOR_MEDIAN_DB if median else MIN_SNR_FOR_SPREAD_DB):
        return TOO_NOISY
    return CLIPPED if clipped_share > MAX_CLIPPED_SHARE else None


def _unsteady(strength: Floats, snr_db: float | None) -> Mapping[str, str]:
    """The measures that a voice that is hardly periodic leaves in doubt; `strength` of its voiced frames."""
    firm = strength[strength >= Demands().voicing_threshold]
    if not len(firm):
        return {}
    typical = float(np.median(firm)) / _periodic_share(snr_db)
    if typical < MIN_STRENGTH_FOR_MEDIAN:
        return dict.fromkeys(_MEASURES, UNSTEADY)
    return dict.fromkeys(_OF_SPREAD, UNSTEADY) if typical < MIN_STRENGTH else {}


def _is_divided(hz: Numbers, strength: Floats, median_hz: float, snr_db: float | None) -> bool:
    """Whether the frames whose pitch is plain have another median."""
    firm = hz[strength >= FIRM * _periodic_share(snr_db)]
    if not len(firm):
        return False
    return abs(12 * math.log2(float(np.median(firm)) / median_hz)) > MAX_MEDIAN_FROM_FIRM_SEMITONES


def _periodic_share(snr_db: float | None) -> float:
    """Of the power: what noise leaves of a voice's strength."""
    return 1.0 if snr_db is None else 1 - 1 / (1 + 10 ** (snr_db / 10))


def semitones(hz: Numbers) -> Numbers:
    """On the MIDI scale: 12 to the octave, A4 = 69."""
    return np.asarray(librosa.hz_to_midi(hz), dtype=np.float64)


class _LeavingOut:
    """Statistics of sorted values, without each of some pieces of them in turn, last without none.

    All have shape (pieces + 1,). Nothing is sorted or summed again for a piece.
    """

    def __init__(self, ordered: Numbers, piece: NDArray[np.int16]) -> None:
        """`piece`: which piece each value belongs to, counted from 0."""
        self._ordered = ordered
        pieces = int(piece.max()) + 1
        counts = np.bincount(piece, minlength=pieces + 1)
        self._left = len(ordered) - counts
        self._centre = float(np.mean(ordered))
        off = ordered - self._centre
        self._off = (off.sum() - np.bincount(piece, off, pieces + 1)) / self._left
        self._squares = (np.square(off).sum() - np.bincount(piece, np.square(off), pieces + 1)) / self._left
        by_piece = np.argsort(piece, kind="stable")
        self._firsts = np.cumsum(counts) - counts
        smaller = by_piece - (np.arange(len(ordered)) - np.repeat(self._firsts, counts))
        """For each value, piece by piece, how many values of the other pieces are smaller."""
        self._smaller = self._key(np.repeat(np.arange(pieces + 1), counts), smaller)

    def mean(self) -> Numbers:
        return np.asarray(self._centre + self._off)

    def sd(self) -> Numbers:
        return np.asarray(np.sqrt(np.maximum(0.0, self._squares - np.square(self._off))))

    def quantile(self, share: float) -> Numbers:
        """By linear interpolation, as numpy's."""
        place = share * (self._left - 1)
        below = place.astype(np.intp)
        low, high = self._at(below), self._at(np.minimum(below + 1, self._left - 1))
        return np.asarray(low + (high - low) * (place - below))

    def _at(self, rank: NDArray[np.intp]) -> Numbers:
        """The values that have `rank` others that are left below them, shape (pieces + 1,)."""
        wanted = self._key(np.arange(len(rank)), rank)
        gone = np.searchsorted(self._smaller, wanted, side="right") - self._firsts
        return np.asarray(self._ordered[rank + gone])

    def _key(self, piece: NDArray[np.intp], smaller: NDArray[np.intp]) -> NDArray[np.intp]:
        """Sorts by piece first, so that one search serves all pieces."""
        return np.asarray(piece * (len(self._ordered) + 1) + smaller)


@dataclass(frozen=True, eq=False)
class _Voiced:
    """Voiced frames, in Hz and on the scale of semitones."""

    hz: _LeavingOut
    semitones: _LeavingOut
    middle: Sequence[float]
    """The quantiles whose mean is told as the median."""

    @classmethod
    def of(cls, hz: Numbers, middle: Sequence[float]) -> "_Voiced":
        """From the frames in the order of time; a piece is a stretch of voiced time."""
        pieces = min(_MOST_PIECES, max(2, round(len(hz) * HOP_S / _PIECE_S)))
        edges = np.linspace(0, len(hz), pieces + 1).astype(int)
        order = np.argsort(hz)
        piece = np.repeat(np.arange(pieces, dtype=np.int16), np.diff(edges))[order]
        return cls(_LeavingOut(hz[order], piece), _LeavingOut(semitones(hz[order]), piece), middle)

    def median_hz(self) -> Numbers:
        return np.asarray(np.mean([self.hz.quantile(share) for share in self.middle], axis=0))


_MEASURES: Mapping[str, Callable[[_Voiced], Numbers]] = {
    "f0_median_hz": _Voiced.median_hz,
    "f0_sd_semitones": lambda voiced: voiced.semitones.sd(),
    "f0_range_semitones": lambda voiced: voiced.semitones.quantile(0.95) - voiced.semitones.quantile(0.05),
    "pvq": lambda voiced: voiced.hz.sd() / voiced.hz.mean(),
}


def _jackknife_error(left_out: Numbers) -> float:
    """The standard error of a measure from its values without one piece of voiced time after the other.

    Neighbouring frames are no independent observations; pieces of half a second nearly are: twice this
    error held the spread of the whole recording in 93 of 100 parts of 5 s.
    """
    share = (len(left_out) - 1) / len(left_out)
    return float(np.sqrt(share * np.sum(np.square(left_out - np.mean(left_out)))))

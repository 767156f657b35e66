"""What a take's F0 says of the voice: middle, spread, range, and how sure they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import librosa
import numpy as np
from numpy.typing import NDArray

from audio.blocks import HOP_S

Floats = NDArray[np.float32]

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
read, at 0.83. The limit falls with the noise's share of the power, as strength does."""
TOO_LITTLE = "too little voiced speech"
TOO_NOISY = "too much noise behind the voice"
CLIPPED = "the recording is overdriven (clipped)"
UNSTEADY = "the voice is too breathy, creaky or laughing"
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
) -> PitchSummary:
    """Median, spread, range and PVQ of F0 (shape (n_frames,), NaN = unvoiced).

    `strength` (shape (n_frames,)), `snr_db` (None = not known) and `clipped_share` (0 to 1) decide whether
    the values can be trusted.
    """
    heard = np.isfinite(f0_hz)
    voiced = _Voiced.of(f0_hz[heard].astype(np.float64))
    voiced_s = len(voiced.hz) * HOP_S
    unreliable = {name: why for name in _MEASURES if (why := _doubt(name, voiced_s, snr_db, clipped_share))}
    if strength is not None and heard.any() and np.median(strength[heard]) < _least_strength(snr_db):
        unreliable = {**dict.fromkeys(_OF_SPREAD, UNSTEADY), **unreliable}
    reliable = {name: of for name, of in _MEASURES.items() if name not in unreliable}
    values = {name: reliable[name](voiced) if name in reliable else None for name in _MEASURES}
    return PitchSummary(
        **values, voiced_s=voiced_s, unreliable=unreliable, uncertainty=_jackknife_errors(voiced, reliable)
    )


def _doubt(name: str, voiced_s: float, snr_db: float | None, clipped_share: float) -> str | None:
    """Why a measure can't be trusted; None if it can."""
    median = name == "f0_median_hz"
    if voiced_s < (MIN_VOICED_FOR_MEDIAN_S if median else MIN_VOICED_FOR_SPREAD_S):
        return TOO_LITTLE
    if snr_db is not None and snr_db < (MIN_SNR_FOR_MEDIAN_DB if median else MIN_SNR_FOR_SPREAD_DB):
        return TOO_NOISY
    return CLIPPED if clipped_share > MAX_CLIPPED_SHARE else None


def _least_strength(snr_db: float | None) -> float:
    return MIN_STRENGTH / (1 + 10 ** (-snr_db / 10)) if snr_db is not None else MIN_STRENGTH


def semitones(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """On the MIDI scale: 12 to the octave, A4 = 69."""
    return np.asarray(librosa.hz_to_midi(hz), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class _Voiced:
    """Voiced frames in the order of their pitch, so that leaving some out costs no sorting."""

    hz: NDArray[np.float64]
    semitones: NDArray[np.float64]
    piece: NDArray[np.intp]
    """The piece of voiced time that each frame belongs to, counted from 0."""

    @classmethod
    def of(cls, hz: NDArray[np.float64]) -> "_Voiced":
        """From the frames in the order of time."""
        pieces = min(_MOST_PIECES, max(2, round(len(hz) * HOP_S / _PIECE_S)))
        edges = np.linspace(0, len(hz), pieces + 1).astype(int)
        order = np.argsort(hz)
        ordered = hz[order]
        return cls(ordered, semitones(ordered), np.searchsorted(edges[1:-1], order, side="right"))

    @property
    def pieces(self) -> int:
        return int(self.piece.max()) + 1

    def without(self, piece: int) -> "_Voiced":
        kept = self.piece != piece
        return _Voiced(self.hz[kept], self.semitones[kept], self.piece[kept])


def _quantile(ordered: NDArray[np.float64], share: float) -> float:
    """The quantile of sorted values, by linear interpolation as numpy's."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


def _median_hz(voiced: _Voiced) -> float:
    return _quantile(voiced.hz, 0.5)


def _sd_semitones(voiced: _Voiced) -> float:
    return float(np.std(voiced.semitones))


def _range_semitones(voiced: _Voiced) -> float:
    return _quantile(voiced.semitones, 0.95) - _quantile(voiced.semitones, 0.05)


def _pvq(voiced: _Voiced) -> float:
    return float(np.std(voiced.hz) / np.mean(voiced.hz))


_MEASURES: Mapping[str, Callable[[_Voiced], float]] = {
    "f0_median_hz": _median_hz,
    "f0_sd_semitones": _sd_semitones,
    "f0_range_semitones": _range_semitones,
    "pvq": _pvq,
}


def _jackknife_errors(
    voiced: _Voiced, measures: Mapping[str, Callable[[_Voiced], float]]
) -> dict[str, float]:
    """Standard errors of measures by leaving out one piece of voiced time after the other.

    Neighbouring frames are no independent observations; pieces of half a second nearly are: twice this
    error held the spread of the whole recording in 93 of 100 parts of 5 s.
    """
    if not measures:
        return {}
    rests = (voiced.without(piece) for piece in range(voiced.pieces))
    left_out = np.array([[of(rest) for of in measures.values()] for rest in rests])
    share = (len(left_out) - 1) / len(left_out)
    errors = np.sqrt(share * np.sum((left_out - np.mean(left_out, axis=0)) ** 2, axis=0))
    return dict(zip(measures, errors.tolist(), strict=True))

"""What a take's F0 says of the voice: middle, spread, range, and how sure they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audio.blocks import HOP_S

Floats = NDArray[np.float32]

MIN_VOICED_FOR_MEDIAN_S = 1.0
MIN_VOICED_FOR_SPREAD_S = 5.0
"""Voiced speech needed for spread, range and PVQ."""
_PIECE_S = 0.5
"""Voiced time that is taken as one independent piece in the standard errors."""
TOO_LITTLE = "too little voiced speech"


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
    f0_hz: Floats, *, snr_db: float | None = None, clipped_share: float = 0.0, min_snr_db: float = 5.0
) -> PitchSummary:
    """Median, spread, range and PVQ of F0 (shape (n_frames,), NaN = unvoiced)."""
    voiced = f0_hz[np.isfinite(f0_hz)].astype(np.float64)
    voiced_s = len(voiced) * HOP_S
    reasons = dict.fromkeys(_NAMES, TOO_LITTLE)
    if snr_db is not None and snr_db < min_snr_db:
        reasons = dict.fromkeys(_NAMES, "too much noise")
        return _nothing(voiced_s, reasons)
    if voiced_s < MIN_VOICED_FOR_MEDIAN_S:
        return _nothing(voiced_s, reasons)
    del reasons["f0_median_hz"]
    values = {name: measure(voiced) for name, measure in _NAMES.items()}
    errors = {name: _jackknife_error(voiced, name) for name in _NAMES}
    if voiced_s >= MIN_VOICED_FOR_SPREAD_S:
        reasons = {}
    return PitchSummary(
        **{name: None if name in reasons else value for name, value in values.items()},
        voiced_s=voiced_s,
        unreliable=reasons,
        uncertainty={name: error for name, error in errors.items() if name not in reasons},
    )


def _nothing(voiced_s: float, reasons: Mapping[str, str]) -> PitchSummary:
    return PitchSummary(
        f0_median_hz=None,
        f0_sd_semitones=None,
        f0_range_semitones=None,
        pvq=None,
        voiced_s=voiced_s,
        unreliable=reasons,
    )


def _semitones(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    return 12 * np.log2(hz)


def _median_hz(hz: NDArray[np.float64]) -> float:
    return float(np.median(hz))


def _sd_semitones(hz: NDArray[np.float64]) -> float:
    return float(np.std(_semitones(hz)))


def _range_semitones(hz: NDArray[np.float64]) -> float:
    low, high = np.quantile(_semitones(hz), [0.05, 0.95])
    return float(high - low)


def _pvq(hz: NDArray[np.float64]) -> float:
    return float(np.std(hz) / np.mean(hz))


_NAMES = {
    "f0_median_hz": _median_hz,
    "f0_sd_semitones": _sd_semitones,
    "f0_range_semitones": _range_semitones,
    "pvq": _pvq,
}


def _jackknife_error(voiced_hz: NDArray[np.float64], name: str) -> float:
    """Standard error by leaving out one piece of voiced time after the other.

    Neighbouring frames are no independent observations; pieces of half a second nearly are.
    """
    pieces = max(2, round(len(voiced_hz) * HOP_S / _PIECE_S))
    edges = np.linspace(0, len(voiced_hz), pieces + 1).astype(int)
    left_out = np.array(
        [_NAMES[name](np.delete(voiced_hz, slice(start, end))) for start, end in pairwise(edges.tolist())]
    )
    return float(np.sqrt((pieces - 1) / pieces * np.sum((left_out - np.mean(left_out)) ** 2)))

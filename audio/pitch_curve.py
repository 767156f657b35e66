"""The pitch of a take as it is drawn: semitones around the speaker's own median."""

import numpy as np
from numpy.typing import NDArray

from audio.blocks import HOP_S
from audio.tracks import Tracks
from models.export.report_timeline import PitchCurve

_SEMITONES = 12.0
_GAP_FRAMES = 3
"""Shorter gaps in the voice do not break the curve."""


def semitones(tracks: Tracks) -> NDArray[np.float32] | None:
    """float32[n], 12 log2(F0 / median F0), NaN = unvoiced; None without any voice."""
    voiced = tracks.f0_hz[np.isfinite(tracks.f0_hz)]
    if not len(voiced):
        return None
    curve: NDArray[np.float32] = _SEMITONES * np.log2(tracks.f0_hz / np.median(voiced))
    return curve


def pitch_curve(tracks: Tracks | None, most_points: int = 2000) -> PitchCurve:
    """Unbroken runs of (seconds, semitones), thinned to about `most_points` for a drawing."""
    curve = semitones(tracks) if tracks is not None else None
    if curve is None:
        return ()
    there = np.flatnonzero(np.isfinite(curve))
    step = max(len(there) // most_points, 1)
    runs = np.split(there, np.flatnonzero(np.diff(there) > _GAP_FRAMES) + 1)
    return tuple(
        tuple((round(float(at) * HOP_S, 3), round(float(curve[at]), 2)) for at in run[::step])
        for run in runs
        if len(run) > 1
    )

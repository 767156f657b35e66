"""How well the recording carries the voice: level, noise, signal-to-noise ratio, clipping."""

from dataclasses import dataclass

import numpy as np

from audio.activity_features import Floats
from audio.clipping import Peaks, clipped_share
from audio.masks import Bools
from audio.speech_activity import Activity

MIN_SPEECH_FRAMES = 50
"""Half a second of speech: less says nothing of a level."""
MIN_NOISE_FRAMES = 20
"""0.2 s of the room alone: its level is then known to about 1 dB."""
_RUMBLE = 10.0
"""When a room's noise has ten times more power with what lies below 80 Hz than without it, that is rumble of
the converter or the desk, which nobody hears: then all levels are taken above 80 Hz."""
DIGITAL_SILENCE_DBFS = -96.0
"""Noise below this is that of 16-bit rounding (-101 dBFS), not of a room: a gate or an editor cut it out."""


@dataclass(frozen=True)
class SignalQuality:
    """Levels in dBFS RMS; None where too little speech or too little of the room was heard."""

    level_dbfs: float | None
    noise_dbfs: float | None
    snr_db: float | None
    clipped_share: float
    gated: bool
    """True when there is no room noise at all between the words."""


def assess(power: Floats, peaks: Peaks, activity: Activity, own: Bools) -> SignalQuality:
    """The quality of a take; `own` (shape (n,)) marks the frames of the caller's own speech.

    `power` as in `ActivityFeatures`.

    The noise's power is taken off the power of the speech, in which it is contained: at an SNR of 5 dB
    the mixture is 1.2 dB louder than the voice. The noise is that of the frames that stand for the room:
    breaths, clicks and reverberation next to the words are left out.
    """
    spoken = own & activity.speech
    heard = power.astype(np.float64)
    audible = np.power(10.0, activity.level_db.astype(np.float64) / 10)
    if activity.noise.any() and np.mean(heard[activity.noise]) > _RUMBLE * np.mean(audible[activity.noise]):
        heard = audible
    room = heard[activity.noise]
    noise = float(np.mean(room)) if len(room) >= MIN_NOISE_FRAMES else None
    noise_dbfs = None if noise is None else _dbfs(noise)
    level_dbfs = None
    if np.count_nonzero(spoken) >= MIN_SPEECH_FRAMES:
        mixed = float(np.mean(heard[spoken]))
        level_dbfs = _dbfs(max(mixed - (noise or 0.0), 0.05 * mixed))
    gated = noise_dbfs is not None and noise_dbfs < DIGITAL_SILENCE_DBFS
    snr_db = None
    if level_dbfs is not None and noise_dbfs is not None and not gated:
        snr_db = level_dbfs - noise_dbfs
    return SignalQuality(
        level_dbfs=level_dbfs,
        noise_dbfs=None if gated else noise_dbfs,
        snr_db=snr_db,
        clipped_share=clipped_share(peaks, own),
        gated=gated,
    )


def _dbfs(power: float) -> float:
    return float(10 * np.log10(power + 1e-12))

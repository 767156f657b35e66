"""The pitch of a voice whose fundamental is missing, as over a phone band: by the envelopes of its bands."""

import numpy as np
from numpy.typing import NDArray
from scipy import fft

Floats = NDArray[np.float32]

_BANDS_HZ = ((300.0, 800.0), (700.0, 1400.0), (1300.0, 2200.0), (2100.0, 3400.0))
"""About a formant each: what is weak beside the first formant keeps a say."""
_SLOPE_HZ = 80.0
_DECIMATION = 4
"""An envelope is heard at a quarter of the sampling rate: no band is wider than that."""
_ENVELOPE_HZ = (50.0, 500.0)
"""The band of the fundamental: above it an envelope tells no more of the pitch."""
_COMPRESSION = 0.3
"""A band counts by this power of its share in the sound, as loudness grows with power (Stevens 1957)."""
_LEAST_SHARE = 1e-4
_WEIGHT = 2.0
"""Power of the envelopes against the sound's own, where the fundamental is missing."""
_FUNDAMENTAL_BELOW_HZ = 260.0
_THERE_DB, _MISSING_DB = -12.0, -20.0
"""Share of the power below 260 Hz in voiced frames: half have above -5 dB in wide band, 5 % below -14 dB
(-25 dB by microphones without bass); by telephone half have below -21 to -38 dB."""
_LOUD = 0.2
"""Of the loudest: vowels rather than the room's rumble, or the hum of mains."""
_MISSING_THROUGHOUT_DB = -12.0
"""The middle of the loud frames' shares: above it in nine of ten recordings of wide band (-1 to -15 dB,
-30 dB by microphones without bass), below it in all by telephone (-14 to -47 dB) but by soft filters."""


def bass_share(power: Floats, hz: NDArray[np.float64]) -> Floats:
    """Share of each frame's power (shape (n, bins), at `hz`) that lies where the fundamental is."""
    total = np.maximum(power.sum(axis=1), 1e-12)
    return np.asarray(power[:, hz <= _FUNDAMENTAL_BELOW_HZ].sum(axis=1) / total, dtype=np.float32)


def is_missing(peak: Floats, bass: Floats) -> bool:
    """Whether the fundamental is missing throughout, from frames' largest samples and shares of bass.

    By telephone, or by a filter like it, whatever the sampling rate and the noise added since.
    """
    if not len(peak):
        return False
    loud = peak >= _LOUD * np.quantile(peak, 0.98)
    return bool(np.median(bass[loud]) < 10 ** (_MISSING_THROUGHOUT_DB / 10))


def envelope_power(frames: Floats, window: Floats, hz: NDArray[np.float64], power: Floats) -> Floats:
    """The power of the envelopes at each frequency of `hz`, 0 in frames that have their fundamental.

    Neighbouring harmonics beat at the fundamental, while a single strong one, which alone would pass for
    it, has no envelope. Each band has its own, as in models of hearing (Meddis & O'Mard 1997).
    `frames` has shape (n, length), `window` (length,), `power` (n, bins) is the windowed frames' own, and
    its transform's length a multiple of four.
    """
    total = np.maximum(power.sum(axis=1, keepdims=True), 1e-12)
    bass_db = 10 * np.log10(bass_share(power, hz) + 1e-9)[:, np.newaxis]
    missing = np.clip((_THERE_DB - bass_db) / (_THERE_DB - _MISSING_DB), 0, 1)
    found = np.zeros_like(power)
    affected = np.flatnonzero(missing)
    if not len(affected):
        return found
    n_fft = 2 * (len(hz) - 1) // _DECIMATION
    spectrum = fft.rfft(frames[affected], 2 * (len(hz) - 1), axis=1)
    window = window[::_DECIMATION]
    bins = n_fft // 2 + 1
    heard = band(hz[:bins], *_ENVELOPE_HZ)
    summed = np.zeros((len(affected), bins), dtype=np.float32)
    for low_hz, high_hz in _BANDS_HZ:
        near = np.flatnonzero((hz > low_hz - 4 * _SLOPE_HZ) & (hz < high_hz + 4 * _SLOPE_HZ))[:n_fft]
        gain = _gain(hz[near], low_hz, high_hz)
        # Moved down to 0 Hz, which leaves the envelope as it is.
        envelope = np.abs(fft.ifft(spectrum[:, near] * gain, n_fft, axis=1)[:, : len(window)])
        envelope *= 2 / _DECIMATION
        envelope -= envelope.mean(axis=1, keepdims=True)
        beats = fft.rfft((envelope * window).astype(np.float32), n_fft, axis=1) * _DECIMATION
        share = (power[np.ix_(affected, near)] * gain).sum(axis=1, keepdims=True) / total[affected]
        summed += (beats.real**2 + beats.imag**2) * np.maximum(share, _LEAST_SHARE) ** (_COMPRESSION - 1)
    found[affected, :bins] = _WEIGHT * missing[affected] * summed * heard
    return found


def band(hz: NDArray[np.float64], above_hz: float, below_hz: float) -> Floats:
    """Power gain at each frequency; gentle slopes, so that no resonance rings on."""
    low = (hz / above_hz) ** 4 / (1 + (hz / above_hz) ** 4)
    high = 1 / (1 + (hz / below_hz) ** 8)
    return np.asarray(low * high, dtype=np.float32)


def _gain(hz: NDArray[np.float64], low_hz: float, high_hz: float) -> Floats:
    gain = 1 / (1 + np.exp((low_hz - hz) / _SLOPE_HZ)) / (1 + np.exp((hz - high_hz) / _SLOPE_HZ))
    return np.asarray(gain, dtype=np.float32)

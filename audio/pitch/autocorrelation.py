"""Pitch candidates of each frame, from the window-corrected autocorrelation (Boersma 1993).

Pure functions of one block: what depends on the whole take (range, path, voicing) is decided in
`audio.pitch.tracker`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import librosa
import numpy as np
from numpy.typing import NDArray
from scipy import fft

from audio.blocks import HOP, RATE_HZ, Block, windows
from audio.pitch.missing_fundamental import band, bass_share, envelope_power, is_missing
from audio.pitch.odd_harmonics import lack, levels_db

Floats = NDArray[np.float32]

CANDIDATES = 6
"""Pitch candidates kept in each frame and window."""
FLOOR_HZ = 63.0
"""Above the hum of mains of 60 Hz, which would count as a low voice."""
CEILING_HZ = 500.0
SHORT_FLOOR_HZ = 120.0
"""From this floor on, the short window holds three periods, which follows quick glides better."""
_PERIODS = 3.0
"""Periods of the lowest pitch in a window (Boersma 1993: at least 3 with a Hann window)."""
_LONG = round(_PERIODS / FLOOR_HZ * RATE_HZ / 2) * 2
_SHORT = round(_PERIODS / SHORT_FLOOR_HZ * RATE_HZ / 2) * 2
_OCTAVE_COST = 0.01
_SAME = 0.005
"""Half precision and kept tracks are exact to a tenth of this share."""
_UPSAMPLING = 2
"""Lags are read off at twice the sampling rate, so that a parabola through three of them is exact enough."""
_RUMBLE_HZ = 45.0
_BREATH_HZ = 4000.0
_ENVELOPE_STRENGTH = 0.15
"""A purely envelope-borne voice is by so much less periodic than the same voice heard whole."""

_LOST_BY_PHONE = 0.05
"""The median strength of 150 recordings over the phone band lies 0.04 below that in wide band, the tenth
0.06."""


@dataclass(frozen=True, eq=False)
class WindowCandidates:
    """The candidates of one window length, strongest first; missing ones have f0 = 0.

    `f0_hz` and `strength` (normalised autocorrelation, 0 to 1) have shape (n_frames, CANDIDATES);
    half precision is exact to 0.01 semitone.
    """

    f0_hz: NDArray[np.float16]
    strength: NDArray[np.float16]


@dataclass(frozen=True, eq=False)
class PitchCandidates:
    """What each frame's pitch could be. Joinable: frames of consecutive blocks are concatenated."""

    long: WindowCandidates
    """From a window of three periods of `FLOOR_HZ`."""
    short: WindowCandidates
    """From a window of three periods of `SHORT_FLOOR_HZ`, above which its candidates lie."""
    peak: Floats
    """Largest absolute sample around each frame, shape (n_frames,)."""
    bass: Floats
    """Share of each frame's power that lies where the fundamental is, shape (n_frames,)."""

    def __len__(self) -> int:
        return len(self.peak)

    @staticmethod
    def join(parts: Sequence["PitchCandidates"]) -> "PitchCandidates":
        """The frames of consecutive blocks as one; no parts give no frames."""
        if not parts:
            return candidates(Block(np.zeros(0, dtype=np.float32), 0, 0, 0))
        return PitchCandidates(
            long=_join([part.long for part in parts]),
            short=_join([part.short for part in parts]),
            peak=np.concatenate([part.peak for part in parts]),
            bass=np.concatenate([part.bass for part in parts]),
        )


def strength(found: PitchCandidates, f0_hz: Floats) -> Floats:
    """How periodic the voice is at `f0_hz` (shape (n_frames,), NaN = unvoiced): 0 to 1, 0 where unvoiced.

    The normalised autocorrelation of the candidate that was chosen; creak and noise lower it. What the
    phone band takes of it is made up for.
    """
    voiced = np.isfinite(f0_hz)
    best = np.zeros(len(f0_hz), dtype=np.float32)
    wanted = np.nan_to_num(f0_hz, nan=-1.0)[:, None]
    for window in (found.long, found.short):
        chosen = np.abs(window.f0_hz - wanted) < _SAME * wanted
        best = np.maximum(best, np.max(window.strength, axis=1, initial=0, where=chosen))
    if by_telephone(found, f0_hz):
        best[voiced] = np.minimum(best[voiced] + _LOST_BY_PHONE, 1)
    return best.astype(np.float32)


def by_telephone(found: PitchCandidates, f0_hz: Floats) -> bool:
    """Whether the voice, where there is an F0 (shape (n_frames,), NaN = unvoiced), lacks its fundamental."""
    voiced = np.isfinite(f0_hz)
    return is_missing(found.peak[voiced], found.bass[voiced])


def candidates(block: Block) -> PitchCandidates:
    """The pitch candidates of the block's own frames; frame i is centred on its i-th hop."""
    signal = _around(block, _LONG // 2)
    inner = signal[(_LONG - _SHORT) // 2 :]
    long, short = _frames(signal, _LONG, block.n_frames), _frames(inner, _SHORT, block.n_frames)
    spectra = _Spectra.of(long, FLOOR_HZ), _Spectra.of(short, SHORT_FLOOR_HZ)
    peak, bass = np.abs(short).max(axis=1, initial=0), bass_share(spectra[1].power, spectra[1].hz)
    by_phone = is_missing(peak, bass)
    # Only the long window tells the harmonics of a low voice apart.
    level_db, bin_hz = levels_db(spectra[0].power, spectra[0].hz), float(spectra[0].hz[1])
    found = [_with_odd_harmonics(_strongest(of, by_phone), level_db, bin_hz) for of in spectra]
    return PitchCandidates(long=found[0], short=found[1], peak=peak, bass=bass)


def _with_odd_harmonics(window: WindowCandidates, level_db: Floats, bin_hz: float) -> WindowCandidates:
    """The candidates, weaker where their odd harmonics are missing from the spectrum."""
    strength = window.strength.astype(np.float32)
    lost = lack(level_db, bin_hz, window.f0_hz.astype(np.float32), strength)
    left = np.where(window.f0_hz > 0, strength - lost, 0)
    return replace(window, strength=left.astype(np.float16))


def _hann(length: int) -> Floats:
    """Periodic."""
    return np.hanning(length + 1)[:-1].astype(np.float32)


def _around(block: Block, half: int) -> Floats:
    """The samples that the windows of all own frames cover; silence beyond the take's ends."""
    first = block.lead - half
    last = block.lead + max(0, block.n_frames - 1) * HOP + half
    inside = block.samples[max(0, first) : max(0, min(last, len(block.samples)))]
    return np.pad(inside, (max(0, -first), max(0, last - len(block.samples))))


def _frames(signal: Floats, length: int, n: int) -> Floats:
    """The first n frames of the signal without their means, shape (n, length)."""
    if not n:
        return np.zeros((0, length), dtype=np.float32)
    framed = windows(signal, length)[:n]
    return np.asarray(framed - framed.mean(axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class _Spectra:
    """The frames of one window, and their power at each frequency of the voice's band."""

    frames: Floats
    floor_hz: float
    """The lowest pitch that is sought."""
    window: Floats
    hz: NDArray[np.float64]
    power: Floats

    @classmethod
    def of(cls, frames: Floats, floor_hz: float) -> "_Spectra":
        length = frames.shape[1]
        window = _hann(length)
        n_fft = _fast_length(length + _longest_lag(floor_hz))
        hz = librosa.fft_frequencies(sr=RATE_HZ, n_fft=n_fft)
        power = _power(frames * window, n_fft) * band(hz, _RUMBLE_HZ, _BREATH_HZ)
        return cls(frames, floor_hz, window, hz, power)


def _longest_lag(floor_hz: float) -> int:
    return int(RATE_HZ / floor_hz) + 2


def _strongest(of: _Spectra, by_phone: bool) -> WindowCandidates:
    """The strongest peaks of the frames' autocorrelation, places and heights by a parabola."""
    correlation, first_lag = _autocorrelation(of, by_phone)
    if not len(correlation):
        empty = np.zeros((0, CANDIDATES), dtype=np.float16)
        return WindowCandidates(empty, empty)
    peaks = np.zeros(correlation.shape, dtype=np.bool_)
    inner = correlation[:, 1:-1]
    peaks[:, 1:-1] = (inner > correlation[:, :-2]) & (inner >= correlation[:, 2:])
    lags = first_lag + np.arange(correlation.shape[1])
    rate = RATE_HZ * _UPSAMPLING
    ranked = np.where(peaks, correlation - _OCTAVE_COST * np.log2(lags / rate * of.floor_hz), -np.inf)
    best = np.argpartition(-ranked, CANDIDATES, axis=1)[:, :CANDIDATES]
    best = np.take_along_axis(best, np.argsort(-np.take_along_axis(ranked, best, 1), axis=1), 1)
    real = np.take_along_axis(peaks, best, 1)
    best = np.clip(best, 1, correlation.shape[1] - 2)
    before, at, after = (np.take_along_axis(correlation, best + d, 1) for d in (-1, 0, 1))
    slope, bend = (after - before) / 2, 2 * at - before - after
    shift = slope / np.maximum(bend, 1e-9)
    f0 = np.where(real, rate / (lags[best] + np.clip(shift, -1, 1)), 0)
    strength = at + slope * shift / 2
    strength = np.where(strength > 1, 1 / np.maximum(strength, 1), strength)
    return WindowCandidates(f0.astype(np.float16), np.where(real, strength, 0).astype(np.float16))


def _fast_length(least: int) -> int:
    """The smallest multiple of 4 from `least` on whose only factors are 2, 3 and 5."""
    length = -(-least // 4) * 4
    while True:
        rest = length
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return length
        length += 4


def _autocorrelation(of: _Spectra, by_phone: bool) -> tuple[Floats, int]:
    """Window-corrected, normalised autocorrelation at the lags of the pitch range, and the first lag."""
    longest, n_fft = _longest_lag(of.floor_hz), 2 * (len(of.hz) - 1)
    power = of.power
    easier = np.zeros((len(power), 1), dtype=np.float32)
    if by_phone:
        envelope = envelope_power(of.frames, of.window, of.hz, power)
        power = power + envelope
        share = envelope.sum(axis=1) / np.maximum(power.sum(axis=1), 1e-12)
        easier = _ENVELOPE_STRENGTH * share[:, np.newaxis]
    first, last = int(_UPSAMPLING * RATE_HZ / CEILING_HZ) - 1, _UPSAMPLING * longest
    of_signal = fft.irfft(power, n_fft * _UPSAMPLING, axis=1)[:, :last]
    of_window = np.fft.irfft(np.abs(np.fft.rfft(of.window, n_fft)) ** 2, n_fft * _UPSAMPLING)[:last]
    energy = np.maximum(of_signal[:, :1], 1e-12)
    corrected = (of_signal[:, first:] / energy) / (of_window[first:] / of_window[0]) + easier
    return corrected.astype(np.float32), first


def _power(windowed: Floats, n_fft: int) -> Floats:
    spectrum = fft.rfft(windowed, n_fft, axis=1)
    return np.asarray(spectrum.real**2 + spectrum.imag**2, dtype=np.float32)


def _join(parts: Sequence[WindowCandidates]) -> WindowCandidates:
    return WindowCandidates(
        np.concatenate([part.f0_hz for part in parts]), np.concatenate([part.strength for part in parts])
    )

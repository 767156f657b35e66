"""Clipping, at full scale and below, and what only looks like it."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import signal

from audio.blocks import RATE_HZ, blocks_of
from audio.clipping import Peaks, clipped_share, peaks
from tests.audio.phrases_said import take
from tests.audio.voices import glide, voice

_SAID = take([0.3, "woman", 0.5, "man", 0.3], noise_dbfs=-65)
_CLEAN = _SAID.samples * np.float32(0.7 / np.max(np.abs(_SAID.samples)))


def _share(samples: NDArray[np.float32]) -> float:
    found = Peaks.join([peaks(block) for block in blocks_of(samples.astype(np.float32))])
    own = np.zeros(len(found), dtype=np.bool_)
    for start_s, end_s in _SAID.phrases:
        own[round(100 * start_s) : round(100 * end_s)] = True
    return clipped_share(found, own[: len(found)])


def _cut(samples: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    """The sound with its highest peaks cut off, at full scale."""
    height = np.quantile(np.abs(samples), 1 - share)
    return np.clip(samples / height, -1, 1)


@pytest.mark.parametrize("gain", [1.0, 0.9, 0.5, 0.03])
def test_cut_off_peaks_are_found_at_any_level(gain: float) -> None:
    assert _share(gain * _cut(_CLEAN, 0.01)) == pytest.approx(0.012, abs=0.006)


def test_peaks_cut_off_on_one_side_are_found() -> None:
    assert _share(np.clip(_CLEAN, -1, np.quantile(_CLEAN, 0.985))) > 0.003


@pytest.mark.parametrize("share", [0.002, 0.01, 0.02])
def test_peaks_cut_off_at_another_rate_are_found(share: float) -> None:
    """Conversion ripples the tops."""
    fast = signal.resample_poly(_CLEAN, 3, 1)
    assert _share(0.5 * signal.resample_poly(_cut(fast, share), 1, 3)) == pytest.approx(share, rel=0.3)


def test_peaks_rounded_by_an_overdriven_input_are_found() -> None:
    assert _share(0.5 * np.tanh(_CLEAN / np.quantile(np.abs(_CLEAN), 0.98))) > 0.001


@pytest.mark.parametrize("gain", [1.0, 0.3, 0.01])
def test_clean_speech_is_not_clipped(gain: float) -> None:
    assert _share(gain * _CLEAN) == 0


def test_a_compressor_does_not_clip() -> None:
    smooth = signal.sosfilt(signal.butter(1, 20, fs=RATE_HZ, output="sos"), np.abs(_CLEAN))
    gain = np.maximum(np.roll(smooth, -160), 0.02) ** -0.8
    assert _share(0.05 * _CLEAN * gain) == 0


@pytest.mark.parametrize("f0_hz", [90.0, 210.0])
def test_an_even_synthetic_voice_is_not_clipped(f0_hz: float) -> None:
    """All its peaks have one height, but none is flat."""
    assert _share(voice(glide(f0_hz, 1.1 * f0_hz, seconds=5.0))) == 0


def test_silence_is_not_clipped() -> None:
    assert _share(np.zeros(2 * RATE_HZ, dtype=np.float32)) == 0

"""What Silero is asked; it is stood in for, so that only the questions are judged."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import signal

from audio import voice_detector
from audio.activity_features import features
from audio.blocks import BLOCK_S, HOP, LEAD_S, RATE_HZ, Block, blocks_of
from tests.audio.voices import glide, noise, silence, voice

_CHUNK = 512
_PHRASE = slice(110, 240)
"""Frames of a sound that lasts from 1.0 to 2.5 s."""


class CountingDetector:
    def __init__(self) -> None:
        self.heard: list[int] = []

    def __call__(self, samples: np.ndarray) -> np.ndarray:
        self.heard.append(len(samples))
        return np.zeros(len(samples) // _CHUNK, dtype=np.float32)


@pytest.mark.parametrize(("lead_s", "more"), [(0.0, False), (0.4, False), (LEAD_S, True)])
def test_the_second_question_starts_earlier_where_more_precedes(
    monkeypatch, lead_s: float, more: bool
) -> None:
    detector = CountingDetector()
    monkeypatch.setattr(voice_detector, "_detector", lambda: detector)
    lead = round(lead_s * RATE_HZ) // HOP * HOP
    samples = np.random.default_rng(0).normal(0, 0.01, lead + RATE_HZ).astype(np.float32)
    found = features(Block(samples=samples, start_sample=lead, lead=lead, length=RATE_HZ))
    assert len(found.voice) == 100
    first, second = detector.heard
    assert (second > first) == more


def test_the_same_is_not_asked_twice(monkeypatch) -> None:
    """At the start of a take in wide band both questions would begin there."""
    detector = CountingDetector()
    monkeypatch.setattr(voice_detector, "_detector", lambda: detector)
    samples = np.sin(2 * np.pi * 150 * np.arange(RATE_HZ) / RATE_HZ).astype(np.float32)
    features(blocks_of(samples)[0])
    assert len(detector.heard) == 1


def test_the_detector_deaf_after_one_beginning_is_asked_after_another(monkeypatch) -> None:
    def deaf_after_half_a_second(heard: NDArray[np.float32]) -> NDArray[np.float32]:
        long_before = len(heard) > (BLOCK_S + 1.5) * RATE_HZ
        return np.full(len(heard) // _CHUNK, 0.9 if long_before else 0.02, dtype=np.float32)

    monkeypatch.setattr(voice_detector, "_detector", lambda: deaf_after_half_a_second)
    second = blocks_of(_syllables((110, 140, 100), seconds=9.0))[1]

    assert np.allclose(features(second).voice, 0.9)


def _syllables(f0_hz: tuple[float, ...], seconds: float = 1.5) -> NDArray[np.float32]:
    """A voice four times as loud in the middle of each fifth of a second as between."""
    sound = voice(glide(*f0_hz, seconds=seconds))
    loudness = 1 - 0.6 * np.cos(10 * np.pi * np.arange(len(sound)) / RATE_HZ)
    return np.asarray(sound * loudness, dtype=np.float32)


def _hears_bass_only(heard: NDArray[np.float32]) -> NDArray[np.float32]:
    """As Silero at its worst by telephone: deaf to what has nothing below 300 Hz."""
    spectra = np.abs(np.fft.rfft(heard.reshape(-1, _CHUNK) * np.hanning(_CHUNK))) ** 2
    hz = np.fft.rfftfreq(_CHUNK, 1 / RATE_HZ)
    share = spectra[:, hz < 300].sum(axis=1) / (spectra.sum(axis=1) + 1e-3)
    return np.where(share > 0.05, 0.9, 0.02).astype(np.float32)


def _by_telephone(sound: NDArray[np.float32]) -> Block:
    band = signal.firwin(401, [300, 3400], fs=RATE_HZ, pass_zero=False)
    heard = np.convolve(np.concatenate([silence(1.0), sound, silence(1.0)]), band, "same").astype(np.float32)
    (block,) = blocks_of(heard + noise(len(heard) / RATE_HZ, -60))
    return block


@pytest.mark.parametrize("f0_hz", [(95, 120, 85), (160, 210, 150), (230, 280, 210)])
def test_a_voice_without_its_fundamental_is_heard(monkeypatch, f0_hz: tuple[float, ...]) -> None:
    monkeypatch.setattr(voice_detector, "_detector", lambda: _hears_bass_only)

    heard = features(_by_telephone(_syllables(f0_hz))).voice

    assert np.mean(heard[_PHRASE] > 0.8) > 0.95


@pytest.mark.parametrize("tones_hz", [(480, 620), (350, 440), tuple(range(350, 3000, 50))])
def test_steady_tones_that_beat_like_a_voice_are_none(monkeypatch, tones_hz: tuple[float, ...]) -> None:
    monkeypatch.setattr(voice_detector, "_detector", lambda: _hears_bass_only)
    time_s = np.arange(round(1.5 * RATE_HZ)) / RATE_HZ
    tones = sum(0.2 / hz**0.5 * np.sin(2 * np.pi * hz * time_s + hz**2) for hz in tones_hz)

    heard = features(_by_telephone(np.asarray(tones, dtype=np.float32))).voice

    assert np.max(heard[_PHRASE]) < 0.2

import numpy as np
import pytest

from audio.bursts import Burst, heard_without, likely, toneless, without

RATE = 16_000


def test_a_burst_lasts_as_long_as_it_is_unlike_speech():
    likeness = np.array([0.0] * 10 + [4.0, 7.0, 9.0, 5.0] + [1.0] * 6, dtype=np.float32)
    (burst,) = likely(likeness)
    assert (burst.start_s, burst.end_s) == pytest.approx((0.2, 0.28))


def test_what_is_a_little_unlike_speech_is_none():
    """Breath on a word had a likeness of up to 5."""
    assert likely(np.array([0.0, 3.5, 5.0, 3.5, 0.0], dtype=np.float32)) == []
    assert likely(np.zeros(0, dtype=np.float32)) == []


def test_a_voice_with_a_steady_tone_is_none():
    time_s = np.arange(RATE) / RATE
    hum = sum(np.sin(2 * np.pi * 120 * k * time_s) / k for k in range(1, 6)) * 0.1
    noise = np.random.default_rng(1).normal(0, 0.1, RATE)
    sound = np.concatenate([hum, noise]).astype(np.float32)
    mm, cough = Burst(0.2, 0.6), Burst(1.2, 1.6)
    assert toneless([mm, cough], sound) == [cough]
    assert toneless([], sound) == []


def test_only_the_burst_is_silenced():
    sound = without(np.ones(RATE, dtype=np.float32), [Burst(0.4, 0.6)])
    assert sound.dtype == np.float32
    assert np.all(sound[round(0.41 * RATE) : round(0.59 * RATE)] == 0)
    assert sound[: round(0.39 * RATE)] == pytest.approx(1.0)
    assert sound[round(0.61 * RATE) :] == pytest.approx(1.0)


def test_neither_voice_nor_activity_is_left_on_a_burst():
    voice, speech = np.full(100, 0.9, dtype=np.float32), np.ones(100, dtype=bool)
    heard, active = heard_without(voice, speech, [Burst(0.4, 0.6)])
    assert np.flatnonzero(~active).tolist() == np.flatnonzero(heard == 0).tolist() == list(range(40, 60))
    assert speech.all()
    assert voice.min() > 0.5

import numpy as np
import pytest
from scipy.signal import lfilter

from audio.voicing import SteadyVoice, tone
from tests.bench import household

RATE = 16_000


def vowel(seconds: float, f0_hz: float, formants_hz: tuple[float, ...], *, glide: float = 0.0) -> np.ndarray:
    """A pulse train through formants; `glide` in semitones over the whole of it."""
    time_s = np.arange(round(seconds * RATE)) / RATE
    phase = np.cumsum(f0_hz * 2 ** (glide * time_s / seconds / 12)) / RATE
    sound = np.diff(np.floor(phase), prepend=0.0)
    for centre_hz in formants_hz:
        radius = np.exp(-np.pi * 90 / RATE)
        sound = lfilter([1], [1, -2 * radius * np.cos(2 * np.pi * centre_hz / RATE), radius**2], sound)
    return (0.3 * sound / np.abs(sound).max()).astype(np.float32)


def steady(sound: np.ndarray) -> SteadyVoice:
    return tone(sound.astype(np.float32)).within(0.0, len(sound) / RATE)


UH, UM = (600.0, 1200.0, 2500.0), (250.0, 1100.0, 2300.0)


@pytest.mark.parametrize("f0_hz", [90, 120, 210, 320])
@pytest.mark.parametrize("formants_hz", [UH, UM])
@pytest.mark.parametrize("glide", [-6.0, 0.0, 3.0])
def test_a_held_vowel_or_nasal_is_steady_nearly_all_the_time(f0_hz, formants_hz, glide):
    found = steady(vowel(0.3, f0_hz, formants_hz, glide=glide))
    assert found.seconds == pytest.approx(0.29, abs=0.06)
    assert found.longest_s > 0.2
    assert found.share > 0.7


def test_a_vowel_in_noise_at_10_db_still_counts():
    sound = vowel(0.3, 110, UH)
    noise = np.random.default_rng(1).standard_normal(len(sound)) * np.sqrt(np.mean(sound**2)) * 10**-0.5
    assert steady(sound + noise).seconds > 0.15


@pytest.mark.parametrize("event", [household.cough, household.sneeze, household.click, household.knock])
def test_coughs_sneezes_clicks_and_knocks_hold_no_tone(event):
    for seed in range(10):
        sound = event(np.random.default_rng(seed))
        hum = 0.03 * np.abs(sound).max() * np.sin(2 * np.pi * 100 * np.arange(len(sound)) / RATE)
        assert steady(sound).seconds < 0.06
        assert steady(sound + hum).seconds < 0.06


def test_noise_and_silence_hold_no_tone():
    noise = np.random.default_rng(2).standard_normal(RATE).astype(np.float32)
    assert steady(noise).longest_s < 0.03
    for length in (0, 100, 160, RATE):
        assert steady(np.zeros(length)) == SteadyVoice(0.0, 0.0, 0.0)


def test_the_longest_voice_is_found_in_the_middle_of_silence():
    sound = np.concatenate([np.zeros(RATE), vowel(0.3, 120, UH), np.zeros(RATE)])
    sound += np.random.default_rng(4).normal(0, 1e-4, len(sound))
    start_s, end_s = tone(sound.astype(np.float32)).longest(0.5, 2.0)
    assert start_s == pytest.approx(1.0, abs=0.04)
    assert end_s == pytest.approx(1.3, abs=0.04)

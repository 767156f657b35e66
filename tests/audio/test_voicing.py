import numpy as np
import pytest
from scipy.signal import lfilter

from audio.voicing import tone
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


def share(sound: np.ndarray) -> float:
    return tone(sound.astype(np.float32)).share(0.0, len(sound) / RATE)


UH, UM = (600.0, 1200.0, 2500.0), (250.0, 1100.0, 2300.0)


@pytest.mark.parametrize("f0_hz", [90, 120, 210, 320])
@pytest.mark.parametrize("formants_hz", [UH, UM])
@pytest.mark.parametrize("glide", [-6.0, 0.0, 3.0])
def test_a_held_vowel_or_nasal_is_steady_nearly_all_the_time(f0_hz, formants_hz, glide):
    assert share(vowel(0.3, f0_hz, formants_hz, glide=glide)) > 0.7


def test_a_vowel_in_noise_at_10_db_still_counts():
    sound = vowel(0.3, 110, UH)
    noise = np.random.default_rng(1).standard_normal(len(sound)) * np.sqrt(np.mean(sound**2)) * 10**-0.5
    assert share(sound + noise) > 0.5


@pytest.mark.parametrize("event", [household.cough, household.sneeze, household.click])
def test_coughs_sneezes_and_clicks_hold_no_tone(event):
    for seed in range(10):
        sound = event(np.random.default_rng(seed))
        hum = 0.03 * np.abs(sound).max() * np.sin(2 * np.pi * 100 * np.arange(len(sound)) / RATE)
        assert share(sound) < 0.5
        assert share(sound + hum) < 0.5


def test_noise_and_silence_hold_no_tone():
    noise = np.random.default_rng(2).standard_normal(RATE).astype(np.float32)
    assert share(noise) < 0.05
    for length in (0, 100, 160, RATE):
        assert share(np.zeros(length)) == 0.0


def test_a_voice_is_told_from_the_noise_beside_it():
    noise = np.random.default_rng(4).normal(0, 0.1, RATE)
    both = tone(np.concatenate([noise, vowel(0.3, 120, UH)]).astype(np.float32))
    assert both.share(0.0, 0.95) < 0.05
    assert both.share(1.0, 1.3) > 0.7

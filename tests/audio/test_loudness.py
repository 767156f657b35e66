import numpy as np
import pytest

from audio import loudness
from audio.blocks import blocks_of
from audio.phrases import Phrase
from tests.audio.voices import at_level, glide, noise, silence, voice


def levels(samples):
    return np.concatenate([loudness.level_dbfs(block) for block in blocks_of(samples)])


def test_level_of_a_known_sound():
    found = levels(noise(5.0, -30))
    assert found.shape == (500,)
    assert found.dtype == np.float32
    assert np.median(found) == pytest.approx(-30, abs=0.3)
    assert levels(silence(0.1)).max() == pytest.approx(loudness.SILENCE_DBFS)


def test_an_offset_is_no_sound():
    assert levels(noise(1.0, -50) + np.float32(0.2))[5:-5].max() < -45


def phrases_at(dbfs, fade_db=0.0):
    """Phrases of 2 s at the given levels, 0.5 s apart, the last 0.4 s softer by `fade_db`."""
    sound, phrases, at = [], [], 0.0
    for level in dbfs:
        clip = at_level(voice(glide(150, seconds=2.0)), level)
        clip[-6400:] *= np.float32(10 ** (-fade_db / 20))
        sound += [clip, silence(0.5)]
        phrases.append(Phrase(at, at + 2.0))
        at += 2.5
    track = levels(np.concatenate(sound))
    speech = np.zeros(len(track), dtype=bool)
    for phrase in phrases:
        speech[round(phrase.start_s * 100) : round(phrase.end_s * 100)] = True
    return track, speech, phrases


def test_steady_voice():
    summary = loudness.summarise(*phrases_at([-25, -25, -25, -25]))
    assert summary.level_dbfs == pytest.approx(-25, abs=0.3)
    assert summary.level_sd_db == pytest.approx(0, abs=0.1)
    assert summary.trailing_off_db == pytest.approx(0, abs=0.7)
    assert not summary.unreliable


def test_unsteady_and_trailing_voice():
    summary = loudness.summarise(*phrases_at([-20, -26, -23, -29], fade_db=8))
    assert summary.level_sd_db == pytest.approx(np.std([20, 26, 23, 29], ddof=1), abs=0.3)
    assert summary.trailing_off_db == pytest.approx(8, abs=0.8)
    assert summary.uncertainty["level_sd_db"] > 0


def test_noise_is_taken_off():
    track, speech, phrases = phrases_at([-30, -30, -30])
    power = 10 ** (track / 10) + 10 ** (-35 / 10)
    summary = loudness.summarise(10 * np.log10(power), speech, phrases, noise_dbfs=-35)
    assert summary.level_dbfs == pytest.approx(-30, abs=0.3)


def test_too_few_phrases_and_no_speech():
    track, speech, phrases = phrases_at([-30, -30])
    summary = loudness.summarise(track, speech, phrases)
    assert summary.level_dbfs is not None
    assert summary.level_sd_db is None
    assert summary.trailing_off_db is None
    assert set(summary.unreliable) == {"level_sd_db", "trailing_off_db"}
    nothing = loudness.summarise(track, np.zeros_like(speech), phrases)
    assert nothing.level_dbfs is None
    assert "level_dbfs" in nothing.unreliable

import numpy as np
import pytest

from audio import pitch
from audio.blocks import HOP
from tests.audio.tracked_pitch import candidates_of, tracked, truth
from tests.audio.voices import at_level, glide, noise, voice


@pytest.mark.parametrize("snr_db", [7, 12, 20, 40])
def test_a_plain_voice_is_trusted_in_noise(snr_db):
    samples = at_level(voice(glide(160, 220, 170, 200, seconds=6.0)), -25) + noise(6.0, -25 - snr_db)
    found = candidates_of(samples)
    f0 = pitch.track(found, np.ones(len(found), dtype=bool))
    assert pitch.summarise(f0, pitch.strength(found, f0), snr_db=snr_db).unreliable == {}


def test_the_spread_of_a_voice_that_is_hardly_periodic_is_not_trusted():
    f0 = glide(160, 220, 170, 200, seconds=6.0)[::HOP].astype(np.float32)
    shaky = np.full(len(f0), 0.75, dtype=np.float32)
    summary = pitch.summarise(f0, shaky, snr_db=35.0)
    assert summary.f0_sd_semitones is None
    assert "breathy" in summary.unreliable["f0_sd_semitones"]
    assert summary.f0_median_hz == pytest.approx(187, abs=8)
    assert pitch.summarise(f0, shaky, snr_db=8.0).f0_sd_semitones is not None


def test_the_median_of_a_voice_without_a_period_is_not_trusted():
    f0 = glide(160, 220, 170, 200, seconds=6.0)[::HOP].astype(np.float32)
    summary = pitch.summarise(f0, np.full(len(f0), 0.55, dtype=np.float32), snr_db=35.0)
    assert set(summary.unreliable) == {"f0_median_hz", "f0_sd_semitones", "f0_range_semitones", "pvq"}
    assert "breathy" in summary.unreliable["f0_median_hz"]
    assert summary.f0_median_hz is None


def test_low_voice_that_goes_unheard_by_telephone_hardly_moves_the_middle():
    """Half of the time the voice is high, half low, never between; a sixth of the low half is not heard."""
    low, high = np.linspace(100, 140, 500), np.linspace(170, 240, 500)
    everything = np.concatenate([low, high]).astype(np.float32)
    heard = np.concatenate([low[np.arange(500) % 6 > 0], high]).astype(np.float32)
    true = np.median(everything)
    plain = pitch.summarise(heard).f0_median_hz
    by_telephone = pitch.summarise(heard, by_telephone=True)
    assert abs(by_telephone.f0_median_hz / true - 1) < abs(plain / true - 1) / 2
    assert 0 < by_telephone.uncertainty["f0_median_hz"] < 40


def in_parts(plain_hz, doubtful_hz, doubtful_share):
    """F0 and strength of a voice whose pitch is plain in some of its frames and doubtful in the others."""
    doubtful = np.arange(800) % 100 < 100 * doubtful_share
    f0 = np.where(doubtful, doubtful_hz, plain_hz).astype(np.float32)
    return f0, np.where(doubtful, 0.68, 0.95).astype(np.float32)


def test_a_median_that_hangs_on_doubtful_frames_is_not_told_by_telephone():
    f0, strength = in_parts(200, 180, 0.6)
    assert pitch.summarise(f0, strength).f0_median_hz == pytest.approx(180)
    summary = pitch.summarise(f0, strength, by_telephone=True)
    assert summary.f0_median_hz is None
    assert "unclear" in summary.unreliable["f0_median_hz"]
    assert "f0_median_hz" not in summary.uncertainty


@pytest.mark.parametrize(("doubtful_hz", "share"), [(180, 0.3), (196, 0.6)])
def test_doubtful_frames_that_leave_the_median_as_it_is_do_no_harm(doubtful_hz, share):
    summary = pitch.summarise(*in_parts(200, doubtful_hz, share), by_telephone=True)
    assert summary.f0_median_hz == pytest.approx(198, abs=2)


def test_noise_makes_no_frame_doubtful():
    f0, _ = in_parts(200, 180, 0.6)
    strength = np.where(f0 < 190, 0.75, 0.95).astype(np.float32) * 0.8
    summary = pitch.summarise(f0, strength, snr_db=6.02, by_telephone=True)
    assert summary.f0_median_hz == pytest.approx(180)


@pytest.mark.parametrize("semitones", [1.0, 2.5, 4.5])
@pytest.mark.parametrize("middle_hz", [100, 200])
def test_spread_of_a_known_contour(semitones, middle_hz):
    rng = np.random.default_rng(5)
    contour = middle_hz * 2 ** (rng.normal(0, semitones * 1.25, 50) / 12)
    f0 = glide(*np.clip(contour, 62, 480), seconds=12.0)
    found = pitch.summarise(tracked(at_level(voice(f0), -30) + noise(12.0, -55)))
    true = 12 * np.log2(truth(f0))
    assert found.f0_median_hz == pytest.approx(np.median(truth(f0)), rel=0.03)
    assert found.f0_sd_semitones == pytest.approx(np.std(true), abs=max(0.3, 0.1 * np.std(true)))


def test_summary_of_a_known_voice():
    semitones = np.random.default_rng(0).normal(0, 3, 2000)
    f0 = (200 * 2 ** (semitones / 12)).astype(np.float32)
    f0[::7] = np.nan
    summary = pitch.summarise(f0)
    assert summary.f0_median_hz == pytest.approx(200, rel=0.02)
    assert summary.f0_sd_semitones == pytest.approx(3, rel=0.05)
    assert summary.f0_range_semitones == pytest.approx(3 * 2 * 1.645, rel=0.06)
    assert summary.pvq == pytest.approx(0.175, rel=0.08)
    assert summary.voiced_s == pytest.approx(np.isfinite(f0).sum() / 100)
    assert not summary.unreliable
    assert 0 < summary.uncertainty["f0_sd_semitones"] < 0.5


def test_noise_and_clipping_are_said():
    f0 = np.full(800, 150, dtype=np.float32)
    noisy = pitch.summarise(f0, snr_db=4.0)
    assert noisy.f0_median_hz is not None
    assert "noise" in noisy.unreliable["f0_sd_semitones"]
    assert "noise" in pitch.summarise(f0, snr_db=0.0).unreliable["f0_median_hz"]
    assert "clipped" in pitch.summarise(f0, clipped_share=0.7).unreliable["pvq"]
    assert not pitch.summarise(f0, snr_db=20.0, clipped_share=0.05).unreliable


def test_error_shrinks_with_more_voice():
    contour = 150 * 2 ** (np.random.default_rng(2).normal(0, 3, 200).repeat(10) / 12)
    short = pitch.summarise(contour[:500].astype(np.float32)).uncertainty["f0_sd_semitones"]
    long = pitch.summarise(contour.astype(np.float32)).uncertainty["f0_sd_semitones"]
    assert 0 < long < short < 1


def test_too_little_voice_is_said():
    f0 = np.full(300, 150, dtype=np.float32)
    summary = pitch.summarise(f0)
    assert summary.f0_median_hz == 150
    assert summary.f0_sd_semitones is None
    assert "voiced" in summary.unreliable["f0_sd_semitones"]
    nothing = pitch.summarise(np.full(50, np.nan, dtype=np.float32))
    assert nothing.f0_median_hz is None
    assert set(nothing.unreliable) == {"f0_median_hz", "f0_sd_semitones", "f0_range_semitones", "pvq"}

import numpy as np
import pytest
from scipy import signal

from audio import pitch
from audio.pitch.autocorrelation import CANDIDATES, WindowCandidates
from audio.pitch.missing_fundamental import is_missing
from tests.audio.tracked_pitch import candidates_of, errors_semitones, tracked, truth
from tests.audio.voices import RATE, at_level, glide, noise, voice


def test_a_strong_harmonic_of_a_missing_fundamental_is_not_the_usual_pitch():
    """As by telephone: no fundamental, and for more than half the time nearly everything at twice it."""
    f0 = glide(200, 225, 205, seconds=3.0)
    phase = np.cumsum(2 * np.pi * f0 / RATE)
    part = np.arange(len(f0)) / len(f0)
    odd = np.where(part < 0.6, 0.02, 0.3)
    samples = sum(a * np.sin(k * phase) for k, a in ((2, 1.0), (3, odd), (4, 0.3), (5, odd), (6, 0.1)))
    errors, voiced = errors_semitones(tracked(at_level(samples.astype(np.float32), -25)), truth(f0))
    assert voiced.mean() > 0.9
    assert np.mean(np.abs(errors) > 1) < 0.05


def phone_band(samples):
    narrow = signal.butter(4, [300, 3400], "bandpass", fs=RATE, output="sos")
    return signal.sosfilt(narrow, samples).astype(np.float32)


@pytest.mark.parametrize("points", [(95, 140, 100), (190, 260, 170)])
def test_phone_band_without_the_fundamental(points):
    f0 = glide(*points, seconds=2.0)
    errors, voiced = errors_semitones(tracked(phone_band(voice(f0))), truth(f0))
    assert voiced.mean() > 0.8
    assert np.mean(np.abs(errors) > 1) <= 0.03


@pytest.mark.parametrize("points", [(90, 130, 95), (120, 160, 110), (190, 250, 180), (230, 280, 220)])
@pytest.mark.parametrize("cut_hz", [300, 400])
def test_a_missing_fundamental_is_found(points, cut_hz):
    """By telephone, however sharp its band: neither the harmonic that is left nor half the pitch."""
    f0 = glide(*points, seconds=2.0)
    spoken = voice(f0, jitter=0.01) + noise(2.0, -60)
    band = signal.firwin(401, [cut_hz, 3400], fs=RATE, pass_zero=False)
    errors, voiced = errors_semitones(tracked(np.convolve(spoken, band, "same")), truth(f0))
    assert voiced.mean() > 0.8
    assert np.mean(np.abs(errors) > 1) <= 0.05


def test_a_missing_fundamental_is_told_whatever_the_noise():
    wide = at_level(voice(glide(150, 170, seconds=2.0)), -25)
    low = signal.sosfilt(signal.butter(12, 3400, fs=RATE, output="sos"), wide).astype(np.float32)
    noisy = phone_band(wide) + noise(2.0, -45)
    for samples, missing in ((wide, False), (low, False), (phone_band(wide), True), (noisy, True)):
        found = candidates_of(samples)
        assert is_missing(found.peak, found.bass) is missing


def test_a_voice_heard_whole_is_not_by_telephone():
    found = candidates_of(at_level(voice(glide(150, 170, seconds=2.0)), -25))
    assert not pitch.by_telephone(found, pitch.track(found, np.ones(len(found), dtype=bool)))


def test_low_soft_endings_count_by_telephone():
    """Where the band leaves only a faint rest of them; without them the median is too high."""
    rng = np.random.default_rng(4)
    phrases = []
    for _ in range(6):
        start, end = rng.uniform(180, 220), rng.uniform(110, 120)
        f0 = np.concatenate([glide(start, 150, seconds=0.8), glide(150, end, seconds=0.8)])
        level = np.concatenate([np.ones(len(f0) // 2), np.geomspace(1, 0.02, len(f0) - len(f0) // 2)])
        phrases.append((f0, voice(f0, jitter=0.005, breath=0.1) * level.astype(np.float32)))
    f0 = np.concatenate([f0 for f0, _ in phrases])
    samples = at_level(phone_band(np.concatenate([sound for _, sound in phrases])), -25) + noise(9.6, -60)
    assert np.nanmedian(tracked(samples)) == pytest.approx(np.median(truth(f0)), rel=0.03)


def test_a_steady_voice_by_telephone_is_trusted():
    f0 = glide(160, 220, 170, 200, seconds=6.0)
    samples = phone_band(at_level(voice(f0, jitter=0.01, breath=0.2), -25)) + noise(6.0, -45)
    found = candidates_of(samples)
    heard = pitch.track(found, np.ones(len(found), dtype=bool))
    phone = pitch.by_telephone(found, heard)
    summary = pitch.summarise(heard, pitch.strength(found, heard), snr_db=20.0, by_telephone=phone)
    assert phone
    assert summary.unreliable == {}
    assert summary.f0_median_hz == pytest.approx(np.median(truth(f0)), rel=0.03)


def window_of(f0_hz, strength):
    missing = np.zeros((len(f0_hz), CANDIDATES - f0_hz.shape[1]))
    both = (np.hstack([values, missing]).astype(np.float16) for values in (f0_hz, strength))
    return WindowCandidates(*both)


def test_soft_frames_that_are_twice_the_pitch_do_not_widen_the_range():
    """As soft vowels whose first formant lies on the second harmonic."""
    soft = np.tile(np.repeat([False, True], [70, 30]), 6)
    f0_hz = np.column_stack([np.where(soft, 440.0, 222.0), np.full(len(soft), 220.0)])
    strength = np.column_stack([np.where(soft, 0.9, 0.6), np.where(soft, 0.72, 0.95)])
    found = pitch.PitchCandidates(
        long=window_of(f0_hz, strength),
        short=window_of(f0_hz, strength),
        peak=np.where(soft, 0.02, 0.3).astype(np.float32),
        bass=np.full(len(soft), 1e-4, dtype=np.float32),
    )
    heard = pitch.track(found, np.ones(len(soft), dtype=bool))
    np.testing.assert_allclose(heard, 220)


def test_a_lively_voice_keeps_its_heights():
    f0 = np.concatenate([glide(170, 190, 160, seconds=1.0), glide(210, 480, 240, seconds=0.8)] * 4)
    errors, voiced = errors_semitones(tracked(phone_band(voice(f0)) + noise(7.2, -60)), truth(f0))
    assert voiced.mean() > 0.8
    assert np.mean(np.abs(errors) > 1) <= 0.05

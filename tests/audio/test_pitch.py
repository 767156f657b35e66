import time

import numpy as np
import pytest
from scipy import signal

from audio import pitch
from audio.blocks import HOP, BlockCutter, blocks_of
from audio.pitch.missing_fundamental import is_missing
from tests.audio.voices import RATE, at_level, glide, noise, silence, voice


def tracked(samples, speech=None):
    found = pitch.PitchCandidates.join([pitch.candidates(block) for block in blocks_of(samples)])
    return pitch.track(found, np.ones(len(found), dtype=bool) if speech is None else speech)


def truth(f0_hz):
    return f0_hz[::HOP]


def errors_semitones(found, true):
    n = min(len(found), len(true))
    voiced = np.isfinite(found[:n])
    return 12 * np.log2(found[:n][voiced] / true[:n][voiced]), voiced


@pytest.mark.parametrize("f0_hz", [75, 110, 180, 260, 400])
def test_steady_voice_is_found_exactly(f0_hz):
    f0 = glide(f0_hz, seconds=1.0)
    errors, voiced = errors_semitones(tracked(voice(f0)), truth(f0))
    assert voiced.mean() > 0.9
    assert np.abs(errors[2:-2]).max() < 0.15


@pytest.mark.parametrize("points", [(90, 140, 100), (160, 320, 180), (220, 180, 330, 200)])
def test_glides_are_followed(points):
    f0 = glide(*points, seconds=1.5)
    errors, voiced = errors_semitones(tracked(voice(f0)), truth(f0))
    assert voiced.mean() > 0.9
    assert np.median(np.abs(errors)) < 0.15
    assert np.mean(np.abs(errors) > 1) < 0.02


@pytest.mark.parametrize("dbfs", [-20, -40, -60])
def test_level_does_not_matter(dbfs):
    samples = voice(glide(200, 240, 190, seconds=1.0))
    quiet = np.round(at_level(samples, dbfs) * 32768).astype(np.float32) / 32768
    loud = tracked(samples)
    found = tracked(quiet)
    assert abs(np.isfinite(found).sum() - np.isfinite(loud).sum()) <= 8
    assert np.nanmedian(found) == pytest.approx(np.nanmedian(loud), rel=0.01)


@pytest.mark.parametrize(("breath", "jitter"), [(0.3, 0.0), (0.0, 0.005), (0.2, 0.005)])
def test_breathy_and_rough_voices(breath, jitter):
    f0 = glide(120, 150, 105, seconds=2.0)
    errors, voiced = errors_semitones(tracked(voice(f0, breath=breath, jitter=jitter)), truth(f0))
    assert voiced.mean() > 0.6
    assert np.mean(np.abs(errors) > 1) <= 0.05


def test_noise_at_20_db_costs_little():
    f0 = glide(110, 160, 100, seconds=2.0)
    samples = at_level(voice(f0), -25) + noise(2.0, -45)
    errors, voiced = errors_semitones(tracked(samples), truth(f0))
    assert voiced.mean() > 0.8
    assert np.mean(np.abs(errors) > 1) <= 0.02


def test_silence_and_noise_have_no_pitch():
    assert not np.isfinite(tracked(silence(1.0))).any()
    assert np.isfinite(tracked(noise(3.0, -30))).mean() < 0.02


@pytest.mark.parametrize("snr_db", [7, 12, 20, 40])
def test_a_plain_voice_is_trusted_in_noise(snr_db):
    samples = at_level(voice(glide(160, 220, 170, 200, seconds=6.0)), -25) + noise(6.0, -25 - snr_db)
    found = pitch.PitchCandidates.join([pitch.candidates(block) for block in blocks_of(samples)])
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


def test_strength_tells_voice_from_noise():
    samples = np.concatenate([voice(glide(150, 180, seconds=1.0)), noise(1.0, -30)])
    found = pitch.PitchCandidates.join([pitch.candidates(block) for block in blocks_of(samples)])
    steady = np.full(len(found), 150.0, dtype=np.float32)
    f0 = pitch.track(found, np.ones(len(found), dtype=bool))

    strength = pitch.strength(found, f0)

    assert np.median(strength[5:95]) > 0.95
    assert not strength[~np.isfinite(f0)].any()
    assert np.max(pitch.strength(found, steady)[105:195]) < 0.6


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


def test_only_speech_has_pitch():
    samples = voice(glide(200, seconds=2.0))
    speech = np.zeros(200, dtype=bool)
    speech[50:120] = True
    found = tracked(samples, speech)
    assert np.isfinite(found[55:115]).all()
    assert not np.isfinite(found[:35]).any()
    assert not np.isfinite(found[135:]).any()


def test_streamed_equals_one_pass():
    rng = np.random.default_rng(3)
    samples = np.concatenate([voice(glide(180, 220, 150, seconds=5.0)), noise(1.0, -50), silence(0.33)])
    cutter, parts, at = BlockCutter(), [], 0
    while at < len(samples):
        step = int(rng.integers(1, 9000))
        parts += [pitch.candidates(block) for block in cutter.push(samples[at : at + step])]
        at += step
    parts += [pitch.candidates(block) for block in cutter.finish()]
    streamed = pitch.PitchCandidates.join(parts)
    speech = np.ones(len(streamed), dtype=bool)
    np.testing.assert_array_equal(pitch.track(streamed, speech), tracked(samples))
    assert len(streamed) == -(-len(samples) // HOP)


def test_nothing_has_no_frames():
    assert len(pitch.PitchCandidates.join([])) == 0
    assert len(tracked(np.zeros(0, dtype=np.float32))) == 0
    assert len(tracked(np.zeros(100, dtype=np.float32))) == 1


def test_five_minutes_are_tracked_quickly():
    clip = voice(glide(*np.random.default_rng(0).uniform(100, 220, 12), seconds=6.0))
    once = [pitch.candidates(block) for block in blocks_of(np.concatenate([clip, silence(2.0)]))]
    found = pitch.PitchCandidates.join(once * 40)
    speech = np.ones(len(found), dtype=bool)
    started = time.process_time()
    pitch.track(found, speech)
    # Generous against slow machines; it takes about a tenth of this.
    assert time.process_time() - started < 2.0


def phone_band(samples):
    narrow = signal.butter(4, [300, 3400], "bandpass", fs=RATE, output="sos")
    return signal.sosfilt(narrow, samples).astype(np.float32)


@pytest.mark.parametrize("points", [(95, 140, 100), (190, 260, 170)])
def test_phone_band_without_the_fundamental(points):
    f0 = glide(*points, seconds=2.0)
    errors, voiced = errors_semitones(tracked(phone_band(voice(f0))), truth(f0))
    assert voiced.mean() > 0.8
    assert np.mean(np.abs(errors) > 1) <= 0.03


def test_clipped_voice_keeps_its_pitch():
    f0 = glide(110, 150, 100, seconds=2.0)
    errors, voiced = errors_semitones(tracked(np.clip(voice(f0) * 8, -0.5, 0.5)), truth(f0))
    assert voiced.mean() > 0.8
    assert np.mean(np.abs(errors) > 1) <= 0.02


def test_creak_is_found_where_it_is():
    """Period doubling at the end of a phrase (vocal fry): an octave lower, not left out, not spread."""
    f0 = np.concatenate([glide(180, 160, seconds=1.0), glide(80, 75, seconds=0.5)])
    errors, voiced = errors_semitones(tracked(voice(f0)), truth(f0))
    assert voiced[105:145].mean() > 0.9
    assert np.mean(np.abs(errors) > 1) <= 0.05


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


def test_hum_in_the_pauses_has_no_say():
    t = np.arange(RATE * 3) / RATE
    hum = (0.002 * np.sin(2 * np.pi * 100 * t)).astype(np.float32)
    samples = np.concatenate([voice(glide(200, 230, seconds=1.5)), silence(1.5)]) + hum
    assert np.nanmin(tracked(samples)) > 190


@pytest.mark.parametrize("dbfs", [-40, -30])
def test_mains_hum_of_60_hz_is_no_voice(dbfs):
    t = np.arange(RATE * 4) / RATE
    hum = sum(np.sin(2 * np.pi * 60 * k * t + k) / k for k in range(1, 9))
    spoken = [part for _ in range(2) for part in (voice(glide(200, 230, seconds=1.2)), silence(0.8))]
    found = tracked(at_level(np.concatenate(spoken), -20) + at_level(hum.astype(np.float32), dbfs))
    assert np.nanmin(found) > 100


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
        found = pitch.PitchCandidates.join([pitch.candidates(block) for block in blocks_of(samples)])
        assert is_missing(found.peak, found.bass) is missing


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
    found = pitch.PitchCandidates.join([pitch.candidates(block) for block in blocks_of(samples)])
    heard = pitch.track(found, np.ones(len(found), dtype=bool))
    assert pitch.summarise(heard, pitch.strength(found, heard), snr_db=20.0).unreliable == {}


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


def test_a_growing_take_is_tracked_as_the_whole_one():
    phrases = [
        voice(glide(110, 150, 100, seconds=2.0)),
        noise(0.5, -40),
        voice(glide(180, 240, 170, seconds=3.0), breath=0.2),
        noise(0.3, -40),
        0.05 * voice(glide(120, 90, seconds=6.0), jitter=0.005),
        noise(0.5, -40),
        voice(glide(200, 330, 210, seconds=4.0)),
    ]
    found = [pitch.candidates(block) for block in blocks_of(np.concatenate(phrases))]
    known = pitch.KnownTrack()

    for count in range(1, len(found) + 1):
        part = pitch.PitchCandidates.join(found[:count])
        speech = np.convolve(part.peak > 0.02, np.ones(9), "same") > 0
        growing = pitch.track(part, speech, known)
        np.testing.assert_array_equal(growing, pitch.track(part, speech))
    assert known.free.paths

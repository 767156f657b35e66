import time

import numpy as np
import pytest

from audio import pitch
from audio.blocks import HOP, BlockCutter, blocks_of
from tests.audio.tracked_pitch import candidates_of, errors_semitones, tracked, truth
from tests.audio.voices import RATE, at_level, glide, noise, silence, voice


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


def test_strength_tells_voice_from_noise():
    samples = np.concatenate([voice(glide(150, 180, seconds=1.0)), noise(1.0, -30)])
    found = candidates_of(samples)
    steady = np.full(len(found), 150.0, dtype=np.float32)
    f0 = pitch.track(found, np.ones(len(found), dtype=bool))

    strength = pitch.strength(found, f0)

    assert np.median(strength[5:95]) > 0.95
    assert not strength[~np.isfinite(f0)].any()
    assert np.max(pitch.strength(found, steady)[105:195]) < 0.6


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

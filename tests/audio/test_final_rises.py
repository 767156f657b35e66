import numpy as np
import pytest

from audio import final_rises, pitch
from audio.blocks import blocks_of
from audio.final_rises import Ending
from audio.phrases import Phrase
from tests.audio.voices import at_level, glide, noise, silence, voice


def contour(*points_hz, seconds=2.0):
    n = round(seconds * 100)
    return np.exp2(
        np.interp(np.linspace(0, len(points_hz) - 1, n), range(len(points_hz)), np.log2(points_hz))
    )


def ending(f0, question=False):
    phrase = Phrase(0.0, len(f0) / 100, question=question)
    (found,) = final_rises.find(f0.astype(np.float32), np.full(len(f0), 0.9), [phrase])
    return found


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ((200, 200), Ending.LEVEL),
        ((200, 250), Ending.RISE),
        ((200, 160), Ending.FALL),
        ((200, 210), Ending.LEVEL),
    ],
)
def test_movement_of_the_last_400_ms(last, expected):
    f0 = np.concatenate([contour(230, 180, 200, seconds=1.6), contour(*last, seconds=0.4)])
    assert ending(f0).ending is expected


def test_single_errors_do_not_count():
    f0 = contour(200, 200)
    f0[-3:] = 400
    assert ending(f0).ending is Ending.LEVEL


def test_voiceless_end_is_looked_over():
    f0 = np.concatenate([contour(180, 180, seconds=1.0), contour(180, 240, seconds=0.4), np.full(12, np.nan)])
    assert ending(f0).ending is Ending.RISE


@pytest.mark.parametrize(("semitones", "expected"), [(4, Ending.RISE), (-4, Ending.FALL), (0, Ending.LEVEL)])
@pytest.mark.parametrize("noise_dbfs", [-70, -45])
@pytest.mark.parametrize("usual_hz", [105, 210])
def test_glides_of_a_voice_in_noise(usual_hz, noise_dbfs, semitones, expected):
    last_hz = usual_hz * 2 ** (semitones / 12)
    f0 = np.concatenate([glide(1.1 * usual_hz, usual_hz, seconds=1.6), glide(usual_hz, last_hz, seconds=0.4)])
    sound = np.concatenate([at_level(voice(f0), -25), silence(0.2)]) + noise(2.2, noise_dbfs)
    found = pitch.PitchCandidates.join([pitch.candidates(block) for block in blocks_of(sound)])
    speech = np.arange(len(found)) < 200
    heard = pitch.track(found, speech)

    (ending,) = final_rises.find(heard, pitch.strength(found, heard), [Phrase(0.0, 2.0)])

    assert ending.ending is expected


def test_no_voice_is_unknown():
    found = ending(np.full(100, np.nan))
    assert found.ending is Ending.UNKNOWN
    assert found.movement_semitones is None


def test_questions_are_exempt():
    rise = contour(180, 180, 180, 180, 240)
    phrases = [Phrase(0, 2), Phrase(2, 4, question=True), Phrase(4, 6)]
    f0 = np.concatenate([rise, rise, rise[::-1]]).astype(np.float32)
    endings = final_rises.find(f0, np.ones(len(f0)), phrases)
    assert final_rises.count(endings) == 1
    assert final_rises.count([e for e in endings if e.phrase.question]) is None


def test_a_fall_into_creak_is_no_rise():
    """Of creak at 70 Hz the third harmonic passes for the pitch, here and there and weakly."""
    fall = contour(220, 200, 150, seconds=1.0)
    creak = np.full(30, np.nan)
    creak[[8, 9, 10, 20, 21, 22, 23, 24, 25, 26, 27]] = 210.0
    f0 = np.concatenate([fall, creak]).astype(np.float32)
    strength = np.where(np.arange(len(f0)) < len(fall), 0.9, 0.55)
    strength[-8:-5] = 0.65

    (found,) = final_rises.find(f0, strength, [Phrase(0.0, len(f0) / 100)])

    assert found.ending is Ending.UNKNOWN


def test_voice_that_ends_long_before_the_phrase_says_nothing_of_its_end():
    f0 = np.concatenate([contour(180, 240, seconds=0.5), np.full(25, np.nan)])
    assert ending(f0).ending is Ending.UNKNOWN

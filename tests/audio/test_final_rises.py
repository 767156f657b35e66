import numpy as np
import pytest

from audio import final_rises
from audio.final_rises import Ending
from audio.phrases import Phrase


def contour(*points_hz, seconds=2.0):
    n = round(seconds * 100)
    return np.exp2(
        np.interp(np.linspace(0, len(points_hz) - 1, n), range(len(points_hz)), np.log2(points_hz))
    )


def ending(f0, question=False):
    (found,) = final_rises.find(f0.astype(np.float32), [Phrase(0.0, len(f0) / 100, question=question)])
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


def test_no_voice_is_unknown():
    found = ending(np.full(100, np.nan))
    assert found.ending is Ending.UNKNOWN
    assert found.movement_semitones is None


def test_questions_are_exempt():
    rise = contour(180, 180, 180, 180, 240)
    phrases = [Phrase(0, 2), Phrase(2, 4, question=True), Phrase(4, 6)]
    f0 = np.concatenate([rise, rise, rise[::-1]]).astype(np.float32)
    endings = final_rises.find(f0, phrases)
    assert final_rises.count(endings) == 1
    assert final_rises.count([e for e in endings if e.phrase.question]) is None

import numpy as np
import pytest

from audio.pitch.odd_harmonics import lack, levels_db
from tests.audio.voices import RATE

LENGTH = 762


def spectrum(harmonics_db):
    """One frame of harmonics of 200 Hz, by their numbers."""
    t = np.arange(LENGTH) / RATE
    sound = sum(10 ** (db / 20) * np.sin(2 * np.pi * 200 * k * t + k) for k, db in harmonics_db.items())
    power = np.abs(np.fft.rfft(sound * np.hanning(LENGTH), 1024)) ** 2
    return levels_db(power[None].astype(np.float32), np.fft.rfftfreq(1024, 1 / RATE))


def lost(harmonics_db, f0_hz, strength):
    found = lack(
        spectrum(harmonics_db), RATE / 1024, np.array([f0_hz], np.float32), np.array([strength], np.float32)
    )
    return found[0].tolist()


def test_half_the_pitch_lacks_its_odd_harmonics():
    pitch, half = lost(dict.fromkeys(range(2, 17), 0), [200, 100], [0.95, 0.95])
    assert pitch == 0
    assert half > 0.1


@pytest.mark.parametrize("odd_db", [-15, -25])
def test_weak_odd_harmonics_are_harmonics(odd_db):
    """The autocorrelation hardly sees them; the strong even ones alone would be twice the pitch."""
    levels = {k: odd_db if k % 2 else 0 for k in range(2, 17)}
    pitch, half = lost(levels, [200, 100], [0.95, 0.95])
    assert pitch == 0
    assert half > 0.1


def test_one_candidate_or_none_loses_nothing():
    assert lost({2: 0, 3: 0}, [100], [0.9]) == [0]
    assert lost({2: 0, 3: 0}, [0, 0], [0, 0]) == [0, 0]


def test_a_weak_candidate_is_no_rival():
    assert lost(dict.fromkeys(range(2, 17), 0), [100, 200], [0.9, 0.3])[0] == 0


def test_no_frames():
    nothing = np.zeros((0, 6), dtype=np.float32)
    assert lack(np.zeros((0, 257), dtype=np.float32), RATE / 1024, nothing, nothing).shape == (0, 6)

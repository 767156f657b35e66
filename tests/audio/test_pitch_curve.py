import numpy as np
import pytest

from audio.pitch_curve import pitch_curve, semitones
from audio.tracks import Tracks


def voiced(f0: np.ndarray) -> Tracks:
    return Tracks(f0.astype(np.float32), np.full(len(f0), -20, np.float32), np.isfinite(f0))


def test_runs_are_around_the_own_median_and_broken_where_the_voice_is():
    f0 = np.full(300, np.nan)
    f0[10:20], f0[22:30], f0[100:141], f0[200] = 200, 200, 400, 300
    curve = pitch_curve(voiced(f0))
    assert [(run[0][0], run[-1][0]) for run in curve] == [(0.1, 0.29), (1.0, 1.4)]
    middle = np.median(f0[np.isfinite(f0)])
    assert curve[0][0][1] == pytest.approx(12 * np.log2(200 / middle), abs=0.01)


def test_a_long_take_is_thinned():
    f0 = 200 + 20 * np.sin(np.arange(60_000) / 50)
    f0[::100] = f0[1::100] = f0[2::100] = f0[3::100] = np.nan
    assert sum(len(run) for run in pitch_curve(voiced(f0), most_points=2000)) < 3000


def test_without_voice_there_is_no_curve():
    silent = voiced(np.full(5, np.nan))
    assert semitones(silent) is None
    assert pitch_curve(silent) == pitch_curve(None) == ()

import numpy as np
import pytest

from audio.filler_sounds import FillerEar, ear_for, peaks


def spans(sounds) -> list[tuple[float, float, float]]:
    return [(round(s.start_s, 2), round(s.end_s, 2), round(s.likeness, 1)) for s in sounds]


def test_a_peak_lasts_as_long_as_it_is_near_its_height():
    likeness = [0.0] * 5 + [1.5, 3.0, 5.0, 6.0, 5.0, 2.9, 2.0] + [0.0] * 5
    assert spans(peaks(likeness)) == [(0.12, 0.22, 6.0)]


def test_a_low_peak_is_none():
    assert peaks([0.0, 1.0, 1.9, 1.0, 0.0]) == []
    assert peaks([]) == []


def test_two_peaks_are_two_sounds_in_order_and_apart():
    likeness = [0.0, 4.0, 4.0, 0.5, 0.5, 0.5, 7.0, 7.0, 0.0]
    assert spans(peaks(likeness)) == [(0.02, 0.06, 4.0), (0.12, 0.16, 7.0)]


def test_the_likeness_is_a_weighted_sum_averaged_over_a_short_filler():
    ear = FillerEar(np.array([2.0, 0.0], dtype=np.float32), -1.0)
    states = np.zeros((40, 2), dtype=np.float32)
    states[15:25, 0] = 3.0
    (sound,) = ear.sounds(states)
    assert sound.likeness == pytest.approx(5.0)
    assert (sound.start_s, sound.end_s) == pytest.approx((0.3, 0.5), abs=0.05)


def test_a_click_of_one_moment_is_no_filler():
    ear = FillerEar(np.array([1.0], dtype=np.float32), 0.0)
    states = np.zeros((40, 1), dtype=np.float32)
    states[20] = 10.0
    assert ear.sounds(states) == []


def test_only_the_model_that_was_learned_from_is_known():
    assert ear_for(384, multilingual=False) is not None
    assert ear_for(384, multilingual=True) is None
    assert ear_for(512, multilingual=False) is None

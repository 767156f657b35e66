import numpy as np
import pytest

from audio.encoder_ear import EncoderEar, ear_for


def test_the_likeness_is_a_weighted_sum_averaged_over_a_short_sound():
    ear = EncoderEar(np.array([2.0, 0.0], dtype=np.float32), -1.0)
    states = np.zeros((40, 2), dtype=np.float32)
    states[15:25, 0] = 3.0
    likeness = ear.likeness(states)
    assert len(likeness) == 40
    assert likeness[20] == pytest.approx(5.0)
    assert likeness[14] == pytest.approx(-1.0 + 3 / 7 * 6.0, abs=1e-5)


def test_a_sound_shorter_than_what_is_averaged_has_its_own_moments():
    assert len(EncoderEar(np.ones(1, dtype=np.float32), 0.0).likeness(np.ones((3, 1), dtype=np.float32))) == 3


@pytest.mark.parametrize("kind", ["filler", "burst"])
def test_only_the_model_that_was_learned_from_is_known(kind):
    assert ear_for(kind, 384, multilingual=False) is not None
    assert ear_for(kind, 384, multilingual=True) is None
    assert ear_for(kind, 512, multilingual=False) is None

"""The benchmark's own instrument: what it says of a recording is true."""

import numpy as np
import pytest
from scipy import signal

from tests.bench.counted_sound import counted_sound, slips

PLAYED_HZ = 48_000


@pytest.fixture(name="played", scope="module")
def _played():
    return counted_sound(12.0, PLAYED_HZ)


def test_a_whole_recording_has_no_slips(played):
    assert slips(played[30_000:], PLAYED_HZ, played, PLAYED_HZ) == []


def test_another_rate_and_level_are_no_slips(played):
    recorded = (0.3 * signal.resample_poly(played.astype(float), 147, 160)).astype(np.int16)
    assert slips(recorded, 44_100, played, PLAYED_HZ) == []


def test_lost_sound_and_silence_put_in_are_told_apart(played):
    lost = np.concatenate([played[:100_000], played[100_960:250_000]])
    late = np.concatenate([lost, np.zeros(4_800, np.int16), played[250_000:]])

    first, second = slips(late, PLAYED_HZ, played, PLAYED_HZ)

    assert first.at_s == pytest.approx(100_000 / PLAYED_HZ, abs=0.06)
    assert first.by_s == pytest.approx(0.02)
    assert second.by_s == pytest.approx(-0.1)


def test_another_sound_is_not_taken_for_it(played):
    noise = np.random.default_rng(1).normal(0, 3000, PLAYED_HZ).astype(np.int16)
    with pytest.raises(ValueError, match="not in the recording"):
        slips(noise, PLAYED_HZ, played, PLAYED_HZ)

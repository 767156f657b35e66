"""Whenever the app is killed, the take is offered again with all but at most its last second."""

import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from audio.recovery import keep, unfinished_takes
from models.scenario import Scenario
from tests.audio.sounds import noise_int16, write_wav

RATE_HZ = 16_000
ROOT = Path(__file__).parents[2]


def record_and_kill(folder: Path, after_s: float, *source: Path) -> tuple[float, float]:
    """Record in another process, kill it so long after its first block; (recorded as reported, as spoken)."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.record_until_killed", str(folder), *map(str, source)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout:
        first_s = float(process.stdout.readline())
        time.sleep(max(0.0, first_s + after_s - time.monotonic()))
        spoken_s = time.monotonic() - first_s
        process.kill()
        reported = process.stdout.read().splitlines()
    process.wait()
    whole = [float(line) for line in reported[:-1]]  # the last line may be cut off
    return max(whole, default=0.0), spoken_s


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_take_from_a_file_is_kept_sample_by_sample(tmp_path, seed):
    samples = noise_int16(10 * RATE_HZ, seed)
    said = write_wav(tmp_path / "said.wav", samples, RATE_HZ)
    after_s = random.Random(seed).uniform(0.05, 1.5)
    reported_s, spoken_s = record_and_kill(tmp_path / "takes" / "killed", after_s, said)
    (found,) = unfinished_takes(tmp_path / "takes", set())
    kept = keep(found)
    assert kept.setup.scenario is Scenario.THANK_YOU
    assert kept.duration_s >= reported_s
    assert kept.duration_s >= spoken_s - 1.0
    data = np.frombuffer(kept.path.read_bytes()[44:], dtype="<i2")
    np.testing.assert_array_equal(data, samples[: len(data)])


@pytest.mark.microphone
def test_twenty_killed_takes_from_the_microphone_are_all_offered(tmp_path, virtual_mic):
    moments = random.Random(20)
    takes = tmp_path / "takes"
    said = write_wav(tmp_path / "said.wav", noise_int16(90 * 48_000) // 4, 48_000)
    virtual_mic.say(said)
    spoken = {}
    for number in range(20):
        take_id = f"take-{number:02}"
        spoken[take_id] = record_and_kill(takes / take_id, moments.uniform(0.0, 2.0))
    found = {take.setup.take_id: keep(take) for take in unfinished_takes(takes, set())}
    assert set(found) == set(spoken)
    for take_id, (reported_s, spoken_s) in spoken.items():
        assert found[take_id].duration_s >= reported_s
        assert found[take_id].duration_s >= spoken_s - 1.0
    lost_s = [spoken_s - found[take_id].duration_s for take_id, (_, spoken_s) in spoken.items()]
    print(f"lost at most {max(lost_s):.2f} s, median {np.median(lost_s):.2f} s")

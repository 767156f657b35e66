import time

import numpy as np
import pytest

from audio.level_meter import FLOOR_DBFS, LevelMeter
from audio.level_monitor import LevelMonitor
from models.errors import UserFacingError
from tests.audio.sounds import noise_int16, tone
from tests.audio.takes import ScriptedSource, silence


def test_a_full_scale_sine_reads_0_and_minus_3():
    meter = LevelMeter(16_000)
    meter.push((np.sin(2 * np.pi * 250 * np.arange(16_000) / 16_000) * 32767).astype(np.int16))
    assert meter.level.peak_dbfs == pytest.approx(0.0, abs=0.01)
    assert meter.level.rms_dbfs == pytest.approx(-3.01, abs=0.02)


def test_the_level_is_of_the_last_tenth_of_a_second_in_any_chunks():
    samples = (tone(1.0, 8000) * 32767).astype(np.int16)
    whole, parts = LevelMeter(8000), LevelMeter(8000)
    whole.push(samples)
    for at in range(0, len(samples), 37):
        parts.push(samples[at : at + 37])
    assert whole.level == parts.level
    parts.push(np.zeros(800, dtype=np.int16))
    assert parts.level.peak_dbfs == FLOOR_DBFS
    assert parts.silent_s == pytest.approx(0.1, abs=0.001)


def test_silence_and_nothing_read_the_floor():
    meter = LevelMeter(8000)
    assert not meter.has_heard
    assert meter.level.rms_dbfs == FLOOR_DBFS
    meter.push(np.zeros(100, dtype=np.int16))
    assert meter.level.peak_dbfs == FLOOR_DBFS


def until(condition, timeout_s=10.0):
    ends_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < ends_s, "it never came true"
        time.sleep(0.002)


def test_the_monitor_shows_the_level_and_releases_the_device():
    source = ScriptedSource([noise_int16(800).tobytes()], ends=False)
    monitor = LevelMonitor(source)
    monitor.start()
    until(lambda: monitor.status.hears)
    assert monitor.status.level.rms_dbfs == pytest.approx(-9, abs=1)
    assert monitor.status.warning is None
    monitor.stop()
    assert source.stops
    assert monitor.finished.is_set()


def test_the_monitor_warns_of_exact_silence():
    monitor = LevelMonitor(ScriptedSource([silence(4)], ends=False))
    monitor.start()
    until(lambda: monitor.status.warning is not None)
    monitor.stop()


@pytest.mark.parametrize("when", ["opening", "ending"])
def test_the_monitor_tells_trouble(when):
    busy = UserFacingError("The microphone is busy.")
    monitor = LevelMonitor(ScriptedSource([], **{when: busy}))
    monitor.start()
    assert monitor.finished.wait(10)
    assert monitor.status.error is busy
    monitor.stop()

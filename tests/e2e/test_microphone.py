"""Recording and playing through the real sound path, with the private sound server as the device."""

import time
import wave

import numpy as np
import pytest

from audio.devices import microphones, portaudio, speakers
from audio.level_monitor import LevelMonitor
from audio.microphone import Microphone
from audio.player import Player, PlayerState
from audio.recorder import Recorder, RecorderState
from models.errors import UserFacingError
from tests.audio.phase_breaks import TONE_HZ, phase_breaks, steady_tone
from tests.audio.sounds import tone, write_wav
from tests.audio.takes import setup

pytestmark = pytest.mark.microphone


def until(condition, timeout_s=15.0):
    ends_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < ends_s, "it never came true"
        time.sleep(0.02)


def samples_of(path):
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2"), file.getframerate()


def recorded_tone(path, duration_s, rate_hz=48_000):
    return write_wav(path, steady_tone(duration_s, rate_hz), rate_hz)


def started(folder):
    recorder = Recorder(Microphone(), folder, setup())
    recorder.start()
    assert recorder.first_block.wait(15), recorder.status
    return recorder


def test_what_is_said_is_recorded_without_a_break(tmp_path, virtual_mic):
    assert microphones()[0].label == "System default"
    recorder = started(tmp_path / "take")
    virtual_mic.say(recorded_tone(tmp_path / "said.wav", 3.0)).wait()
    until(lambda: recorder.status.level.rms_dbfs < -60)
    take = recorder.stop()
    samples, rate_hz = samples_of(take.path)
    assert rate_hz == take.rate_hz == microphones()[0].rate_hz
    loud = np.flatnonzero(np.abs(samples) > 3000)
    assert (loud[-1] - loud[0]) / rate_hz == pytest.approx(3.0, abs=0.05)
    assert phase_breaks(samples[loud[0] + rate_hz // 20 : loud[-1] - rate_hz // 20], rate_hz) == 0
    assert (take.lost_blocks, take.overflows, take.error) == (0, 0, None)


def test_a_sound_server_that_dies_keeps_what_was_recorded(tmp_path, virtual_mic):
    recorder = started(tmp_path / "take")
    until(lambda: recorder.status.elapsed_s > 0.5)
    virtual_mic.die()
    take = recorder.wait(timeout_s=15)
    assert "went away" in take.error.what
    assert recorder.status.state is RecorderState.FAILED
    assert take.duration_s > 0.4
    samples, rate_hz = samples_of(take.path)
    assert len(samples) / rate_hz == take.duration_s


def test_a_microphone_that_falls_silent_is_warned_of(tmp_path, virtual_mic):
    recorder = started(tmp_path / "take")
    virtual_mic.lose()
    until(lambda: recorder.status.warning is not None)
    assert recorder.status.state is RecorderState.RECORDING
    assert "hear nothing" in recorder.status.warning.what
    recorder.stop()


def test_without_a_sound_server_the_call_does_not_begin(tmp_path, virtual_mic):
    virtual_mic.die()
    recorder = Recorder(Microphone(), tmp_path / "take", setup())
    recorder.start()
    with pytest.raises(UserFacingError, match=r"microphone|Microphone"):
        recorder.wait(timeout_s=15)
    assert not (tmp_path / "take").exists()


def test_an_unknown_microphone_is_told_by_name(tmp_path, virtual_mic):
    recorder = Recorder(Microphone("Old headset"), tmp_path / "take", setup())
    recorder.start()
    with pytest.raises(UserFacingError, match="Old headset"):
        recorder.wait(timeout_s=15)


def test_the_level_shows_before_the_call_and_the_device_is_free_for_it(tmp_path, virtual_mic):
    monitor = LevelMonitor(Microphone())
    monitor.start()
    until(lambda: monitor.status.hears)
    assert portaudio().refresh() is False
    virtual_mic.say(recorded_tone(tmp_path / "said.wav", 2.0))
    until(lambda: monitor.status.level.rms_dbfs > -20)
    monitor.stop()
    assert portaudio().refresh() is True
    started(tmp_path / "take").stop()


def heard_of(virtual_mic, recording, speed):
    """What the speaker plays of 1.0 to 2.5 s, without the silence around it."""
    player = Player()
    try:
        listening = virtual_mic.hear_speaker(6.0)
        player.play(recording, 1.0, 2.5, speed=speed)
        until(lambda: player.state is PlayerState.STOPPED)
        assert player.position_s == pytest.approx(2.5)
        heard = listening.samples()
    finally:
        player.close()
    loud = np.flatnonzero(np.abs(heard) > 2000)
    assert len(loud), player.error
    return heard[loud[0] : loud[-1]]


def test_playing_is_without_gaps(tmp_path, virtual_mic):
    recording = recorded_tone(tmp_path / "a.wav", 4.0, 44_100)
    assert speakers()
    for _ in range(3):
        heard = heard_of(virtual_mic, recording, 1.0)
        breaks = phase_breaks(heard[1000:-1000], 48_000)
        if not breaks:
            break
        # A gap of ours is there every time; one of a machine that is busy with other things isn't.
    assert breaks == 0
    assert len(heard) / 48_000 == pytest.approx(1.5, abs=0.05)


def test_slow_playing_keeps_the_pitch(tmp_path, virtual_mic):
    heard = heard_of(virtual_mic, recorded_tone(tmp_path / "a.wav", 4.0, 44_100), 0.5)
    assert len(heard) / 48_000 == pytest.approx(3.0, abs=0.1)
    middle = heard[2000:-2000]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 1 << 19))
    assert np.argmax(spectrum) * 48_000 / (1 << 19) == pytest.approx(TONE_HZ, abs=2)


def test_a_speaker_that_goes_away_is_told(tmp_path, virtual_mic):
    player = Player()
    try:
        player.play(write_wav(tmp_path / "a.wav", (tone(9, 8000) * 9000).astype(np.int16), 8000))
        until(lambda: player.position_s > 0)
        virtual_mic.die()
        until(lambda: player.state is PlayerState.FAILED)
        assert "went away" in player.error.what
    finally:
        player.close()

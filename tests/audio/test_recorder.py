import json
import math
import wave
from collections import namedtuple

import numpy as np
import pytest

from audio import recorder as recorder_module
from audio.file_source import FileSource
from audio.recorder import Recorder, RecorderState
from audio.sound_source import BlockQueue, SourceFormat
from audio.wav_writer import WavWriter
from models.codec import from_json
from models.errors import UserFacingError
from models.take import TakeSetup
from tests.audio.sounds import noise_int16, write_wav
from tests.audio.takes import ScriptedSource, setup, silence


def samples_of(path):
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")


def record(source, folder):
    recorder = Recorder(source, folder, setup())
    recorder.start()
    return recorder, recorder.wait(timeout_s=30)


@pytest.mark.parametrize("rate_hz", [8000, 44_100])
def test_a_file_as_microphone_is_recorded_sample_by_sample(tmp_path, rate_hz):
    samples = noise_int16(3 * rate_hz + 17)
    wav = write_wav(tmp_path / "said.wav", samples, rate_hz)
    recorder, take = record(FileSource(wav, speed=math.inf), tmp_path / "take")
    np.testing.assert_array_equal(samples_of(take.path), samples)
    assert (take.rate_hz, take.lost_blocks, take.overflows, take.error) == (rate_hz, 0, 0, None)
    assert take.duration_s == pytest.approx(len(samples) / rate_hz)
    assert recorder.status.state is RecorderState.STOPPED
    assert recorder.first_block.is_set()
    assert recorder.finished.is_set()
    kept = json.loads((tmp_path / "take" / "setup.json").read_text(encoding="utf-8"))
    assert from_json(kept, TakeSetup) == setup()


def test_a_file_source_keeps_its_speed_and_stops_at_once(tmp_path):
    wav = write_wav(tmp_path / "said.wav", noise_int16(80_000), 8000)
    recorder = Recorder(FileSource(wav, speed=10.0), tmp_path / "take", setup())
    recorder.start()
    assert recorder.first_block.wait(10)
    take = recorder.stop()
    assert 0 < take.duration_s < 10
    np.testing.assert_array_equal(samples_of(take.path), noise_int16(80_000)[: round(take.duration_s * 8000)])


def test_the_end_of_the_sound_is_told_before_the_file_is_safe(tmp_path, monkeypatch):
    told = []
    synced_when_told = []

    def ended(take):
        told.append(take)
        synced_when_told.append(list(synced))
        assert len(samples_of(take.path)) == take.frames == 8000

    synced = []
    sync = WavWriter.sync
    monkeypatch.setattr(WavWriter, "sync", lambda writer: (synced.append(True), sync(writer)))
    recorder = Recorder(ScriptedSource([silence(1)]), tmp_path / "take", setup(), on_sound_end=ended)
    recorder.start()
    take = recorder.wait(timeout_s=30)
    assert told == [take]
    assert (synced_when_told, synced) == ([[]], [True])


@pytest.mark.parametrize("opening", [None, UserFacingError("The microphone is busy.")])
def test_the_end_is_not_told_of_a_call_without_sound(tmp_path, opening):
    told = []
    recorder = Recorder(
        ScriptedSource([], opening=opening), tmp_path / "take", setup(), on_sound_end=told.append
    )
    recorder.start()
    assert recorder.finished.wait(30)
    assert told == []


def test_stereo_is_mixed(tmp_path):
    left, right = noise_int16(1600, 1), noise_int16(1600, 2)
    block = np.stack([left, right], axis=1).tobytes()
    source = ScriptedSource([block], form=SourceFormat(rate_hz=8000, channels=2))
    _, take = record(source, tmp_path / "take")
    np.testing.assert_allclose(samples_of(take.path), (left / 2 + right / 2), atol=1)


def test_losses_are_counted_and_told(tmp_path):
    def overflow(blocks: BlockQueue) -> None:
        blocks.overflows += 2
        blocks.lost_blocks += 1

    recorder, take = record(ScriptedSource([silence(0.1)], during=overflow), tmp_path / "take")
    assert (take.lost_blocks, take.overflows) == (1, 2)
    assert recorder.status.has_losses


def test_a_full_queue_loses_and_counts_but_never_waits():
    blocks = BlockQueue(max_blocks=2)
    assert [blocks.put(b"a"), blocks.put(b"b"), blocks.put(b"c")] == [True, True, False]
    assert blocks.lost_blocks == 1
    assert blocks.get(0) == b"a"
    assert blocks.put(b"d")
    assert (blocks.get_nowait(), blocks.get_nowait(), blocks.get_nowait()) == (b"b", b"d", None)


def test_a_device_that_goes_away_keeps_what_was_recorded(tmp_path):
    gone = UserFacingError("The microphone went away.")
    recorder, take = record(ScriptedSource([silence(0.5)], ending=gone), tmp_path / "take")
    assert take.error is gone
    assert len(samples_of(take.path)) == 4000
    assert recorder.status.state is RecorderState.FAILED
    assert recorder.status.error is gone


def test_a_device_that_cannot_be_opened_leaves_nothing(tmp_path):
    busy = UserFacingError("The microphone is busy.")
    source = ScriptedSource([], opening=busy)
    recorder = Recorder(source, tmp_path / "take", setup())
    recorder.start()
    with pytest.raises(UserFacingError, match="busy"):
        recorder.wait(timeout_s=30)
    assert recorder.status.error is busy
    assert not (tmp_path / "take").exists()
    assert source.stops


def test_hanging_up_before_the_first_block_leaves_nothing(tmp_path):
    recorder = Recorder(ScriptedSource([], ends=False), tmp_path / "take", setup())
    recorder.start()
    take = recorder.stop()
    assert (take.duration_s, take.error) == (0, None)
    assert not recorder.first_block.is_set()
    assert not (tmp_path / "take").exists()


def test_a_device_that_sends_nothing_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(recorder_module, "_FIRST_BLOCK_S", 0.05)
    with pytest.raises(UserFacingError, match="no sound"):
        record(ScriptedSource([], ends=False), tmp_path / "take")


def test_a_device_that_stalls_is_given_up_and_its_sound_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(recorder_module, "_STALLED_S", 0.05)
    _, take = record(ScriptedSource([silence(1)], ends=False), tmp_path / "take")
    assert take.error is not None
    assert take.duration_s == 1


def test_exact_silence_is_warned_of_and_any_noise_is_not(tmp_path):
    seen = []

    def look(recorder):
        assert recorder.first_block.wait(10)
        seen.append(recorder.status.warning)
        recorder.stop()

    for block in (silence(4), silence(4) + noise_int16(10).tobytes()):
        recorder = Recorder(ScriptedSource([block], ends=False), tmp_path / f"take{len(seen)}", setup())
        recorder.start()
        look(recorder)
    assert "hear nothing" in seen[0].what
    assert seen[1] is None


def test_too_little_space_is_told_before_the_call(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(recorder_module.shutil, "disk_usage", lambda path: usage(1, 1, 1000))
    with pytest.raises(UserFacingError, match="space"):
        record(ScriptedSource([silence(1)]), tmp_path / "take")


@pytest.mark.parametrize("speed", [20, math.inf], ids=["block by block", "all at once"])
def test_a_full_disk_keeps_what_was_recorded(tmp_path, speed):
    resource = pytest.importorskip("resource", reason="a limit of file size stands for the full disk")
    wav = write_wav(tmp_path / "said.wav", noise_int16(40_000), 8000)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_001, limit[1]))
    told = []
    try:
        recorder = Recorder(
            FileSource(wav, speed=speed), tmp_path / "take", setup(), on_sound_end=told.append
        )
        recorder.start()
        take = recorder.wait(timeout_s=30)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert told == [take]
    assert take.error is not None
    assert "full" in take.error.what
    kept = samples_of(take.path)
    assert 10_000 < len(kept) <= 15_000
    np.testing.assert_array_equal(kept, noise_int16(40_000)[: len(kept)])
    assert take.duration_s == len(kept) / 8000


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(UserFacingError, match="cannot be kept"):
        record(ScriptedSource([silence(1)]), tmp_path / "file" / "take")


def test_an_existing_recording_is_never_overwritten(tmp_path):
    folder = tmp_path / "take"
    _, first = record(ScriptedSource([silence(1)]), folder)
    with pytest.raises(UserFacingError):
        record(ScriptedSource([silence(2)]), folder)
    assert len(samples_of(first.path)) == 8000

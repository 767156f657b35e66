import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.recovery import discard, keep, unfinished_takes
from audio.take_lock import LOCK_NAME, being_recorded
from audio.wav_format import NotOurWavError, repair
from audio.wav_writer import WavWriter
from models.codec import to_json
from models.scenario import Scenario
from tests.audio.sounds import noise_int16, write_wav
from tests.audio.takes import setup

HEADER_BYTES = 44


def take(takes, take_id, seconds=2.0, with_setup=True):
    folder = takes / take_id
    folder.mkdir(parents=True)
    write_wav(folder / "audio.wav", noise_int16(round(8000 * seconds)), 8000)
    if with_setup:
        (folder / "setup.json").write_text(json.dumps(to_json(setup(take_id))), encoding="utf-8")
    return folder


def test_only_takes_with_sound_that_are_not_known_are_offered(tmp_path):
    for take_id in ("known", "lost"):
        take(tmp_path, take_id)
    take(tmp_path, "empty", seconds=0)
    (tmp_path / "stray").mkdir()
    (tmp_path / "note.txt").write_text("x", encoding="utf-8")
    found = unfinished_takes(tmp_path, {"known"})
    assert [(each.setup, each.duration_s) for each in found] == [(setup("lost"), 2.0)]
    assert found[0].path == tmp_path / "lost" / "audio.wav"
    assert unfinished_takes(tmp_path / "none", set()) == ()


@pytest.mark.parametrize("text", [None, "", "{", '{"take_id": "other"}'])
def test_a_take_without_a_readable_setup_is_offered_all_the_same(tmp_path, text):
    folder = take(tmp_path, "lost", with_setup=False)
    if text is not None:
        (folder / "setup.json").write_text(text, encoding="utf-8")
    (found,) = unfinished_takes(tmp_path, set())
    assert found.setup.take_id == "lost"
    assert found.setup.scenario is Scenario.VOICEMAIL
    assert found.setup.started_at.tzinfo is not None


@settings(max_examples=60, deadline=None)
@given(stated=st.integers(0, 2**32 - 1), cut=st.integers(0, 1001))
def test_any_header_over_any_cut_is_repaired(tmp_path_factory, stated, cut):
    path = write_wav(tmp_path_factory.mktemp("take") / "audio.wav", noise_int16(500), 8000)
    data = bytearray(path.read_bytes())
    data[40:44] = stated.to_bytes(4, "little")
    path.write_bytes(data[: HEADER_BYTES + 1000 - min(cut, 1000)])
    frames = (1000 - min(cut, 1000)) // 2
    assert repair(path) == frames / 8000
    whole = write_wav(path.with_name("whole.wav"), noise_int16(500)[:frames], 8000)
    assert path.read_bytes() == whole.read_bytes()


def test_keep_and_discard(tmp_path):
    folder = take(tmp_path, "lost")
    with (folder / "audio.wav").open("ab") as file:
        file.write(b"\x01\x02\x03")
    (found,) = unfinished_takes(tmp_path, set())
    kept = keep(found)
    assert kept.duration_s == 16_001 / 8000
    discard(kept)
    assert not folder.exists()


def test_every_block_is_readable_at_once(tmp_path):
    writer = WavWriter(tmp_path / "audio.wav", 8000)
    samples = noise_int16(4000)
    for start in range(0, 4000, 160):
        writer.append(samples[start : start + 160].tobytes())
        seen = write_wav(tmp_path / "seen.wav", samples[: start + 160], 8000)
        assert writer.path.read_bytes() == seen.read_bytes()
    writer.close()
    writer.close()
    assert writer.duration_s == 0.5


def test_a_file_that_is_no_wav_is_left_alone(tmp_path):
    path = tmp_path / "audio.wav"
    path.write_bytes(os.urandom(1000))
    before = path.read_bytes()
    with pytest.raises(NotOurWavError):
        repair(path)
    assert path.read_bytes() == before


def test_a_take_that_is_being_recorded_is_not_offered(tmp_path):
    folder = take(tmp_path, "running")
    with being_recorded(folder):
        assert unfinished_takes(tmp_path, set()) == ()
    (found,) = unfinished_takes(tmp_path, set())
    assert found.setup.take_id == "running"
    assert not found.is_cut_off
    assert not (folder / LOCK_NAME).exists()


def test_the_mark_of_a_recorder_that_died_counts_no_more(tmp_path):
    folder = take(tmp_path, "left")
    (folder / LOCK_NAME).touch()
    (found,) = unfinished_takes(tmp_path, set())
    assert keep(found).is_cut_off

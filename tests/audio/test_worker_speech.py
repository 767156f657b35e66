"""The real analysis process, killed and stopped in the middle of a call."""

import os
import queue
import signal
import time
import wave
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from audio.sound_file import decode_blocks
from audio.wav_writer import WavWriter
from audio.worker_client import Patience, WorkerClient
from audio.worker_protocol import (
    Analyse,
    Cancel,
    Done,
    Event,
    Failed,
    Follow,
    HangUp,
    Heard,
    Progress,
    Ready,
    Remeasure,
    Remeasured,
    Restarted,
)
from models.scenario import Scenario
from models.take import TakeSetup

SAMPLE = Path(__file__).parents[2] / "assets" / "sample_call" / "voicemail.flac"
SETUP = TakeSetup(take_id="t", started_at=datetime(2026, 11, 20, tzinfo=UTC), scenario=Scenario.VOICEMAIL)
RATE_HZ = 16000

pytestmark = pytest.mark.speech


class _Desk:
    """A client with its events."""

    def __init__(self) -> None:
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.seen: list[Event] = []
        self.client = WorkerClient(self.events.put, patience=Patience(beating_s=3.0))
        self.client.start()

    def wait_for(self, kind: type[Event]) -> Event:
        while True:
            event = self.events.get(timeout=120)
            self.seen.append(event)
            assert not isinstance(event, Failed), event
            if isinstance(event, kind):
                return event


@pytest.fixture(name="desk")
def _desk() -> Iterator[_Desk]:
    desk = _Desk()
    yield desk
    desk.client.close()


@pytest.fixture(name="pcm", scope="module")
def _pcm() -> bytes:
    sound = np.concatenate(list(decode_blocks(SAMPLE)))
    return (sound * 32767).astype("<i2").tobytes()


def _one_pass(desk: _Desk, audio: Path) -> list[str]:
    desk.client.send(Analyse("one pass", str(audio), SETUP))
    done = desk.wait_for(Done)
    assert isinstance(done, Done)
    return [word.text for word in done.scorecard.words]


@pytest.mark.parametrize("trouble", [None, signal.SIGKILL, signal.SIGSTOP])
def test_a_followed_take_loses_nothing(
    desk: _Desk, pcm: bytes, tmp_path: Path, trouble: signal.Signals | None
) -> None:
    audio, tracks = tmp_path / "audio.wav", tmp_path / "tracks.npz"
    writer = WavWriter(audio, RATE_HZ)
    half = len(pcm) // 4 * 2
    desk.client.send(Follow("t", str(audio), SETUP, str(tracks)))
    writer.append(pcm[:half])
    heard = desk.wait_for(Heard)
    assert isinstance(heard, Heard)
    assert heard.checks
    if trouble is not None:
        pid = desk.client.pid
        assert pid is not None
        os.kill(pid, trouble)
    writer.append(pcm[half:])
    writer.close()
    desk.client.send(HangUp("t", len(pcm) // 2))
    done = desk.wait_for(Done)

    assert isinstance(done, Done)
    assert any(isinstance(event, Restarted) for event in desk.seen) == (trouble is not None)
    assert tracks.exists()
    assert [word.text for word in done.scorecard.words] == _one_pass(desk, audio)


def test_cancelling_a_long_file_works_at_once(desk: _Desk, pcm: bytes, tmp_path: Path) -> None:
    audio = tmp_path / "long.wav"
    with wave.open(str(audio), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        for _ in range(40):
            file.writeframes(pcm)
    desk.wait_for(Ready)
    desk.client.send(Analyse("long", str(audio), SETUP))
    desk.wait_for(Progress)

    desk.client.send(Cancel("long"))
    cancelled_at = time.monotonic()
    desk.client.send(Analyse("short", str(SAMPLE), SETUP))
    done = desk.wait_for(Done)

    assert isinstance(done, Done)
    assert done.job == "short"
    assert time.monotonic() - cancelled_at < 30.0


def test_the_process_ends_with_its_parent(desk: _Desk) -> None:
    desk.wait_for(Ready)
    process = desk.client._process
    assert process is not None
    assert process.popen.stdin is not None

    process.popen.stdin.close()

    assert process.popen.wait(timeout=10) == 0


def test_a_take_measured_again_by_the_same_measures_stays_as_it_is(desk: _Desk, tmp_path: Path) -> None:
    desk.client.send(Analyse("first", str(SAMPLE), SETUP, tracks=str(tmp_path / "first.npz")))
    first = desk.wait_for(Done)
    assert isinstance(first, Done)
    card = first.scorecard

    again = Remeasure("again", str(SAMPLE), card.words, card.partner_turns, str(tmp_path / "again.npz"))
    desk.client.send(again)
    remeasured = desk.wait_for(Remeasured)

    assert isinstance(remeasured, Remeasured)
    assert remeasured.measures == card.measures
    assert (tmp_path / "again.npz").read_bytes() == (tmp_path / "first.npz").read_bytes()

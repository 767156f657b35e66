import json
import queue
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from audio.worker_client import Patience, WorkerClient
from audio.worker_protocol import (
    Analyse,
    Cancel,
    Done,
    Event,
    Failed,
    Follow,
    HangUp,
    PartnerSaid,
    Progress,
    Ready,
    Restarted,
)
from models.scenario import Scenario
from models.take import TakeSetup
from models.transcript import PartnerTurn

SETUP = TakeSetup(take_id="t", started_at=datetime(2026, 11, 22, tzinfo=UTC), scenario=Scenario.VOICEMAIL)
FAKE = Path(__file__).with_name("fake_worker.py")


class _Events:
    """What the client told, to be waited for."""

    def __init__(self) -> None:
        self.queue: queue.SimpleQueue[Event] = queue.SimpleQueue()

    def next(self, kind: type[Event]) -> Event:
        while not isinstance(event := self.queue.get(timeout=20), kind):
            pass
        return event


Start = Callable[..., tuple[WorkerClient, _Events]]


@pytest.fixture(name="start")
def _start(tmp_path: Path) -> Iterator[Start]:
    clients = []

    def start(manner: str, **patience: float) -> tuple[WorkerClient, _Events]:
        events = _Events()
        (tmp_path / "runs").mkdir()
        client = WorkerClient(
            events.queue.put,
            command=(sys.executable, str(FAKE), manner, str(tmp_path / "runs")),
            patience=Patience(**patience),
        )
        clients.append(client)
        client.start()
        return client, events

    yield start
    for client in clients:
        client.close()


def _commands(tmp_path: Path, run: int) -> list[dict[str, Any]]:
    lines = (tmp_path / "runs" / f"{run}.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def _received(tmp_path: Path, run: int) -> list[str]:
    return [command["kind"] for command in _commands(tmp_path, run)]


def test_jobs_are_answered(start: Start) -> None:
    client, events = start("well")
    client.send(Analyse("a", "a.wav", SETUP))

    assert isinstance(events.next(Ready), Ready)
    done = events.next(Done)
    assert isinstance(done, Done)
    assert done.job == "a"
    assert done.scorecard.scenario is Scenario.VOICEMAIL


@pytest.mark.parametrize("manner", ["dies", "hangs"])
def test_a_new_process_is_told_everything_again(start: Start, tmp_path: Path, manner: str) -> None:
    client, events = start(manner, beating_s=0.5)
    client.send(Follow("t", "audio.wav", SETUP))
    client.send(PartnerSaid("t", PartnerTurn(1.0, 2.0, "Scott.")))
    client.send(HangUp("t", 48000))

    assert isinstance(events.next(Restarted), Restarted)
    assert isinstance(events.next(Done), Done)
    assert _received(tmp_path, 0) == _received(tmp_path, 1) == ["Follow", "PartnerSaid", "HangUp"]
    first, again = _commands(tmp_path, 0)[0], _commands(tmp_path, 1)[0]
    assert first["known"] == []
    assert [(known["start"], known["end"]) for known in again["known"]] == [(0, 16000)]
    assert again["known"][0]["words"][0][0] == "Hello."


def test_a_process_that_never_gets_ready_is_replaced(start: Start) -> None:
    client, events = start("never_ready", warming_s=0.5)
    client.send(Analyse("a", "a.wav", SETUP))

    assert isinstance(events.next(Restarted), Restarted)
    assert isinstance(events.next(Done), Done)


def test_a_process_that_always_dies_is_given_up_with_a_word_to_the_user(start: Start) -> None:
    client, events = start("dies_always")
    client.send(Analyse("a", "a.wav", SETUP))

    failed = events.next(Failed)
    assert isinstance(failed, Failed)
    assert failed.job == "a"
    assert failed.what.endswith(".")
    assert "kept" in failed.what_to_do


def test_a_cancelled_job_is_not_heard_of_again(start: Start) -> None:
    client, events = start("well")
    client.send(Follow("a", "a.wav", SETUP))
    client.send(Cancel("a"))

    seen = []
    while not isinstance(event := events.queue.get(timeout=20), Progress):
        seen.append(event)
    assert not [event for event in seen if isinstance(event, Done)]


def test_close_ends_the_process(start: Start) -> None:
    client, events = start("well")
    events.next(Ready)

    client.close()

    assert client.pid is None

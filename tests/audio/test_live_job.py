"""A call that is followed, with words that take no recognition."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from audio.analysis import Analysis
from audio.blocks import RATE_HZ, Samples
from audio.engine import Engine
from audio.jobs import FileJob, LiveJob
from audio.sound_file import decode_blocks
from audio.sound_source import as_int16
from audio.wav_writer import WavWriter
from audio.worker_protocol import Analyse, Done, Event, Follow, Progress
from models.scenario import Scenario
from models.scorecard import Scorecard
from models.take import TakeSetup
from models.transcript import Word

SAMPLE = Path(__file__).parents[2] / "assets" / "sample_call" / "voicemail.flac"
SETUP = TakeSetup(take_id="t", started_at=datetime(2026, 11, 20, tzinfo=UTC), scenario=Scenario.VOICEMAIL)


class _Transcriber:
    """Hears "thank you" twice a second, as soon as it may."""

    def __init__(self) -> None:
        self.may_hear = threading.Event()
        self.may_hear.set()

    def transcribe(self, samples: Samples, *, offset_s: float, hints: object) -> tuple[Word, ...]:
        self.may_hear.wait()
        starts_s = offset_s + np.arange(0.3, len(samples) / RATE_HZ - 0.5, 0.5)
        return tuple(
            Word(("thank", "you")[at % 2], float(start_s), float(start_s) + 0.4)
            for at, start_s in enumerate(starts_s)
        )


class _Engine(Engine):
    """Remembers what it scored."""

    def __init__(self) -> None:
        self.ear = _Transcriber()
        super().__init__(lambda: self.ear)  # type: ignore[arg-type,return-value]
        self.scored: list[Analysis] = []

    def score(
        self, setup: TakeSetup, analysis: Analysis, *, target_length_s: float | None = None
    ) -> Scorecard:
        self.scored.append(analysis)
        return super().score(setup, analysis, target_length_s=target_length_s)

    def catch_up(self) -> None:
        """Wait for the words that were asked for."""
        self._executor.submit(lambda: None).result()


@pytest.fixture(name="engine")
def _engine() -> Iterator[_Engine]:
    with _Engine() as engine:
        yield engine


def _followed(engine: _Engine, path: Path, sound: Samples) -> LiveJob:
    """The call as it stands when all of it was heard, before the hang-up, and the events so far."""
    writer = WavWriter(path, RATE_HZ)
    job = LiveJob(engine, Follow("t", str(path), SETUP), lambda event: None)
    for chunk in np.array_split(sound, 60):
        writer.append(as_int16(chunk))
        job.step()
        engine.catch_up()
    job.step()
    writer.close()
    return job


def _finish(job: LiveJob | FileJob) -> None:
    while not job.is_over:
        job.step()


def test_in_a_pause_the_call_is_scored_ahead_once(engine: _Engine, tmp_path: Path) -> None:
    sound = np.concatenate([*decode_blocks(SAMPLE), np.zeros(RATE_HZ, dtype=np.float32)])
    job = _followed(engine, tmp_path / "audio.wav", sound)
    ahead = list(engine.scored)
    for _ in range(3):
        job.step()
    assert len(engine.scored) == len(ahead)

    job.hang_up(len(sound))
    _finish(job)

    assert len(ahead) > 2
    assert len(engine.scored) == len(ahead) + 1
    assert engine.scored[-1].transcript == ahead[-1].transcript


def test_what_was_scored_ahead_changes_nothing(engine: _Engine, tmp_path: Path) -> None:
    path, events = tmp_path / "audio.wav", list[Event]()
    sound = np.concatenate(list(decode_blocks(SAMPLE)))
    live = _followed(engine, path, sound)
    live.hang_up(len(sound))
    _finish(live)
    file = FileJob(engine, Analyse("t", str(path), SETUP), events.append)
    _finish(file)

    done = events[-1]
    assert isinstance(done, Done)
    assert engine.scored[-2].transcript == engine.scored[-1].transcript
    assert engine.scored[-2].measures == engine.scored[-1].measures == done.scorecard.measures


def test_a_machine_too_slow_says_that_it_is_behind_and_loses_nothing(engine: _Engine, tmp_path: Path) -> None:
    path, events = tmp_path / "audio.wav", list[Event]()
    sound = np.concatenate(list(decode_blocks(SAMPLE)))
    engine.ear.may_hear.clear()
    job = LiveJob(engine, Follow("t", str(path), SETUP), events.append)
    writer = WavWriter(path, RATE_HZ)
    for chunk in np.array_split(sound, 60):
        writer.append(as_int16(chunk))
        job.step()
    writer.close()

    assert [event.behind for event in events if isinstance(event, Progress)][-1]
    assert not engine.scored
    engine.ear.may_hear.set()
    job.hang_up(len(sound))
    _finish(job)
    file = FileJob(engine, Analyse("t", str(path), SETUP), events.append)
    _finish(file)
    live, whole = (event.scorecard for event in events if isinstance(event, Done))
    assert live.words == whole.words
    assert live.measures == whole.measures

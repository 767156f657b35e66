"""What the stages after a hang-up cost, in this process."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from audio.blocks import RATE_HZ, Samples
from audio.cuts import segments_of
from audio.engine import Engine
from audio.frame_meter import FrameMeter
from audio.hints import Hints
from audio.jobs import LiveJob
from audio.sound_source import as_int16
from audio.tracks import save as save_tracks
from audio.transcriber import Transcriber
from audio.wav_writer import WavWriter
from audio.worker_protocol import Done, Event, Follow, KnownSegment, event_from_line, to_line
from models.history import History
from models.take import TakeSetup

_IDLE_STEPS, _IDLE_S = 10, 0.005
"""Looks for more sound, 50 ms apart, that took no longer in all: what is done ahead is done."""


class Stopwatch:
    """Seconds of the processor by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """Time what is done inside."""
        began = time.thread_time()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.thread_time() - began

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed."""

        def at_work(*arguments: Any, **named: Any) -> Any:
            with self.on(stage):
                return work(*arguments, **named)

        return at_work


def cost_at_hangup(
    engine: Engine, setup: TakeSetup, sound: Samples, known: tuple[KnownSegment, ...] = ()
) -> Stopwatch:
    """What each stage costs from the hang-up to the saved scorecard."""
    watch, events = Stopwatch(), list[Event]()
    with TemporaryDirectory() as home:
        path = Path(home) / "audio.wav"
        follow = Follow("take", str(path), setup, str(path.with_suffix(".npz")), known=known)
        job = LiveJob(engine, follow, events.append)
        writer = WavWriter(path, RATE_HZ)
        writer.append(as_int16(sound))
        writer.close()
        job.step()
        while job.has_work:
            job.step()
        _wait_until_idle(job)
        job.hang_up(len(sound))
        began, all_began = time.thread_time(), time.process_time()
        with (
            patch.object(FrameMeter, "hear", watch.timed("features of the end", FrameMeter.hear)),
            patch.object(FrameMeter, "decide", watch.timed("decisions", FrameMeter.decide)),
            patch.object(FrameMeter, "measure", watch.timed("measures", FrameMeter.measure)),
            patch.object(Engine, "score", watch.timed("points and scores", Engine.score)),
            patch("audio.jobs.save_tracks", watch.timed("tracks", save_tracks)),
        ):
            while not job.is_over:
                job.step()
        own_s = time.thread_time() - began
        watch.seconds["rest"] = own_s - sum(watch.seconds.values())
        watch.seconds["transcription"] = time.process_time() - all_began - own_s
        done = events[-1]
        assert isinstance(done, Done)
        with watch.on("scorecard to and fro"):
            event_from_line(to_line(done))
        with History(Path(home) / "history.db") as history, watch.on("saving"):
            history.save_take(setup, done.scorecard)
    return watch


def _wait_until_idle(job: LiveJob) -> None:
    busy_s = _IDLE_S
    while busy_s >= _IDLE_S:
        began = time.process_time()
        for _ in range(_IDLE_STEPS):
            job.step()
            time.sleep(0.05)
        busy_s = time.process_time() - began


def bare_s(transcriber: Transcriber, sound: Samples) -> float:
    """By the clock: the transcription of the last segment alone."""
    last = segments_of(sound)[-1]
    began = time.perf_counter()
    transcriber.transcribe(sound[last.start : last.end], hints=Hints())
    return time.perf_counter() - began


def whole_file_s(engine: Engine, setup: TakeSetup, sound: Samples) -> float:
    """By the clock: a file from start to end, warm."""
    began = time.perf_counter()
    with engine.analyser(setup) as analyser:
        analyser.push(sound)
        engine.score(setup, analyser.finish())
    return time.perf_counter() - began

"""The analysis process: `python -m audio.worker`.

Reads commands as JSON lines on standard input and answers with events on standard output
(`audio.worker_protocol`); logs to standard error. It holds the models, runs at low priority so that
recording never suffers, keeps nothing that can't be made again from the take's file, and ends when
its parent does.
"""

import gc
import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from audio.worker_environment import MODEL_VARIABLE
from audio.worker_protocol import (
    Alive,
    Analyse,
    Cancel,
    Command,
    Event,
    Failed,
    Follow,
    HangUp,
    PartnerSaid,
    Quit,
    Ready,
    Remeasure,
    command_from_line,
    to_line,
)
from models.errors import UserFacingError

if TYPE_CHECKING:
    from audio.engine import Engine
    from audio.jobs import Job

_log = logging.getLogger(__name__)

_NICENESS = 5
_HEARTBEAT_S = 0.5
_LOOK_S = 0.1
"""How often a growing file is looked at."""


class Worker:
    """Takes commands from `inbox`, works in small steps, and says what happens by `say`."""

    def __init__(
        self,
        load: "Callable[[], Engine]",
        inbox: "queue.SimpleQueue[Command]",
        say: Callable[[Event], None],
    ) -> None:
        self._load = load
        self._inbox = inbox
        self._say = say
        self._engine: Engine | None = None
        self._trouble: UserFacingError | None = None
        self._jobs: dict[str, Job] = {}
        self.steps = 0

    def run(self) -> None:
        """Load the models, then work until told to quit."""
        started = time.monotonic()
        try:
            self._engine = self._load()
        except UserFacingError as error:
            _log.warning("not ready: %s", error)
            self._trouble = error
        self._say(Ready(time.monotonic() - started))
        while self._obey():
            self._work()

    def _obey(self) -> bool:
        """Do what the app wants; wait for it when there is nothing else to do. False to quit."""
        wait_s = _LOOK_S if self._jobs else None
        if any(job.has_work for job in self._jobs.values()):
            wait_s = 0.0
        try:
            command = self._inbox.get(timeout=wait_s) if wait_s != 0.0 else self._inbox.get_nowait()
            while True:
                if isinstance(command, Quit):
                    return False
                self._apply(command)
                command = self._inbox.get_nowait()
        except queue.Empty:
            return True

    def _apply(self, command: Command) -> None:
        if isinstance(command, Follow | Analyse | Remeasure):
            self._begin(command)
        elif isinstance(command, Cancel):
            if job := self._jobs.pop(command.job, None):
                job.cancel()
        elif isinstance(command, HangUp):
            if job := self._jobs.get(command.job):
                job.hang_up(command.frames)
        elif isinstance(command, PartnerSaid) and (job := self._jobs.get(command.job)):
            job.partner_said(command.turn)

    def _begin(self, command: Follow | Analyse | Remeasure) -> None:
        if self._engine is None:
            trouble = self._trouble or UserFacingError("The analysis could not be started.")
            self._say(Failed(command.job, trouble.what, trouble.what_to_do))
            return
        if old := self._jobs.pop(command.job, None):
            old.cancel()
        self._jobs[command.job] = _make_job(self._engine, command, self._say)

    def _work(self) -> None:
        """One step of the most urgent job: a call that is going on, then a file, then what can wait."""
        for job in sorted(self._jobs.values(), key=lambda job: (not job.is_live, job.can_wait)):
            if job.has_work or job.is_live:
                self._step(job)
                self.steps += 1
                if job.has_work:
                    return

    def _step(self, job: "Job") -> None:
        try:
            job.step()
        except UserFacingError as error:
            self._say(Failed(job.name, error.what, error.what_to_do))
            job.cancel()
        except Exception:  # noqa: BLE001 - the next job must not suffer from this one
            _log.exception("job %s failed", job.name)
            self._say(
                Failed(
                    job.name,
                    "The recording could not be analysed.",
                    "It is kept. Try again later from the list of takes.",
                )
            )
            job.cancel()
        if job.is_over:
            self._jobs.pop(job.name, None)


def _make_job(engine: "Engine", command: Follow | Analyse | Remeasure, say: Callable[[Event], None]) -> "Job":
    from audio.frame_meter import FrameMeter
    from audio.jobs import FileJob, LiveJob
    from audio.remeasure_job import RemeasureJob

    match command:
        case Follow():
            return LiveJob(engine, command, say)
        case Analyse():
            return FileJob(engine, command, say)
        case Remeasure():
            return RemeasureJob(FrameMeter(), command, say)


def main() -> None:
    """Wire the worker to standard input and output and run it."""
    out = _private_stdout()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    _be_modest()
    inbox: queue.SimpleQueue[Command] = queue.SimpleQueue()
    lock = threading.Lock()

    def say(event: Event) -> None:
        with lock:
            out.write(to_line(event))
            out.flush()

    def load() -> "Engine":
        from audio.engine import Engine

        engine = Engine.load(model=os.environ.get(MODEL_VARIABLE, ""))
        engine.wait()
        engine.warm_up()
        # What is loaded stays: looking through it once more would hold up a scorecard by 40 ms.
        gc.collect()
        gc.freeze()
        return engine

    worker = Worker(load, inbox, say)
    threading.Thread(target=_read, args=(sys.stdin, inbox), daemon=True).start()
    threading.Thread(target=_beat, args=(worker, say), daemon=True).start()
    worker.run()


def _private_stdout() -> TextIO:
    """Standard output for events alone: what a library prints goes to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return out


def _be_modest() -> None:
    """Low priority, so that neither recording nor the window waits for the analysis."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)


def _read(lines: TextIO, inbox: "queue.SimpleQueue[Command]") -> None:
    for line in lines:
        try:
            inbox.put(command_from_line(line))
        except ValueError:
            _log.exception("not understood: %.200s", line)
    # The parent is gone, or done with us. Nothing here is worth a wait: the file has it all.
    os._exit(0)


def _beat(worker: Worker, say: Callable[[Event], None]) -> None:
    while True:
        try:
            say(Alive(worker.steps))
        except OSError:
            os._exit(0)
        time.sleep(_HEARTBEAT_S)


if __name__ == "__main__":
    main()

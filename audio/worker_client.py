"""The app's end of the analysis process: starts it, restarts it when it dies or hangs.

No Qt here. One thread owns the process; commands go to it through a queue, so no caller ever waits.
After a restart every unfinished job is asked for again: the take's file holds all that is needed. The words
that were final by then are handed over, so that a process that comes late has soon caught up.
"""

import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from audio.worker_environment import worker_environment
from audio.worker_protocol import (
    Alive,
    Analyse,
    Cancel,
    Command,
    Committed,
    Done,
    Event,
    Failed,
    Follow,
    HangUp,
    KnownSegment,
    PartnerSaid,
    Quit,
    Ready,
    Remeasure,
    Remeasured,
    Restarted,
    event_from_line,
    to_line,
)

_log = logging.getLogger(__name__)

_MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Patience:
    """How long the process may be silent before it counts as hung, in seconds."""

    warming_s: float = 120.0
    """While it imports and loads: with cold caches this takes 30 s and can hold every thread."""
    beating_s: float = 8.0
    """Between two signs of life."""
    working_s: float = 60.0
    """Between two steps of work while there is some."""
    leaving_s: float = 2.0
    """From the request to end until it is ended by force."""


@dataclass
class _Job:
    """All that was said of one job and heard in it, to be said again after a restart."""

    first: Follow | Analyse | Remeasure
    later: list[Command] = field(default_factory=list)
    known: list[KnownSegment] = field(default_factory=list)
    attempts: int = 1

    @property
    def commands(self) -> list[Command]:
        if isinstance(self.first, Remeasure):
            return [self.first]
        return [replace(self.first, known=tuple(self.known)), *self.later]


@dataclass(frozen=True)
class _Line:
    """Something from the process with this generation number; None at its end."""

    generation: int
    text: str | None


@dataclass
class _Process:
    generation: int
    popen: subprocess.Popen[str]
    ready: bool = False
    heard_at: float = field(default_factory=time.monotonic)
    steps: int = -1
    stepped_at: float = field(default_factory=time.monotonic)


class WorkerClient:
    """Keeps one analysis process alive from `start` to `close`.

    `on_event` is called on the client's own thread with every event but `Alive` and `Committed`; it must not
    block.
    """

    def __init__(
        self,
        on_event: Callable[[Event], None],
        *,
        command: Sequence[str] = (sys.executable, "-m", "audio.worker"),
        environment: Mapping[str, str] | None = None,
        log: Path | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._on_event = on_event
        self._command = tuple(command)
        self._environment = dict(environment or {})
        self._log_path = log
        self._patience = patience or Patience()
        self._inbox: queue.SimpleQueue[Command | _Line] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="worker-client", daemon=True)
        self._jobs: dict[str, _Job] = {}
        self._process: _Process | None = None
        self._generation = 0
        self._early_deaths = 0

    def start(self) -> None:
        """Start the process in the background; returns at once."""
        self._thread.start()

    def send(self, command: Command) -> None:
        """Pass a command on, now or as soon as the process is there; returns at once."""
        self._inbox.put(command)

    def close(self, timeout_s: float = 5.0) -> None:
        """End the process; unfinished jobs are dropped."""
        self._inbox.put(Quit())
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    @property
    def pid(self) -> int | None:
        """The process there is now, for tests and for measuring its memory."""
        return self._process.popen.pid if self._process else None

    def _run(self) -> None:
        self._spawn()
        while True:
            try:
                message = self._inbox.get(timeout=0.25)
            except queue.Empty:
                self._check_health()
                continue
            if isinstance(message, Quit):
                self._end()
                return
            if isinstance(message, _Line):
                self._hear(message)
            else:
                self._book(message)
            self._check_health()

    def _book(self, command: Command) -> None:
        """Remember a command and pass it on."""
        if isinstance(command, Follow | Analyse | Remeasure):
            self._jobs[command.job] = _Job(command)
        elif isinstance(command, PartnerSaid | HangUp) and command.job in self._jobs:
            self._jobs[command.job].later.append(command)
        elif isinstance(command, Cancel):
            self._jobs.pop(command.job, None)
        if self._process is None:
            self._early_deaths = 0
            self._spawn()
        else:
            self._tell(command)

    def _tell(self, command: Command) -> None:
        process = self._process
        if process is None or process.popen.stdin is None:
            return
        try:
            process.popen.stdin.write(to_line(command))
            process.popen.stdin.flush()
        except (OSError, ValueError) as error:
            _log.info("the analysis process does not listen: %s", error)

    def _spawn(self) -> None:
        """Start a process and ask it for every job that is not finished."""
        self._generation += 1
        environment = {**os.environ, **worker_environment(), **self._environment}
        errors: IO[bytes] | int = subprocess.DEVNULL
        if self._log_path is not None:
            self._log_path.parent.mkdir(parents=True, exist_ok=True)
            errors = self._log_path.open("ab")
        try:
            popen = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
                env=environment,
            )
        except OSError:
            _log.exception("the analysis process cannot be started")
            self._give_up()
            return
        finally:
            if not isinstance(errors, int):
                errors.close()
        self._process = _Process(self._generation, popen)
        threading.Thread(
            target=self._listen, args=(self._generation, popen), name="worker-events", daemon=True
        ).start()
        for job in self._jobs.values():
            for command in job.commands:
                self._tell(command)

    def _listen(self, generation: int, popen: subprocess.Popen[str]) -> None:
        assert popen.stdout is not None
        with popen.stdout as lines:
            for line in lines:
                self._inbox.put(_Line(generation, line))
        self._inbox.put(_Line(generation, None))

    def _hear(self, line: _Line) -> None:
        process = self._process
        if process is None or line.generation != process.generation:
            return
        if line.text is None:
            self._restart(f"it ended with status {process.popen.wait()}")
            return
        process.heard_at = time.monotonic()
        try:
            event = event_from_line(line.text)
        except ValueError:
            _log.exception("not understood: %.200s", line.text)
            return
        if isinstance(event, Alive):
            if event.steps != process.steps:
                process.steps, process.stepped_at = event.steps, time.monotonic()
            return
        process.stepped_at = time.monotonic()
        if isinstance(event, Committed):
            if job := self._jobs.get(event.job):
                job.known.append(event.segment)
            return
        if isinstance(event, Ready):
            process.ready = True
            self._early_deaths = 0
        elif isinstance(event, Done | Remeasured | Failed) and self._jobs.pop(event.job, None) is None:
            return  # cancelled meanwhile
        self._on_event(event)

    def _check_health(self) -> None:
        process = self._process
        if process is None:
            return
        now = time.monotonic()
        patience = self._patience
        silent_s = now - process.heard_at
        if silent_s > (patience.beating_s if process.ready else patience.warming_s):
            self._restart(f"no sign of life for {silent_s:.1f} s")
        elif process.ready and self._jobs and now - process.stepped_at > patience.working_s:
            self._restart(f"no step for {now - process.stepped_at:.1f} s")

    def _restart(self, reason: str) -> None:
        """Replace the process; a job that has outlived too many of them is given up."""
        process, self._process = self._process, None
        if process is None:
            return
        _log.warning("the analysis process is started again: %s", reason)
        self._kill(process)
        self._early_deaths += 0 if process.ready else 1
        for job_id, job in list(self._jobs.items()):
            job.attempts += 1
            if job.attempts > _MOST_ATTEMPTS:
                self._fail(job_id)
        if self._early_deaths >= _MOST_ATTEMPTS:
            self._give_up()
            return
        self._on_event(Restarted(reason))
        self._spawn()

    def _give_up(self) -> None:
        """The process can't be started: say so for every job. The next job tries again."""
        for job_id in list(self._jobs):
            self._fail(job_id)

    def _fail(self, job_id: str) -> None:
        del self._jobs[job_id]
        self._on_event(
            Failed(
                job_id,
                "The analysis stopped working.",
                "The recording is kept; start Ringback again to score it.",
            )
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            self._kill(process, grace_s=self._patience.leaving_s)

    def _kill(self, process: _Process, grace_s: float = 0.0) -> None:
        popen = process.popen
        if popen.stdin is not None:
            try:
                popen.stdin.close()
            except OSError as error:
                _log.debug("closing the pipe: %s", error)
        try:
            popen.wait(grace_s)
        except subprocess.TimeoutExpired:
            popen.kill()
            popen.wait()

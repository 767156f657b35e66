"""The jobs of the analysis process: a take that grows, and a finished file. Each works in small steps."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from audio.analyser import OnWords
from audio.analysis import Analysis
from audio.blocks import RATE_HZ
from audio.cuts import Segment
from audio.engine import Engine
from audio.live_points import LivePoints
from audio.sound_file import decode_blocks, probe
from audio.tracks import save as save_tracks
from audio.wav_follower import WavFollower
from audio.worker_protocol import Analyse, Committed, Done, Event, Follow, Heard, KnownSegment, Progress
from models.scorecard import Scorecard
from models.transcript import PartnerTurn, Transcript, Word

_log = logging.getLogger(__name__)

STEP_S = 4.0
_PATIENCE_S = 3.0
"""How long frames that were announced at the hang-up are waited for."""

_SCORED_AHEAD_S = 600.0
"""Of a longer take a score ahead would cost more than 50 ms, for which a hang-up might have to wait."""

Say = Callable[[Event], None]


class Job(Protocol):
    """One analysis. `step` does a small piece of it and may raise what is wrong."""

    name: str
    is_live: bool
    can_wait: bool
    """Until there is no other job with work."""
    is_over: bool

    @property
    def has_work(self) -> bool:
        """Whether `step` should be called at once rather than when there may be more sound."""

    def step(self) -> None: ...
    def hang_up(self, frames: int) -> None: ...
    def partner_said(self, turn: PartnerTurn) -> None: ...
    def cancel(self) -> None: ...


class LiveJob:
    """Follows a growing take until it is hung up."""

    is_live = True
    can_wait = False

    def __init__(self, engine: Engine, command: Follow, say: Say) -> None:
        self.name = command.job
        self.is_over = False
        self._engine = engine
        self._command = command
        self._say = say
        self._follower = WavFollower(Path(command.audio))
        self._points = LivePoints(lambda transcript: engine.checks(command.setup, transcript))
        self._analyser = engine.analyser(
            command.setup, ahead=True, known=_known(command), on_words=_committing(command, say)
        )
        self._frames: int | None = None
        self._hung_up_at = 0.0
        self._last_sound_at = time.monotonic()
        self._has_more = False
        self._scored = Transcript()

    @property
    def has_work(self) -> bool:
        return self._has_more or (
            self._frames is not None and not self.is_over and self._follower.frames_read >= self._frames
        )

    def hang_up(self, frames: int) -> None:
        self._frames = frames
        self._hung_up_at = self._last_sound_at = time.monotonic()

    def partner_said(self, turn: PartnerTurn) -> None:
        self._analyser.add_partner_turn(turn)

    def step(self) -> None:
        new = self._follower.read_new(STEP_S)
        self._has_more = len(new) > 0
        if len(new):
            self._last_sound_at = time.monotonic()
            self._analyser.push(new)
        if self._frames is not None and self._is_complete(self._frames):
            self._finish()
            return
        behind = self._analyser.is_behind or len(new) > 0.9 * STEP_S * RATE_HZ
        if len(new):
            self._say(Progress(self.name, self._analyser.duration_s, None, behind))
        if not behind:
            self._analyser.settle()
            transcript = self._analyser.transcript
            self._tell_what_was_heard(transcript)
            self._score_ahead(transcript)

    def cancel(self) -> None:
        self.is_over = True
        self._analyser.cancel()
        self._follower.close()

    def _is_complete(self, frames: int) -> bool:
        if self._follower.frames_read >= frames:
            return True
        late = not self._has_more and time.monotonic() - self._last_sound_at > _PATIENCE_S
        if late:
            _log.warning("%s has %d frames, not %d", self.name, self._follower.frames_read, frames)
        return late

    def _finish(self) -> None:
        self._analyser.push(self._follower.finish())
        self._say(Progress(self.name, self._analyser.duration_s, self._analyser.duration_s))
        analysis = self._analyser.finish()
        _conclude(self._engine, self._command, analysis, self._say, self._hung_up_at)
        self.is_over = True

    def _tell_what_was_heard(self, transcript: Transcript) -> None:
        checks = self._points.look(transcript)
        if checks is not None:
            self._say(Heard(self.name, checks))

    def _score_ahead(self, transcript: Transcript) -> None:
        """With new words, score the call as if it ended here.

        Phrases, clauses and wordings are remembered from one look to the next, so that little is left to do
        at the hang-up.
        """
        if transcript == self._scored or self._analyser.duration_s > _SCORED_AHEAD_S:
            return
        outlook = self._analyser.outlook()
        if outlook is not None:
            _score(self._engine, self._command, outlook)
            self._scored = transcript


class FileJob:
    """Analyses a finished file as fast as the machine can."""

    is_live = False
    can_wait = False

    def __init__(self, engine: Engine, command: Analyse, say: Say) -> None:
        self.name = command.job
        self.is_over = False
        self._engine = engine
        self._command = command
        self._say = say
        self._started_at = time.monotonic()
        self._blocks = decode_blocks(Path(command.audio), block_s=STEP_S)
        self._analyser = engine.analyser(
            command.setup,
            partner_turns=command.partner_turns,
            known=_known(command),
            on_words=_committing(command, say),
        )
        self._total_s: float | None = None

    @property
    def has_work(self) -> bool:
        return not self.is_over

    def hang_up(self, frames: int) -> None:
        """A finished file has no end to wait for."""

    def partner_said(self, turn: PartnerTurn) -> None:
        self._analyser.add_partner_turn(turn)

    def step(self) -> None:
        if self._total_s is None:
            self._total_s = probe(Path(self._command.audio)).duration_s or 0.0
        block = next(self._blocks, None)
        if block is not None:
            self._analyser.push(block)
            done_s = self._analyser.duration_s
            self._say(Progress(self.name, done_s, max(self._total_s, done_s) or None))
            return
        analysis = self._analyser.finish()
        _conclude(self._engine, self._command, analysis, self._say, self._started_at)
        self.is_over = True

    def cancel(self) -> None:
        self.is_over = True
        self._analyser.cancel()


def _known(command: Follow | Analyse) -> dict[Segment, tuple[Word, ...]]:
    return {Segment(known.start, known.end): known.words for known in command.known}


def _committing(command: Follow | Analyse, say: Say) -> OnWords:
    """Tells the client of words that are final."""

    def tell(segment: Segment, words: tuple[Word, ...]) -> None:
        say(Committed(command.job, KnownSegment(segment.start, segment.end, words)))

    return tell


def _score(engine: Engine, command: Follow | Analyse, analysis: Analysis) -> Scorecard:
    return engine.score(command.setup, analysis, target_length_s=command.target_length_s)


def _conclude(engine: Engine, command: Follow | Analyse, analysis: Analysis, say: Say, since: float) -> None:
    """Score, keep the tracks, and say that it is done."""
    scorecard = _score(engine, command, analysis)
    if command.tracks:
        save_tracks(analysis.tracks, Path(command.tracks))
    say(Done(command.job, scorecard, time.monotonic() - since))

"""What the app and the analysis process say to each other: one JSON object a line.

Commands go to the process' standard input, events come from its standard output. `job` is a text
chosen by the app (the take's id) that names one analysis.
"""

import json
from dataclasses import dataclass, fields
from operator import attrgetter, itemgetter
from typing import Any, get_args

import cattrs

from models.codec import make_converter
from models.measures import Measures
from models.scorecard import CheckResult, Scorecard
from models.take import TakeSetup
from models.transcript import PartnerTurn, Word


@dataclass(frozen=True)
class KnownSegment:
    """The words of a piece of the sound, samples `start` to `end` at 16 kHz: they need not be heard again."""

    start: int
    end: int
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Follow:
    """Analyse a take's WAV while it grows. `tracks` is where the 10 ms tracks are saved, or empty.

    `target_length_s` is the user's own for this scenario, or None. `known` is what an earlier process
    had heard before it ended.
    """

    job: str
    audio: str
    setup: TakeSetup
    tracks: str = ""
    target_length_s: float | None = None
    known: tuple[KnownSegment, ...] = ()


@dataclass(frozen=True)
class PartnerSaid:
    """The other side spoke during a followed take."""

    job: str
    turn: PartnerTurn


@dataclass(frozen=True)
class HangUp:
    """The followed file is complete with `frames` frames at its own rate."""

    job: str
    frames: int


@dataclass(frozen=True)
class Analyse:
    """Analyse a finished sound file of any format."""

    job: str
    audio: str
    setup: TakeSetup
    partner_turns: tuple[PartnerTurn, ...] = ()
    tracks: str = ""
    target_length_s: float | None = None
    known: tuple[KnownSegment, ...] = ()


@dataclass(frozen=True)
class Remeasure:
    """Measure a saved take again, by the words that were heard; anything else that is asked comes first.

    `tracks` is where the 10 ms tracks are saved.
    """

    job: str
    audio: str
    words: tuple[Word, ...]
    partner_turns: tuple[PartnerTurn, ...]
    tracks: str


@dataclass(frozen=True)
class Cancel:
    """Forget a job; no more events come of it."""

    job: str


@dataclass(frozen=True)
class Quit:
    """End the process."""


@dataclass(frozen=True)
class Ready:
    """The models are in memory; it took `seconds`."""

    seconds: float


@dataclass(frozen=True)
class Alive:
    """Sent every half second. `steps` counts the pieces of work done, so that a hang shows."""

    steps: int


@dataclass(frozen=True)
class Progress:
    """`done_s` seconds of the sound were heard. `total_s` is None while it grows.

    `behind` tells that the transcription doesn't keep up with the speech.
    """

    job: str
    done_s: float
    total_s: float | None = None
    behind: bool = False


@dataclass(frozen=True)
class Committed:
    """The words of a segment are final. Kept by the client for a process that comes after this one."""

    job: str
    segment: KnownSegment


@dataclass(frozen=True)
class Heard:
    """The points of the call that were recognised so far, each with its words and times."""

    job: str
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True)
class Done:
    """The complete scorecard. `analysis_s` is the time it took since the hang-up (or the start)."""

    job: str
    scorecard: Scorecard
    analysis_s: float


@dataclass(frozen=True)
class Remeasured:
    """The measures of a saved take by the measures' version of today."""

    job: str
    measures: Measures
    version: int


@dataclass(frozen=True)
class Failed:
    """The job ended without a scorecard; both texts are for the user."""

    job: str
    what: str
    what_to_do: str


@dataclass(frozen=True)
class Restarted:
    """Said by the client, not the process: it died or hung, and was started again."""

    reason: str


Command = Follow | PartnerSaid | HangUp | Analyse | Remeasure | Cancel | Quit
Event = Ready | Alive | Progress | Committed | Heard | Done | Remeasured | Failed | Restarted
_COMMANDS: dict[str, type] = {kind.__name__: kind for kind in get_args(Command)}
_EVENTS: dict[str, type] = {kind.__name__: kind for kind in get_args(Event)}


def _build() -> cattrs.Converter:
    """A word goes as a list: somebody waits for the six hundred of a long call."""
    converter = make_converter()
    names = [field.name for field in fields(Word)]
    in_order = itemgetter(*range(len(names)))
    converter.register_unstructure_hook(Word, attrgetter(*names))
    converter.register_structure_hook(Word, lambda values, _: Word(*in_order(values)))
    return converter


_CONVERTER = _build()


def to_line(message: Command | Event) -> str:
    """One line of JSON, with its line end."""
    data = {"kind": type(message).__name__, **_CONVERTER.unstructure(message)}
    return json.dumps(data, ensure_ascii=True) + "\n"


def command_from_line(line: str) -> Command:
    """Raises ValueError when the line is no command."""
    command: Command = _from_line(line, _COMMANDS)
    return command


def event_from_line(line: str) -> Event:
    """Raises ValueError when the line is no event."""
    event: Event = _from_line(line, _EVENTS)
    return event


def _from_line(line: str, kinds: dict[str, type]) -> Any:
    data = json.loads(line)
    kind = kinds.get(data.pop("kind", "")) if isinstance(data, dict) else None
    if kind is None:
        raise ValueError(f"an unknown message: {line[:80]!r}")
    try:
        return _CONVERTER.structure(data, kind)
    except cattrs.BaseValidationError as error:
        raise ValueError(f"a message with wrong fields: {line[:80]!r}") from error

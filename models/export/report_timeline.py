"""What a report draws over time: spans, the pitch curve, flags in rows, the axis."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.check_catalogue import check_specs
from models.measures import PausePlace
from models.scorecard import Scorecard

PitchCurve = tuple[tuple[tuple[float, float], ...], ...]
"""Unbroken runs of (seconds, semitones around the speaker's own median)."""
PITCH_SPAN_ST = 9.0
"""The curve is drawn from this far below the median to as far above it; what goes beyond lies on the edge."""
_ROWS = 3


@dataclass(frozen=True)
class Timeline:
    """Spans in seconds: the caller's words, hesitation pauses, the other side."""

    duration_s: float
    speech: tuple[tuple[float, float], ...]
    hesitations: tuple[tuple[float, float], ...]
    partner: tuple[tuple[float, float], ...]
    points: tuple[tuple[float, str], ...]
    faults: tuple[tuple[float, str], ...] = ()
    """What was better left out, and was heard."""
    pitch: PitchCurve = ()


@dataclass(frozen=True)
class Flag:
    """A point at its moment; without room for its name `title` is empty. Row 0 is the highest."""

    at_s: float
    title: str
    row: int
    is_fault: bool
    is_before: bool = False
    """At the right end the name stands left of the flag."""


def flags(timeline: Timeline, per_character: float = 8.2) -> tuple[Flag, ...]:
    """Names in rows so that none runs into the next; `per_character` in thousandths of the width."""
    ends: list[float] = []
    placed: list[Flag] = []
    marks = [(at_s, title, False) for at_s, title in timeline.points]
    marks += [(at_s, title, True) for at_s, title in timeline.faults]
    for at_s, title, is_fault in sorted(marks):
        at = at_s / timeline.duration_s * 1000
        width = len(title) * per_character + 18
        is_before = at + width > 1000
        start = at - width if is_before else at
        row = next((row for row, taken in enumerate(ends) if taken <= start), len(ends))
        if row == _ROWS:
            placed.append(Flag(at_s, "", _ROWS - 1, is_fault))
            continue
        ends[row:] = [start + width, *ends[row + 1 :]]
        placed.append(Flag(at_s, title, row, is_fault, is_before))
    return tuple(placed)


def clock(at_s: float) -> str:
    """Minutes and seconds, such as 1:05."""
    minutes, seconds = divmod(int(at_s), 60)
    return f"{minutes}:{seconds:02d}"


def axis(duration_s: float) -> list[float]:
    """At most about ten round times."""
    step = next(
        step for step in (5, 10, 15, 30, 60, 120, 300, 600, 3600) if duration_s / step <= 10 or step == 3600
    )
    return [number * float(step) for number in range(int(duration_s / step) + 1)]


def report_timeline(card: Scorecard, pitch: PitchCurve = ()) -> Timeline:
    """What a scorecard says of its moments, with the pitch curve of its recording."""
    return Timeline(
        duration_s=max(card.duration_s, 0.1),
        speech=tuple(_merged((word.start_s, word.end_s) for word in card.words)),
        hesitations=tuple(
            (p.start_s, p.end_s) for p in card.measures.pauses if p.place is PausePlace.HESITATION
        ),
        partner=tuple((turn.start_s, turn.end_s) for turn in card.partner_turns),
        points=tuple(_heard(card, faults=False)),
        faults=tuple(_heard(card, faults=True)),
        pitch=pitch,
    )


def _merged(spans: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Words closer than a fifth of a second become one block."""
    start_s = end_s = None
    for first_s, last_s in spans:
        if start_s is None or end_s is None:
            start_s, end_s = first_s, last_s
        elif first_s - end_s < 0.2:
            end_s = max(end_s, last_s)
        else:
            yield start_s, end_s
            start_s, end_s = first_s, last_s
    if start_s is not None and end_s is not None:
        yield start_s, end_s


def _heard(card: Scorecard, *, faults: bool) -> Iterator[tuple[float, str]]:
    specs = check_specs()
    for check in card.checks:
        spec = specs.get(check.id)
        if spec is None or check.start_s is None:
            continue
        if check.said and spec.is_fault == faults:
            yield check.start_s, spec.heard_title
        elif check.problem and faults:
            yield check.start_s, f"{spec.title}: differs"

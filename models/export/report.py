"""What a one-page report of a take says, for a coach: contents only; how it looks is the renderers'."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.check_catalogue import check_specs
from models.history.records import TakeRecord
from models.measure_facts import shown_measures
from models.measures import PausePlace
from models.progress.alignment import lines
from models.scorecard import Band, CheckResult, Score, Scorecard, ScoreName, Status
from models.transcript import Transcript, Word
from models.understanding import delivery_spans

BAND_WORDS = {Band.STRONG: "Strong", Band.FINE: "Fine", Band.WORK: "Worth practising"}
_REASONS = 3
_KEY_MEASURES = (
    "speaking_rate_wpm",
    "articulation_rate_sps",
    "fillers",
    "hesitations",
    "f0_sd_semitones",
    "snr_db",
)


class Mark(StrEnum):
    """What a piece of the transcript is, besides said."""

    PLAIN = "plain"
    FILLER = "filler"
    PAUSE = "pause"
    HEDGE = "hedging"
    PUSHY = "pushy"
    APOLOGISING = "apologising"
    WARM = "warm"


class PointState(StrEnum):
    SAID = "said"
    MISSED = "missed"
    WRONG = "wrong"
    """Said, but not as the call card has it."""
    FAULT = "fault"
    """Better left out, and heard."""


@dataclass(frozen=True)
class ReportScore:
    label: str
    value: int | None
    band: Band | None
    band_word: str
    give_or_take: float | None
    """Half the 95 % interval, in points."""
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ReportPoint:
    title: str
    state: PointState
    words: str
    start_s: float | None


@dataclass(frozen=True)
class Piece:
    text: str
    mark: Mark = Mark.PLAIN


@dataclass(frozen=True)
class ReportLine:
    """A line of the transcript; `speaker` is empty for the caller."""

    start_s: float
    speaker: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Timeline:
    """Spans in seconds: the caller's words, hesitation pauses, the other side."""

    duration_s: float
    speech: tuple[tuple[float, float], ...]
    hesitations: tuple[tuple[float, float], ...]
    partner: tuple[tuple[float, float], ...]
    points: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Report:
    title: str
    details: tuple[tuple[str, str], ...]
    """Label and value: when, who, which job, how long."""
    note: str
    verdict: str
    """Why there are no scores, if so."""
    scores: tuple[ReportScore, ...]
    fix: str
    fix_line: str
    keep: str
    points: tuple[ReportPoint, ...]
    measures: tuple[tuple[str, str, str], ...]
    """Label, value, what is usual."""
    lines: tuple[ReportLine, ...]
    timeline: Timeline
    footer: str


def report(record: TakeRecord) -> Report:
    """The contents for a take as it counts, the user's corrections included."""
    card, setup, summary = record.scorecard, record.setup, record.summary
    call = setup.call
    local = setup.started_at.astimezone()
    details = (
        ("Call", card.scenario.label),
        ("Caller", call.caller),
        ("Job", " at ".join(part for part in (call.role, call.company) if part)),
        ("Calling", call.interviewer_spoken),
        ("When", f"{local.day} {local:%B %Y, %H:%M}"),
        ("Length", f"{card.duration_s:.0f} seconds"),
    )
    return Report(
        title=summary.title or f"{card.scenario.label}, {local.day} {local:%B %Y}",
        details=tuple((label, value) for label, value in details if value),
        note=summary.note,
        verdict=_verdict(card),
        scores=tuple(_score(name, card.scores.get(name, Score(None, None))) for name in ScoreName),
        fix=card.fix.text if card.fix else "",
        fix_line=card.fix.try_ if card.fix else "",
        keep=card.keep.text if card.keep else "",
        points=tuple(_points(card)),
        measures=tuple(
            (shown.fact.label, shown.text, shown.fact.usual)
            for shown in shown_measures(card.measures)
            if shown.fact.id in _KEY_MEASURES
        ),
        lines=tuple(_lines(card, call.interviewer_spoken or "Other side")),
        timeline=_timeline(card),
        footer=(
            "Made by Ringback on the caller's own computer. Scores come from an open rubric "
            f"(version {card.rubric_version}) and from the recording alone; “not heard” is not “not said”."
        ),
    )


def clock(at_s: float) -> str:
    minutes, seconds = divmod(int(at_s), 60)
    return f"{minutes}:{seconds:02d}"


def _verdict(card: Scorecard) -> str:
    return {
        Status.NO_SPEECH: "No speech was heard, so there are no scores.",
        Status.TOO_SHORT: "Too short to judge, so there are no scores.",
    }.get(card.status, "")


def _score(name: ScoreName, score: Score) -> ReportScore:
    costly = sorted((r for r in score.reasons if round(r.points)), key=lambda r: r.points)[:_REASONS]
    shown = costly or score.reasons[:1]
    return ReportScore(
        label=name.label,
        value=score.value,
        band=score.band,
        band_word=BAND_WORDS[score.band] if score.band else "Not judged",
        give_or_take=1.96 * score.uncertainty if score.uncertainty is not None else None,
        reasons=tuple(_reason(r.text, r.points) for r in shown),
    )


def _reason(words: str, points: float) -> str:
    return f"{words} ({points:+.0f})".replace("-", "−") if round(points) else words


def _points(card: Scorecard) -> Iterator[ReportPoint]:
    specs = check_specs()
    for check in card.checks:
        spec = specs.get(check.id)
        if spec is None:
            continue
        heard = check.said or bool(check.problem)
        if heard or (spec.belongs(card.scenario, card.verdict) and not spec.is_fault):
            state = _state(check, is_fault=spec.is_fault)
            words = check.problem or (f"“{check.quote}”" if check.quote else "")
            start_s = check.start_s if check.said else None
            title = spec.heard_title
            yield ReportPoint(title, state, words or ("" if heard else "not heard"), start_s)


def _state(check: CheckResult, *, is_fault: bool) -> PointState:
    if check.problem:
        return PointState.WRONG
    if is_fault:
        return PointState.FAULT
    return PointState.SAID if check.said else PointState.MISSED


def _lines(card: Scorecard, partner: str) -> Iterator[ReportLine]:
    marks = _marks(card)
    own = [
        ReportLine(line.start_s, "", tuple(_pieces(card, line.first_word, line.last_word, marks)))
        for line in lines(card.words)
    ]
    others = [ReportLine(turn.start_s, partner, (Piece(turn.text or "…"),)) for turn in card.partner_turns]
    yield from sorted((*own, *others), key=lambda line: line.start_s)


def _marks(card: Scorecard) -> dict[int, Mark]:
    kinds = {mark.value: mark for mark in Mark}
    found: dict[int, Mark] = {}
    for span in delivery_spans(Transcript(card.words, card.partner_turns)):
        mark = kinds.get(span.kind.value)
        if mark is not None:
            found.update(dict.fromkeys(range(span.first_word, span.last_word + 1), mark))
    found.update({at: Mark.FILLER for at, word in enumerate(card.words) if word.filler})
    return found


def _pieces(card: Scorecard, first: int, last: int, marks: dict[int, Mark]) -> Iterator[Piece]:
    run: list[str] = []
    run_mark = Mark.PLAIN
    for at in range(first, last + 1):
        mark = marks.get(at, Mark.PLAIN)
        if run and mark is not run_mark:
            yield Piece(" ".join(run), run_mark)
            run = []
        run, run_mark = [*run, card.words[at].text], mark
        pause_s = _hesitation_after(card, card.words[at]) if at < last else None
        if pause_s is not None:
            yield Piece(" ".join(run), run_mark)
            yield Piece(f"{pause_s:.1f} s pause", Mark.PAUSE)
            run = []
    if run:
        yield Piece(" ".join(run), run_mark)


def _hesitation_after(card: Scorecard, word: Word) -> float | None:
    for pause in card.measures.pauses:
        if pause.place is PausePlace.HESITATION and abs(pause.start_s - word.end_s) < 0.3:
            return pause.duration_s
    return None


def _timeline(card: Scorecard) -> Timeline:
    specs = check_specs()
    return Timeline(
        duration_s=max(card.duration_s, 0.1),
        speech=tuple(_merged((word.start_s, word.end_s) for word in card.words)),
        hesitations=tuple(
            (p.start_s, p.end_s) for p in card.measures.pauses if p.place is PausePlace.HESITATION
        ),
        partner=tuple((turn.start_s, turn.end_s) for turn in card.partner_turns),
        points=tuple(
            (check.start_s, specs[check.id].title)
            for check in card.checks
            if check.said and check.start_s is not None and check.id in specs and not specs[check.id].is_fault
        ),
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

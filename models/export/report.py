"""What a one-page report of a take says, for a coach: contents only; how it looks is the renderers'."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.check_catalogue import check_specs
from models.export.report_timeline import PitchCurve, Timeline, report_timeline
from models.export.report_transcript import ReportLine, report_lines
from models.history.records import TakeRecord
from models.measure_facts import shown_measures
from models.scorecard import Band, CheckResult, Score, Scorecard, ScoreName, Status

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
class Report:
    title: str
    details: tuple[tuple[str, str], ...]
    """Label and value: when, who, which job, how long."""
    note: str
    verdict: str
    """Why there are no scores, if so."""
    alerts: tuple[str, ...]
    """What matters before anything else, such as a wrong phone number."""
    scores: tuple[ReportScore, ...]
    fix: str
    fix_line: str
    keep: str
    points: tuple[ReportPoint, ...]
    measures: tuple[tuple[str, str, str], ...]
    """Label, value, what is usual."""
    lines: tuple[ReportLine, ...]
    timeline: Timeline | None
    """None when nothing was said."""
    footer: str


def report(record: TakeRecord, pitch: PitchCurve = ()) -> Report:
    """The contents for a take as it counts, the user's corrections included.

    Without any speech there is nothing to tell but that.
    """
    card, setup, summary = record.scorecard, record.setup, record.summary
    call = setup.call
    local = setup.started_at.astimezone()
    details = (
        ("Call", card.scenario.label),
        ("Caller", call.caller),
        ("Job", " at ".join(part for part in (call.role, call.company) if part)),
        ("Calling", call.interviewer_spoken),
        ("When", f"{local.day} {local:%b %Y, %H:%M}"),
        ("Length", f"{card.duration_s:.0f} seconds"),
    )
    spoken = card.status is not Status.NO_SPEECH
    return Report(
        title=summary.title or f"{card.scenario.label}, {local.day} {local:%B %Y}",
        details=tuple((label, value) for label, value in details if value),
        note=summary.note,
        verdict=_verdict(card),
        alerts=tuple(_alerts(card)),
        scores=tuple(_score(name, card.scores.get(name, Score(None, None))) for name in ScoreName if spoken),
        fix=card.fix.text if card.fix else "",
        fix_line=card.fix.try_ if card.fix else "",
        keep=card.keep.text if card.keep else "",
        points=tuple(_points(card)) if spoken else (),
        measures=tuple(
            (shown.fact.label, shown.text, shown.fact.usual)
            for shown in shown_measures(card.measures)
            if spoken and shown.fact.id in _KEY_MEASURES
        ),
        lines=tuple(report_lines(card, call.interviewer_spoken or "Other side")),
        timeline=report_timeline(card, pitch) if spoken else None,
        footer=(
            "Made by Ringback on the caller's own computer. Scores come from an open rubric "
            f"(version {card.rubric_version}) and from the recording alone; “not heard” is not “not said”."
        ),
    )


def _verdict(card: Scorecard) -> str:
    return {
        Status.NO_SPEECH: "No speech was heard in this recording, so there is nothing to score.",
        Status.TOO_SHORT: "Too short to judge, so there are no scores.",
    }.get(card.status, "")


def _alerts(card: Scorecard) -> Iterator[str]:
    specs = check_specs()
    for check in card.checks:
        if check.problem and check.id in specs:
            yield f"{specs[check.id].title}: not as on the call card. {check.problem}"


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

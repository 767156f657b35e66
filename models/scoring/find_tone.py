"""What the tone score looks at: pace, pauses, fillers, wording, pitch, level, warmth."""

from dataclasses import dataclass

from models.delivery import DeliveryKind, DeliverySpan
from models.measures import Pause, PausePlace
from models.scorecard import CheckResult
from models.scoring.evidence import Evidence
from models.scoring.find_brevity import NO_TIMES
from models.scoring.finding import Finding, unmeasured
from models.scoring.rubric import Part
from models.scoring.wording import number, seconds, shorten, times


@dataclass(frozen=True)
class _Moment:
    start_s: float | None = None
    end_s: float | None = None
    quote: str = ""


_FROM_PHRASES = ("level_sd_db", "trailing_off_db")
"""Compared from phrase to phrase: without reliable pauses there are no phrases."""
_NOT_MEASURED = "it could not be measured in this recording"


def speaking_rate(evidence: Evidence, part: Part) -> Finding:
    """Words per minute, listening excluded as well as the partner's turns."""
    measures, line = evidence.measures, evidence.timeline
    rate = measures.speaking_rate_wpm
    if rate is None:
        return _none(evidence, "speaking_rate_wpm")
    if line is not None and line.own_s > 0:
        partner_s = sum(
            max(0.0, min(turn.end_s, line.last_s) - max(turn.start_s, line.first_s))
            for turn in evidence.transcript.partner_turns
        )
        rate *= max(1.0, (line.last_s - line.first_s - partner_s) / line.own_s)
    sigma = measures.uncertainty.get("speaking_rate_wpm", 0.03 * rate)
    return Finding(value=rate, sigma=sigma, fields={"rate": f"{rate:.0f}"})


def hesitations(evidence: Evidence, part: Part) -> Finding:
    """Pauses inside clauses per minute; a shorter call counts as a minute."""
    pauses = [pause for pause in evidence.measures.pauses if pause.place is PausePlace.HESITATION]
    if "pauses" in evidence.measures.unreliable:
        return _none(evidence, "pauses")
    longest = max(pauses, key=lambda pause: _silence_s(evidence, pause), default=None)
    moment = _Moment(longest.start_s, longest.end_s) if longest else _Moment()
    count = sum(1 - _listening(evidence, pause) for pause in pauses)
    return _per_minute(evidence, count, "pauses", moment)


def longest_pause(evidence: Evidence, part: Part) -> Finding:
    """Seconds of the longest pause; in a live call, listening after a finished sentence is none."""
    if "pauses" in evidence.measures.unreliable:
        return _none(evidence, "pauses")
    pause = max(evidence.measures.pauses, key=lambda pause: _silence_s(evidence, pause), default=None)
    if pause is None:
        return Finding(value=0.0, sigma=0.05, fields={"seconds": "0"})
    value = _silence_s(evidence, pause)
    return Finding(
        value=value, sigma=0.05, fields={"seconds": seconds(value)}, start_s=pause.start_s, end_s=pause.end_s
    )


def _silence_s(evidence: Evidence, pause: Pause) -> float:
    return pause.duration_s * (1 - _listening(evidence, pause))


def _listening(evidence: Evidence, pause: Pause) -> float:
    return evidence.timeline.listening(pause) if evidence.timeline is not None else 0.0


def fillers(evidence: Evidence, part: Part) -> Finding:
    """Filled pauses per minute; a shorter call counts as a minute."""
    count = evidence.measures.fillers
    if count is None:
        return _none(evidence, "fillers")
    words = evidence.transcript.words
    found = [index for index, word in enumerate(words) if word.filler]
    where = _densest(evidence, found)
    if where is None:
        return _per_minute(evidence, count, "fillers", _Moment())
    quote = evidence.quote(max(0, where - 4), where + 4)
    return _per_minute(evidence, count, "fillers", _Moment(words[where].start_s, words[where].end_s, quote))


def _densest(evidence: Evidence, found: list[int]) -> int | None:
    """The filler with most others near it."""
    return max(
        found, key=lambda index: (sum(abs(other - index) <= 8 for other in found), -index), default=None
    )


def wording(evidence: Evidence, part: Part) -> Finding:
    """Occurrences of one kind of wording per minute; a shorter call counts as a minute."""
    spans = evidence.spans[DeliveryKind(part.subject)]
    check = evidence.checks.get(part.subject)
    count = len(spans)
    if check is not None and check.corrected:
        count = max(1, count) if check.said else 0
    elif check is not None and check.said:
        count = max(1, count)
    longest = max(spans, key=lambda span: (span.last_word - span.first_word, -span.first_word), default=None)
    where = longest or check
    moment = _Moment(where.start_s, where.end_s, _quote(evidence, where)) if where and count else _Moment()
    return _per_minute(evidence, count, part.subject, moment)


def _per_minute(evidence: Evidence, count: float, name: str, moment: _Moment) -> Finding:
    line, uncertain = evidence.timeline, evidence.rubric.uncertain
    if line is None and evidence.transcript.timed:
        return unmeasured(NO_TIMES)
    own_s = line.own_s if line is not None else 0.0
    minutes = max(1.0, own_s / 60)
    sigma = evidence.measures.uncertainty.get(name, uncertain.count_least + uncertain.count_share * count)
    timed = evidence.transcript.timed
    amount = (
        times(round(count)) if minutes == 1.0 else f"{times(round(count))}, {count / minutes:.1f} a minute"
    )
    return Finding(
        value=count / minutes,
        sigma=sigma / minutes,
        fields={"count": f"{count:.0f}", "amount": amount, "quote": shorten(moment.quote)},
        start_s=moment.start_s if timed else None,
        end_s=moment.end_s if timed else None,
    )


def measure(evidence: Evidence, part: Part) -> Finding:
    """A number of `Measures` as it is; `part.subject` names it."""
    value = getattr(evidence.measures, part.subject)
    if part.subject in _FROM_PHRASES and "pauses" in evidence.measures.unreliable:
        return _none(evidence, "pauses")
    if value is None:
        return _none(evidence, part.subject)
    sigma = evidence.measures.uncertainty.get(part.subject, 0.1 * abs(value))
    return Finding(value=float(value), sigma=sigma, fields={"value": f"{value:.1f}", "count": f"{value:.0f}"})


def warmth(evidence: Evidence, part: Part) -> Finding:
    """Warm things said: the warm points of the call and other warm wording outside them.

    A single word, such as a bare "bye", is not warm.
    """
    said = [check for name in evidence.rubric.warm_checks if (check := evidence.said(name)) is not None]
    checks = [check for check in said if check.first_word is None or check.first_word != check.last_word]
    covered = {
        index
        for check in checks
        if check.first_word is not None and check.last_word is not None
        for index in range(check.first_word, check.last_word + 1)
    }
    others = [
        span
        for span in evidence.spans[DeliveryKind.WARM]
        if span.first_word != span.last_word
        and covered.isdisjoint(range(span.first_word, span.last_word + 1))
    ]
    warm: list[CheckResult | DeliverySpan] = [*(check for check in checks if check.quote), *others]
    first = warm[0] if warm else None
    quote = shorten(_quote(evidence, first)) if first else ""
    count = len(checks) + len(others)
    return Finding(
        value=float(count),
        sigma=evidence.rubric.uncertain.count_least,
        fields={"count": "none" if count == 0 else number(count), "quote": quote},
        start_s=first.start_s if first and evidence.transcript.timed else None,
        end_s=first.end_s if first and evidence.transcript.timed else None,
    )


def _quote(evidence: Evidence, where: CheckResult | DeliverySpan) -> str:
    return evidence.clause_quote(where.first_word, where.last_word, where.quote)


def _none(evidence: Evidence, name: str) -> Finding:
    return unmeasured(evidence.measures.unreliable.get(name, _NOT_MEASURED))

"""The better line for a spoiled moment, made from the call card or the caller's own words."""

from datetime import date

from models.scorecard import Wanted
from models.scoring.evidence import Evidence
from models.scoring.judge import Judged
from models.script_lines import line, opening_line


def better_line(item: Judged, evidence: Evidence, today: date | None) -> str:
    """What to say instead, for a part that lost points."""
    with_what = item.part.fix_with
    if with_what == "opening":
        reason = line("reason_for_calling", evidence.call, evidence.scenario, today=today)
        return f"{opening_line(evidence.call, evidence.scenario, today=today)} {reason}"
    if with_what == "qualification":
        return _first_credential(item, evidence) or line(
            "qualification", evidence.call, evidence.scenario, today=today
        )
    if with_what == "warm":
        settled = evidence.rubric.missing.settled_by_verdict if evidence.verdict_told else ()
        unsaid = (name for name in evidence.rubric.warm_checks if not evidence.said(name))
        with_what = next((name for name in unsaid if name not in settled), "closing")
    elif with_what == "moment":
        with_what = _spoiled(item, evidence)
        if not with_what:
            return opening_line(evidence.call, evidence.scenario, today=today)
    return line(with_what, evidence.call, evidence.scenario, today=today)


def _spoiled(item: Judged, evidence: Evidence) -> str:
    """The point of the call that was being said at the moment, else the next; empty without a moment."""
    start_s, end_s = item.finding.start_s, item.finding.end_s
    if start_s is None or end_s is None:
        return ""
    overlapping = [
        (check.start_s, check.id)
        for check in evidence.checks.values()
        if check.said
        and check.wanted is not Wanted.MUST_NOT
        and check.start_s is not None
        and check.end_s is not None
        and check.start_s < end_s
        and check.end_s > start_s
    ]
    return min(overlapping)[1] if overlapping else _next_point(start_s, evidence)


def _next_point(start_s: float, evidence: Evidence) -> str:
    """Where to go straight on to: why one calls, or when that was heard, the next point that was."""
    if not evidence.said("reason_for_calling"):
        return "reason_for_calling"
    later = [
        check
        for check in evidence.checks.values()
        if check.said and check.wanted is not Wanted.MUST_NOT and (check.start_s or 0.0) >= start_s
    ]
    return min(later, key=lambda check: check.start_s or 0.0).id if later else "reason_for_calling"


def _first_credential(item: Judged, evidence: Evidence) -> str:
    """The first clause of the user's own credentials, as a sentence."""
    start_s, end_s = item.finding.start_s, item.finding.end_s
    if start_s is None or end_s is None:
        return ""
    clause: list[str] = []
    for word in evidence.transcript.words:
        if word.start_s < start_s - 0.01 or word.filler:
            continue
        clause.append(word.text.strip(".,;:"))
        if len(clause) >= 4 and word.text.endswith((",", ".", ";", "!", "?")):
            text = " ".join(clause)
            return text[0].upper() + text[1:] + "."
        if len(clause) > 16 or word.end_s > end_s:
            break
    return ""

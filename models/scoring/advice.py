"""One strength to keep and the one thing to fix: the one with the largest gain in points."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.check_catalogue import CheckSpec, check_specs
from models.scenario import Verdict
from models.scorecard import CheckResult, Fix, Keep, ScoreName, Wanted
from models.scoring.evidence import Evidence
from models.scoring.judge import Judged, Judgement
from models.scoring.wording import seconds, shorten
from models.script_lines import line, opening_line

_KEY_INTRO = ("full_name", "role", "interview_reference")
_INTRO_STRENGTH = 12.0
_SMALL = 0.5
_WELCOME = 0.6
"""Gain, in points, of a point that would be welcome; below everything that costs a point."""


@dataclass(frozen=True)
class Candidate:
    """A possible fix with what it would gain."""

    gain: float
    fix: Fix


def keep(judgements: dict[ScoreName, Judgement], evidence: Evidence) -> Keep | None:
    """The best strength, with its moment and quote."""
    intro = {item.part.id: item for item in judgements[ScoreName.INTRO].parts}
    key = [intro[name] for name in _KEY_INTRO if name in intro]
    line_of_call = evidence.timeline
    whole = (line_of_call.first_s, line_of_call.last_s) if line_of_call is not None else (None, None)
    strengths: list[tuple[float, Keep]] = []
    if len(key) == len(_KEY_INTRO) and all(_spotless(item) and item.finding.end_s for item in key):
        strengths.append((_INTRO_STRENGTH, _whole_intro(key, evidence)))
    for name in ScoreName:
        for item in judgements[name].parts:
            if item.part.keep_weight and _is_strength(item):
                moment = (item.finding.start_s, item.finding.end_s)
                kept = Keep(item.text(item.part.texts.keep), *(whole if moment[0] is None else moment))
                weight = item.part.keep_weight
                if item.part.id == "length":
                    weight *= _share_of_musts(evidence)
                strengths.append((weight, kept))
    if strengths:
        return max(strengths, key=lambda strength: strength[0])[1]
    return _any_point(evidence)


def fix(judgements: dict[ScoreName, Judgement], evidence: Evidence, today: date | None) -> Fix | None:
    """The one change that gains most; None when there is nothing worth changing."""
    candidates = [
        *_wrong_number(evidence, today),
        *_opening(judgements[ScoreName.INTRO].parts, evidence, today),
        *_single_parts(judgements, evidence, today),
        *_missing_points(evidence, today),
    ]
    best = max(candidates, key=lambda candidate: candidate.gain, default=None)
    return best.fix if best is not None else None


def _spotless(item: Judged) -> bool:
    return item.finding.value is not None and item.loss < _SMALL


def _is_strength(item: Judged) -> bool:
    if not _spotless(item) or (item.finding.value or 0.0) > item.part.keep_up_to:
        return False
    return "{quote}" not in item.part.texts.keep or bool(item.finding.fields.get("quote"))


def _share_of_musts(evidence: Evidence) -> float:
    """A short call is a strength only as far as everything is in it."""
    musts = [check for check in evidence.checks.values() if check.wanted is Wanted.MUST]
    return sum(check.said for check in musts) / len(musts) if musts else 0.0


def _whole_intro(key: Sequence[Judged], evidence: Evidence) -> Keep:
    first_s = min(item.finding.start_s or 0.0 for item in key)
    last = max(key, key=lambda item: item.finding.value or 0.0)
    said = shorten(_between(evidence, first_s, last.finding.end_s or 0.0), 24)
    took = seconds(last.finding.value or 0.0)
    text = f"Who you are, which job and which interview, all within {took} seconds: “{said}”"
    return Keep(text, first_s, last.finding.end_s)


def _between(evidence: Evidence, start_s: float, end_s: float) -> str:
    slack_s = 0.05
    return " ".join(
        word.text
        for word in evidence.transcript.words
        if word.start_s >= start_s - slack_s and word.end_s <= end_s + slack_s
    )


def _any_point(evidence: Evidence) -> Keep | None:
    specs = check_specs()
    for spec in specs.values():
        check = evidence.said(spec.id)
        if check is not None and check.wanted is not Wanted.MUST_NOT and check.quote and not check.problem:
            return Keep(f"{spec.title} came across: “{shorten(check.quote)}”", check.start_s, check.end_s)
    return None


def _wrong_number(evidence: Evidence, today: date | None) -> list[Candidate]:
    check = evidence.checks.get("phone_number")
    if check is None or not check.problem:
        return []
    missing = evidence.rubric.missing
    text = missing.wrong_number_text.format(quote=shorten(check.quote))
    return [Candidate(missing.wrong_number, _fix(text, check, "phone_number", evidence, today))]


def _opening(parts: Sequence[Judged], evidence: Evidence, today: date | None) -> list[Candidate]:
    lost = [item for item in parts if item.part.fix_with == "opening" and item.loss >= _SMALL]
    if not lost:
        return []
    lost.sort(key=lambda item: item.finding.value or 0.0)
    not_heard = [item.part.texts.fix for item in lost if item.finding.missing]
    late = [
        f"{item.part.texts.fix} (after {item.finding.fields['seconds']} seconds)"
        for item in lost
        if not item.finding.missing
    ]
    said = [f"heard late: {_listed(late)}"] if late else []
    said += [f"not heard: {_listed(not_heard)}"] if not_heard else []
    words = evidence.transcript.words[:10]
    began = shorten(" ".join(word.text for word in evidence.transcript.words), 10)
    text = f"Open with who you are, which job and which interview. It began “{began}”; {'; '.join(said)}."
    timed = evidence.transcript.timed and bool(words)
    better = opening_line(evidence.call, evidence.scenario, today=today)
    start_s, end_s = (words[0].start_s, words[-1].end_s) if timed else (None, None)
    return [Candidate(sum(item.loss for item in lost), Fix(text, start_s, end_s, better))]


def _single_parts(
    judgements: dict[ScoreName, Judgement], evidence: Evidence, today: date | None
) -> list[Candidate]:
    lossy = [
        item
        for name, judgement in judgements.items()
        for item in judgement.parts
        if item.loss >= _SMALL and not (name is ScoreName.INTRO and item.part.fix_with == "opening")
    ]
    reason = [item for item in lossy if item.part.fix_with == "reason_for_calling"]
    found = []
    for item in lossy:
        gain = sum(other.loss for other in reason) if item in reason else item.loss
        finding = item.finding
        better = _better_line(item, evidence, today)
        found.append(
            Candidate(gain, Fix(item.text(item.part.texts.fix), finding.start_s, finding.end_s, better))
        )
    return found


def _better_line(item: Judged, evidence: Evidence, today: date | None) -> str:
    with_what = item.part.fix_with
    if with_what == "opening":
        reason = line("reason_for_calling", evidence.call, evidence.scenario, today=today)
        return f"{opening_line(evidence.call, evidence.scenario, today=today)} {reason}"
    if with_what == "qualification":
        return _first_credential(item, evidence) or line(
            "qualification", evidence.call, evidence.scenario, today=today
        )
    if with_what == "warm":
        with_what = next((name for name in evidence.rubric.warm_checks if not evidence.said(name)), "closing")
    elif with_what == "moment":
        with_what = _spoiled(item, evidence)
        if not with_what:
            return opening_line(evidence.call, evidence.scenario, today=today)
    return line(with_what, evidence.call, evidence.scenario, today=today)


def _spoiled(item: Judged, evidence: Evidence) -> str:
    """The point of the call that was being said at the moment; else why one calls; empty without one."""
    start_s, end_s = item.finding.start_s, item.finding.end_s
    if start_s is None or end_s is None:
        return ""
    for check_id, check in evidence.checks.items():
        overlaps = (
            check.said
            and check.wanted is not Wanted.MUST_NOT
            and check.start_s is not None
            and check.end_s is not None
            and check.start_s < end_s
            and check.end_s > start_s
        )
        if overlaps and line(check_id, evidence.call, evidence.scenario):
            return check_id
    return "reason_for_calling"


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


def _missing_points(evidence: Evidence, today: date | None) -> list[Candidate]:
    missing, specs = evidence.rubric.missing, check_specs()
    settled = evidence.verdict in (Verdict.HIRED, Verdict.REJECTED)
    found = []
    for check_id, check in evidence.checks.items():
        spec = specs.get(check_id)
        if settled and check_id in missing.settled_by_verdict:
            continue
        if spec is None or check.said or check.problem or check.corrected:
            continue
        gain = missing.points.get(check_id, 0.0) if check.wanted is Wanted.MUST else 0.0
        if gain:
            text = missing.text.format(title=spec.title, hint=spec.hint)
        elif _welcome(spec, check, evidence):
            gain, text = _WELCOME, f"Nothing here needs mending. {spec.title} would be welcome, too."
        else:
            continue
        found.append(Candidate(gain, _fix(text, check, check_id, evidence, today)))
    return found


def _welcome(spec: CheckSpec, check: CheckResult, evidence: Evidence) -> bool:
    return check.wanted is Wanted.GOOD and spec.belongs(evidence.scenario, evidence.verdict)


def _fix(text: str, check: CheckResult, check_id: str, evidence: Evidence, today: date | None) -> Fix:
    return Fix(
        text, check.start_s, check.end_s, line(check_id, evidence.call, evidence.scenario, today=today)
    )


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"

"""The one thing to fix: the change with the largest gain in points, and a better line to try."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.check_catalogue import CheckSpec, check_specs
from models.scorecard import CheckResult, Fix, ScoreName, Wanted
from models.scoring.better_line import better_line
from models.scoring.evidence import Evidence
from models.scoring.judge import Judged, Judgement
from models.scoring.wording import shorten
from models.script_lines import line, opening_line

_SMALL = 0.5
_WORTH_MENDING = 2.0
"""Points from which a part is something to work on; what costs less is told with its score."""
_A_LITTLE_LATE = 8.0
"""Points below which a late introduction is told gently."""
_WELCOME = 0.6
"""Gain, in points, of a point that would be welcome; below everything that costs a point."""


@dataclass(frozen=True)
class Candidate:
    """A possible fix with what it would gain."""

    gain: float
    fix: Fix


def fix(judgements: Mapping[ScoreName, Judgement], evidence: Evidence, today: date | None) -> Fix | None:
    """The one change that gains most; None when there is nothing worth changing."""
    candidates = [
        *_wrong_number(evidence, today),
        *_opening(judgements[ScoreName.INTRO].parts, evidence, today),
        *_single_parts(judgements, evidence, today),
        *_missing_points(evidence, today),
    ]
    best = max(candidates, key=lambda candidate: candidate.gain, default=None)
    return best.fix if best is not None else None


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
    if sum(item.loss for item in lost) < _A_LITTLE_LATE and not not_heard:
        text = f"Almost in time: {'; '.join(said)}. The first ten seconds are what counts."
    timed = evidence.transcript.timed and bool(words)
    better = opening_line(evidence.call, evidence.scenario, today=today)
    start_s, end_s = (words[0].start_s, words[-1].end_s) if timed else (None, None)
    return [Candidate(sum(item.loss for item in lost), Fix(text, start_s, end_s, better))]


def _single_parts(
    judgements: Mapping[ScoreName, Judgement], evidence: Evidence, today: date | None
) -> list[Candidate]:
    lossy = [
        item
        for name, judgement in judgements.items()
        for item in judgement.parts
        if item.loss >= _WORTH_MENDING and not (name is ScoreName.INTRO and item.part.fix_with == "opening")
    ]
    reason = [item for item in lossy if item.part.fix_with == "reason_for_calling"]
    found = []
    for item in lossy:
        gain = sum(other.loss for other in reason) if item in reason else item.loss
        texts = item.part.texts
        text = item.text(texts.fix_missing if item.finding.missing and texts.fix_missing else texts.fix)
        better = better_line(item, evidence, today)
        found.append(Candidate(gain, Fix(text, *item.moment(evidence), better)))
    return found


def _missing_points(evidence: Evidence, today: date | None) -> list[Candidate]:
    missing, specs = evidence.rubric.missing, check_specs()
    found = []
    for check_id, check in evidence.checks.items():
        spec = specs.get(check_id)
        if evidence.verdict_told and check_id in missing.settled_by_verdict:
            continue
        if spec is None or check.said or check.problem or check.corrected:
            continue
        gain = missing.points.get(check_id, 0.0) if check.wanted is Wanted.MUST else 0.0
        if gain:
            text = missing.text.format(title=spec.title, hint=spec.hint)
        elif _welcome(spec, check, evidence):
            gain, text = (
                _WELCOME,
                f"Nothing here needs mending. Also welcome: {spec.title.lower()}. {spec.hint}",
            )
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

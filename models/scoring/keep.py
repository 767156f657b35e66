"""The one strength to keep: the weightiest part on which nothing was lost."""

from collections.abc import Mapping, Sequence

from models.check_catalogue import check_specs
from models.scorecard import Keep, ScoreName, Wanted
from models.scoring.evidence import Evidence
from models.scoring.judge import Judged, Judgement
from models.scoring.wording import seconds, shorten

_KEY_INTRO = ("full_name", "role", "interview_reference")
_INTRO_STRENGTH = 12.0
_SMALL = 0.5


def keep(judgements: Mapping[ScoreName, Judgement], evidence: Evidence) -> Keep | None:
    """The best strength, with its moment and quote."""
    intro = {item.part.id: item for item in judgements[ScoreName.INTRO].parts}
    key = [intro[name] for name in _KEY_INTRO if name in intro]
    strengths: list[tuple[float, Keep]] = []
    if len(key) == len(_KEY_INTRO) and all(_spotless(item) and item.finding.end_s for item in key):
        strengths.append((_INTRO_STRENGTH, _whole_intro(key, evidence)))
    for name in ScoreName:
        for item in judgements[name].parts:
            if item.part.keep_weight and _is_strength(item):
                kept = Keep(item.text(item.part.texts.keep), *item.moment(evidence))
                weight = item.part.keep_weight
                if item.part.id == "length":
                    weight *= _share_of_musts(evidence)
                strengths.append((weight, kept))
    if strengths:
        return max(strengths, key=lambda strength: strength[0])[1]
    return _any_point(evidence)


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

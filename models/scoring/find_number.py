"""What the brevity score looks at in a phone number: left at all, the right one, slow enough."""

from models.scorecard import CheckResult, Wanted
from models.scoring.evidence import Evidence
from models.scoring.find_brevity import NO_TIMES
from models.scoring.finding import Finding, unmeasured
from models.scoring.rubric import Part
from models.scoring.wording import shorten
from models.understanding.phone_number import SpokenNumber, digits_of, numbers_said


def number_pace(evidence: Evidence, part: Part) -> Finding | None:
    """Digits a second of the caller's number; one said twice may be said twice as fast.

    A number that differs from the card's costs as much as none: nobody can call back. Where none has
    to be left, none costs nothing.
    """
    check = evidence.checks.get("phone_number")
    if check is None or not (check.said or check.problem or check.wanted is Wanted.MUST):
        return None
    uncertain = evidence.rubric.uncertain
    if not check.said:
        doubt = 0.0 if check.corrected else uncertain.not_heard
        if not check.problem:
            return Finding(missing=True, doubt=doubt)
        fields = {"quote": shorten(check.quote)}
        return Finding(
            missing=True, wrong=True, doubt=doubt, fields=fields, start_s=check.start_s, end_s=check.end_s
        )
    said = _sayings(evidence, check)
    words = evidence.transcript.words
    took_s = sum(words[number.last].end_s - words[number.first].start_s for number in said)
    if check.corrected and not said:
        return Finding(value=0.0, fields={"pace": "ticked by you"})
    if not evidence.transcript.timed or took_s <= 0:
        return unmeasured(NO_TIMES)
    pace = len(digits_of(evidence.call.phone) or said[0].digits) / took_s
    return Finding(
        value=pace,
        sigma=pace * uncertain.time_s / took_s,
        doubt=0.0 if check.corrected else uncertain.heard,
        fields={"pace": f"{pace:.1f} digits a second", "quote": shorten(check.quote)},
        start_s=check.start_s,
        end_s=check.end_s,
    )


def _sayings(evidence: Evidence, check: CheckResult) -> list[SpokenNumber]:
    """The number where it was ticked, and wherever else the same digits are said; in transcript words."""
    numbers = numbers_said(evidence.transcript)
    first, last = check.first_word, check.last_word
    if first is None or last is None:
        return []
    ticked = [number for number in numbers if first <= number.first <= last]
    return [number for number in numbers if ticked and number.digits == ticked[0].digits]

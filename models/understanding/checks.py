"""Every point of the call: said or not, and in which words."""

from collections.abc import Callable
from datetime import date

from models.call import CallCard
from models.check_catalogue import check_specs
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Wanted
from models.transcript import Transcript
from models.understanding.days import find_interview
from models.understanding.delivery import find_hedging
from models.understanding.evidence import Evidence, Material
from models.understanding.greeting import find_greeting
from models.understanding.own_name import find_full_name
from models.understanding.phone_number import find_phone_number
from models.understanding.phrase_data import phrase_data
from models.understanding.roles import find_role
from models.understanding.tokens import tokenise

_SEARCHES: dict[str, Callable[[Material], Evidence | None]] = {
    "greeting": find_greeting,
    "full_name": find_full_name,
    "role": find_role,
    "interview_reference": find_interview,
    "phone_number": find_phone_number,
    "hedging": find_hedging,
}
_LAST_COUNTS = frozenset({"closing"})
"""Points that belong to the end: the last occurrence is the one meant."""
_CALL_WORDS = 45
"""From this length on a text is a whole call: a closing has to stand in its second half, and rules
of the kind "in_a_call" count where nothing plainer is said."""


def find_checks(
    transcript: Transcript,
    call: CallCard,
    scenario: Scenario,
    verdict: Verdict | None,
    today: date | None = None,
) -> tuple[CheckResult, ...]:
    """All checks of the catalogue, in its order, judged on the caller's words.

    `today` stands for the card's missing call date where a day is compared. Case and punctuation
    play no part. Times are None where nothing was said or the transcript has none.
    """
    material = Material(spoken=tokenise(transcript), call=call, data=phrase_data(), today=today)
    found = {check_id: _find(check_id, material) for check_id in check_specs()}
    if len(transcript.words) >= _CALL_WORDS and verdict is not Verdict.HIRED:
        found["next_steps"] = _unless_part_of(found["next_steps"], found["timeline"])
    return tuple(
        _result(check_id, spec.wanted(scenario, verdict), found[check_id], transcript)
        for check_id, spec in check_specs().items()
    )


def _unless_part_of(one: Evidence | None, other: Evidence | None) -> Evidence | None:
    """Before a yes, "what are the next steps?" asks for the timeline and nothing else."""
    if one and other and one.first_word <= other.last_word and other.first_word <= one.last_word:
        return None
    return one


def _find(check_id: str, material: Material) -> Evidence | None:
    search = _SEARCHES.get(check_id)
    return search(material) if search else _find_by_rules(check_id, material)


def _find_by_rules(check_id: str, material: Material) -> Evidence | None:
    whole_call = len(material.spoken.transcript.words) >= _CALL_WORDS
    found = _spans(check_id, material, "")
    if not found and whole_call:
        found = _spans(check_id, material, "in_a_call")
    if not found:
        return None
    if check_id in _LAST_COUNTS:
        first, last = max(found)
        late = first > len(material.spoken.transcript.words) / 2
        return Evidence(first, last) if late or not whole_call else None
    return Evidence(*min(found))


def _spans(check_id: str, material: Material, kind: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for rule in material.data.rules[check_id]:
        if rule.kind == kind:
            stream = material.spoken.full if rule.full_view else material.spoken.content
            found += [stream.word_span(start, end) for start, end in rule.matches(stream.text)]
    return found


def _result(check_id: str, wanted: Wanted, found: Evidence | None, transcript: Transcript) -> CheckResult:
    if found is None:
        return CheckResult(id=check_id, wanted=wanted, said=False)
    words = transcript.words[found.first_word : found.last_word + 1]
    return CheckResult(
        id=check_id,
        wanted=wanted,
        said=found.said,
        start_s=words[0].start_s if transcript.timed else None,
        end_s=words[-1].end_s if transcript.timed else None,
        quote=" ".join(word.text for word in words),
        first_word=found.first_word,
        last_word=found.last_word,
        problem=found.problem,
    )

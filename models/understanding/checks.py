"""Every point of the call: said or not, and in which words."""

from collections.abc import Callable
from datetime import date

from models.call import CallCard
from models.check_catalogue import check_specs
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Wanted
from models.transcript import Transcript
from models.understanding.agreement import agreed
from models.understanding.days import find_interview
from models.understanding.delivery import find_hedging
from models.understanding.evidence import Evidence, Material
from models.understanding.greeting import find_greeting
from models.understanding.matching import ends_sentence, rule_spans
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
"""Points that belong to the end: the last occurrences are those meant."""
_RUN_WORDS = 5
_LONGEST_REST = 7
_LONG_GAP_S = 0.8
"""A quote is taken to the next punctuation within so many words, never across a long gap."""
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
    if search:
        return agreed(check_id, search(material), material)
    found = agreed(check_id, _by_rules(check_id, material, ""), material)
    if found is None and len(material.spoken.transcript.words) >= _CALL_WORDS:
        # The second opinion learned from single sentences, where such wordings make no point.
        return _by_rules(check_id, material, "in_a_call")
    return found


def _by_rules(check_id: str, material: Material, kind: str) -> Evidence | None:
    whole_call = len(material.spoken.transcript.words) >= _CALL_WORDS
    found = _spans(check_id, material, kind)
    if not found:
        return None
    if check_id in _LAST_COUNTS:
        first, last = _last_run(found)
        late = first > len(material.spoken.transcript.words) / 2
        return Evidence(first, last) if late or not whole_call else None
    return Evidence(*min(found))


def _last_run(found: list[tuple[int, int]]) -> tuple[int, int]:
    """The last occurrence with those just before it: "Have a lovely week. Bye." is one closing."""
    spans = sorted(found)
    first, last = spans.pop()
    while spans and first - spans[-1][1] <= _RUN_WORDS:
        first, last = min(first, spans[-1][0]), max(last, spans[-1][1])
        spans.pop()
    return first, last


def _spans(check_id: str, material: Material, kind: str) -> list[tuple[int, int]]:
    rules = [rule for rule in material.data.rules[check_id] if rule.kind == kind]
    return [span for rule in rules for span in rule_spans(rule, material.spoken)]


def _to_end_of_phrase(last: int, transcript: Transcript) -> int:
    """The last word of the phrase that a wording stops in, so that its quote reads whole."""
    words = transcript.words
    for index in range(last, min(len(words), last + _LONGEST_REST)):
        if index > last and transcript.timed and words[index].start_s - words[index - 1].end_s > _LONG_GAP_S:
            break
        if words[index].text.endswith((",", ";", ":")) or ends_sentence(words[index]):
            return index
    return last


def _result(check_id: str, wanted: Wanted, found: Evidence | None, transcript: Transcript) -> CheckResult:
    if found is None:
        return CheckResult(id=check_id, wanted=wanted, said=False)
    last = _to_end_of_phrase(found.last_word, transcript)
    words = transcript.words[found.first_word : last + 1]
    return CheckResult(
        id=check_id,
        wanted=wanted,
        said=found.said,
        start_s=words[0].start_s if transcript.timed else None,
        end_s=words[-1].end_s if transcript.timed else None,
        quote=" ".join(word.text for word in words),
        first_word=found.first_word,
        last_word=last,
        problem=found.problem,
    )

"""The measures that a rubric may name, and the fields their texts may use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.scoring import find_brevity, find_credentials, find_intro, find_listening, find_number, find_tone
from models.scoring.evidence import Evidence
from models.scoring.finding import Finding
from models.scoring.rubric import Part

Finder = Callable[[Evidence, Part], Finding | None]
"""None: the part does not apply to this call."""


@dataclass(frozen=True)
class MeasureSpec:
    find: Finder
    fields: frozenset[str]


def _spec(find: Finder, fields: str) -> MeasureSpec:
    return MeasureSpec(find, frozenset(fields.split()))


MEASURES: Mapping[str, MeasureSpec] = {
    "length_ratio": _spec(find_brevity.length_ratio, "seconds target"),
    "longest_monologue": _spec(find_brevity.longest_monologue, "seconds"),
    "words_said_again": _spec(find_brevity.words_said_again, "count quote"),
    "time_to_point": _spec(find_brevity.time_to_point, "seconds quote"),
    "credential_words": _spec(find_credentials.credential_words, "count share quote"),
    "talked_on": _spec(find_listening.talked_on, "questions count quote"),
    "number_pace": _spec(find_number.number_pace, "pace quote"),
    "said_by": _spec(find_intro.said_by, "seconds quote at"),
    "said_from": _spec(find_intro.said_from, "seconds quote at"),
    "speaking_rate": _spec(find_tone.speaking_rate, "rate"),
    "hesitations": _spec(find_tone.hesitations, "count amount quote"),
    "longest_pause": _spec(find_tone.longest_pause, "seconds"),
    "fillers": _spec(find_tone.fillers, "count amount quote"),
    "wording": _spec(find_tone.wording, "count amount quote"),
    "measure": _spec(find_tone.measure, "value count"),
    "warmth": _spec(find_tone.warmth, "count quote"),
}

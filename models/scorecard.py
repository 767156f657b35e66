"""What the app says of a take. The JSON form is schema 1 (see `models.codec`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.measures import Measures
from models.scenario import Scenario, Verdict
from models.transcript import PartnerTurn, Word

SCHEMA = 1


class Status(StrEnum):
    SCORED = "scored"
    TOO_SHORT = "too_short"
    NO_SPEECH = "no_speech"


class Wanted(StrEnum):
    MUST = "must"
    GOOD = "good"
    MUST_NOT = "must_not"


class Band(StrEnum):
    STRONG = "strong"
    FINE = "fine"
    WORK = "work"


class ScoreName(StrEnum):
    BREVITY = "brevity"
    INTRO = "intro"
    TONE = "tone"

    @property
    def label(self) -> str:
        return {"brevity": "Brevity", "intro": "Ten-second intro", "tone": "Confident tone"}[self.value]


@dataclass(frozen=True)
class CheckResult:
    """One point of the call: heard or not, where, in which words.

    Times are None when not said or when the transcript has no times. `first_word` and `last_word`
    index into the transcript's words. `problem` is a fault that must be shown loudly, such as a
    phone number that differs from the card's. `corrected` marks the user's own correction.
    """

    id: str
    wanted: Wanted
    said: bool
    start_s: float | None = None
    end_s: float | None = None
    quote: str = ""
    first_word: int | None = None
    last_word: int | None = None
    problem: str = ""
    corrected: bool = False


@dataclass(frozen=True)
class Reason:
    """Why a score is what it is: `points` gained (+) or lost (-), where, and who says so."""

    text: str
    points: float
    start_s: float | None = None
    end_s: float | None = None
    source: str = ""
    id: str = ""


@dataclass(frozen=True)
class Score:
    """0 to 100 with its band, or None when there was too little evidence (then `reasons` says why)."""

    value: int | None
    band: Band | None
    reasons: tuple[Reason, ...] = ()
    uncertainty: float | None = None
    """Standard error of the value, in points, from the measures' own uncertainty."""


@dataclass(frozen=True)
class Keep:
    """The one strength to keep."""

    text: str
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True)
class Fix:
    """The one thing to change, and a better line to say instead."""

    text: str
    start_s: float | None = None
    end_s: float | None = None
    try_: str = ""


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    scenario: Scenario
    verdict: Verdict | None
    status: Status
    duration_s: float
    words: tuple[Word, ...]
    partner_turns: tuple[PartnerTurn, ...] = ()
    measures: Measures
    checks: tuple[CheckResult, ...]
    scores: Mapping[ScoreName, Score] = field(default_factory=dict)
    keep: Keep | None = None
    fix: Fix | None = None
    take: str | None = None
    hangup_to_score_s: float | None = None
    rubric_version: int = 0
    measures_version: int = 0
    schema: int = SCHEMA

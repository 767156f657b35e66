"""One recorded attempt at a call, as it is kept."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from models.call import CallCard
from models.scenario import Scenario, Verdict
from models.scorecard import ScoreName, Status


def new_take_id(started_at: datetime) -> str:
    """A name for a take and its folder that sorts by time: `20261122-140509-3fa2`."""
    return f"{started_at:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


@dataclass(frozen=True, kw_only=True)
class TakeSetup:
    """What is known before the first word: written beside the recording when it starts."""

    take_id: str
    started_at: datetime
    scenario: Scenario
    verdict: Verdict | None = None
    call: CallCard = field(default_factory=CallCard)
    call_card_id: str = ""
    """The saved card the call was made from, if any."""
    focus_line: str = ""
    """The one line being retried, when the take is a retry of a line; else empty."""
    ended_early: str = ""
    """Why the recording ended though nobody hung up, in a sentence for the user; else empty."""


@dataclass(frozen=True, kw_only=True)
class TakeSummary:
    """A take as lists and trends show it: no transcript, no audio."""

    take_id: str
    started_at: datetime
    scenario: Scenario
    verdict: Verdict | None
    caller: str
    role: str
    company: str
    call_card_id: str
    title: str
    note: str
    starred: bool
    status: Status
    duration_s: float
    scores: dict[ScoreName, int | None]
    score_uncertainty: dict[ScoreName, float | None]
    measures: dict[str, float | None]
    rubric_version: int
    measures_version: int
    focus_line: str = ""
    """As in `TakeSetup`: such a take is one line, whose scores are not those of a whole call."""

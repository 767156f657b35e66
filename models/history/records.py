"""What the history keeps and gives back."""

from dataclasses import dataclass, field
from datetime import datetime

from models.corrections import Corrections
from models.scenario import Scenario
from models.scorecard import Scorecard
from models.take import TakeSetup, TakeSummary


@dataclass(frozen=True, kw_only=True)
class TakeRecord:
    """One take in full.

    `heard` is the result from the recording alone; with the user's corrections, `scorecard` is
    the one that counts. Without corrections they are the same.
    """

    setup: TakeSetup
    summary: TakeSummary
    heard: Scorecard
    scorecard: Scorecard
    corrections: Corrections = field(default_factory=Corrections)


@dataclass(frozen=True, kw_only=True)
class TakeFilter:
    """Which takes to list; None means any."""

    scenario: Scenario | None = None
    call_card_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    starred: bool | None = None
    trashed: bool = False
    limit: int | None = None

"""What the history keeps and gives back."""

from dataclasses import dataclass, field
from datetime import datetime

from models.call import CallCard
from models.corrections import Corrections
from models.scenario import Scenario, Verdict
from models.scorecard import Scorecard
from models.take import TakeSetup, TakeSummary


@dataclass(frozen=True, kw_only=True)
class SavedCard:
    """A call card with the call it is for."""

    card_id: str
    card: CallCard = field(default_factory=CallCard)
    scenario: Scenario = Scenario.VOICEMAIL
    verdict: Verdict | None = None
    updated_at: datetime


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

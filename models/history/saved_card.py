"""A call card as the history keeps it. Alone, because the window needs it for its first picture."""

from dataclasses import dataclass, field
from datetime import datetime

from models.call import CallCard
from models.scenario import Scenario, Verdict


@dataclass(frozen=True, kw_only=True)
class SavedCard:
    """A call card with the call it is for."""

    card_id: str
    card: CallCard = field(default_factory=CallCard)
    scenario: Scenario = Scenario.VOICEMAIL
    verdict: Verdict | None = None
    updated_at: datetime

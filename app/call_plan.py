"""What Rehearse is asked for."""

from dataclasses import dataclass, field

from models.call import CallCard
from models.scenario import Scenario, Verdict


@dataclass(frozen=True, kw_only=True)
class CallPlan:
    """What the next take is a rehearsal of; becomes the `TakeSetup`.

    `verdict` None in a live call means "surprise me". `focus_line` is the one line being retried.
    """

    call: CallCard = field(default_factory=CallCard)
    call_card_id: str = ""
    scenario: Scenario = Scenario.VOICEMAIL
    verdict: Verdict | None = None
    focus_line: str = ""

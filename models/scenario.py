"""The kinds of call that can be rehearsed, and what the other side may answer."""

from enum import StrEnum


class Scenario(StrEnum):
    """A kind of follow-up call; see the check catalogue for what belongs in each."""

    VOICEMAIL = "voicemail"
    THANK_YOU = "thank_you"
    CHECK_IN = "check_in"
    GATEKEEPER = "gatekeeper"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_live(self) -> bool:
        """True when somebody answers, so that listening is part of the call."""
        return self is not Scenario.VOICEMAIL


class Verdict(StrEnum):
    """What the interviewer says about the job, in a live call."""

    HIRED = "hired"
    REJECTED = "rejected"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        return _VERDICT_LABELS[self]


_LABELS = {
    Scenario.VOICEMAIL: "Voicemail",
    Scenario.THANK_YOU: "Thank-you call",
    Scenario.CHECK_IN: "Check-in call",
    Scenario.GATEKEEPER: "Receptionist",
}

_VERDICT_LABELS = {
    Verdict.HIRED: "Yes, you're hired",
    Verdict.REJECTED: "No, someone else",
    Verdict.UNDECIDED: "Not decided yet",
}

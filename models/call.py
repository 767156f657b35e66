"""The call card: who calls whom, about which job and which interview."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class CallCard:
    """The real call that the user prepares. Every field is optional.

    `interview_date` and `call_date` let "last Tuesday" be checked; without a
    `call_date` the day of the take counts.
    """

    caller: str = ""
    phone: str = ""
    role: str = ""
    company: str = ""
    interviewer: str = ""
    interviewer_title: str = ""
    interview_date: date | None = None
    call_date: date | None = None

    @property
    def interviewer_spoken(self) -> str:
        """The interviewer as one would address them, such as "Mr. Scott"."""
        parts = (self.interviewer_title.strip(), self.interviewer.strip())
        return " ".join(part for part in parts if part)

"""Before the call: when, at what hour, call or write, and what to have ready.

The articles disagree, so every piece of advice keeps its letters (see `assets/checks.toml`) and all are
shown side by side; the user chooses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.call import CallCard
from models.scenario import Scenario
from models.spoken import dated

_LATE_HOUR = 15
"""An interview that began at three or later leaves no working day to call on."""


class Timing(StrEnum):
    """Where today falls in a piece of advice."""

    EARLY = "early"
    NOW = "now"
    PAST = "past"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Advice:
    """One piece of advice and the letters of the articles that give it."""

    text: str
    sources: str


@dataclass(frozen=True)
class When(Advice):
    """When to call by one side's advice; days are inclusive, None when the dates are not known."""

    first_day: date | None = None
    last_day: date | None = None
    timing: Timing = Timing.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to know before a call."""

    when: tuple[When, ...]
    summary: str
    """What the advice comes to on the day of the call; it says so when they disagree."""
    hours: Advice
    attempts: tuple[Advice, ...]
    """Voicemail and how often to call, for the calls made so far."""
    call: tuple[Advice, ...]
    """What speaks for calling."""
    write: tuple[Advice, ...]
    """What speaks for writing."""
    checklist: tuple[Advice, ...]


def plan(
    call: CallCard,
    scenario: Scenario,
    *,
    today: date,
    interview_hour: int | None = None,
    promised: date | None = None,
    earlier_calls: int = 0,
) -> Plan:
    """The plan for one call.

    `call.call_date`, when set, is the day of the call, else `today`. `interview_hour` (0 to 23) is the
    hour at which the interview began, `promised` the day on which they promised to decide,
    `earlier_calls` how often the user has already called about this job.
    """
    day = call.call_date or today
    when = when_to_call(
        scenario, day, interview=call.interview_date, interview_hour=interview_hour, promised=promised
    )
    return Plan(
        when=when,
        summary=_summary(when, day),
        hours=Advice("Early or late in the day finds people at their desk.", "C"),
        attempts=_attempts(scenario, earlier_calls),
        call=_CALL,
        write=_WRITE,
        checklist=_CHECKLIST,
    )


def when_to_call(
    scenario: Scenario,
    day: date,
    *,
    interview: date | None,
    interview_hour: int | None = None,
    promised: date | None = None,
) -> tuple[When, ...]:
    """All advice on the day of the call, side by side.

    A voicemail or a receptionist can be met on either errand, so both kinds are given.
    """
    found: list[When] = []
    if scenario is not Scenario.CHECK_IN:
        found.append(_thank_you(day, interview, interview_hour))
    if scenario is not Scenario.THANK_YOU:
        found += _check_in(day, interview, promised)
    return tuple(found)


def _thank_you(day: date, interview: date | None, interview_hour: int | None) -> When:
    is_late = interview_hour is not None and interview_hour >= _LATE_HOUR
    text = (
        "To say thank you: the morning after, because the interview was late in the day."
        if is_late
        else "To say thank you: within 24 hours; after a late interview, the next morning. "
        "Not two days later."
    )
    if interview is None:
        return When(text, "C E")
    return _window(
        text, "C E", day, interview + timedelta(days=1 if is_late else 0), interview + timedelta(days=1)
    )


def _check_in(day: date, interview: date | None, promised: date | None) -> list[When]:
    soon = "To ask where things stand: two to three days after the interview."
    weeks = "To ask where things stand: one to two weeks after the interview, unless they told you otherwise."
    if promised is not None:
        weeks = (
            f"To ask where things stand: not before {dated(promised)}, the day they told you; "
            "else one to two weeks after the interview."
        )
    after = (
        f"To ask where things stand: the day after {dated(promised)}, the day they promised."
        if promised is not None
        else "To ask where things stand: two weeks after the interview, when they promised no day."
    )
    if interview is None and promised is None:
        return [When(soon, "B"), When(weeks, "D"), When(after, "E")]
    found = [When(soon, "B")]
    if interview is not None:
        found = [_window(soon, "B", day, interview + timedelta(days=2), interview + timedelta(days=3))]
    if promised is not None:
        found.append(_window(weeks, "D", day, promised, None))
        found.append(_window(after, "E", day, promised + timedelta(days=1), promised + timedelta(days=1)))
    elif interview is not None:
        found.append(_window(weeks, "D", day, interview + timedelta(days=7), interview + timedelta(days=14)))
        found.append(_window(after, "E", day, interview + timedelta(days=14), None))
    return found


def _window(text: str, sources: str, day: date, first: date, last: date | None) -> When:
    timing = Timing.NOW
    if day < first:
        timing = Timing.EARLY
    elif last is not None and day > last:
        timing = Timing.PAST
    return When(text, sources, first, last, timing)


def _summary(when: Sequence[When], day: date) -> str:
    """Whether the advice fits the day; whose it is stands with each piece."""
    timings = {item.timing for item in when} - {Timing.UNKNOWN}
    if not timings:
        return "Enter the day of the interview to see which advice fits."
    if timings == {Timing.NOW}:
        return f"A call on {dated(day)} fits the advice."
    if Timing.NOW in timings:
        return f"A call on {dated(day)} fits some of the advice. They disagree: choose what suits you."
    if timings == {Timing.EARLY}:
        return f"A call on {dated(day)} is earlier than advised."
    if timings == {Timing.PAST}:
        return f"A call on {dated(day)} is later than advised."
    return f"A call on {dated(day)} is late for some of the advice and early for the rest: you choose."


def _attempts(scenario: Scenario, earlier_calls: int) -> tuple[Advice, ...]:
    found = []
    if earlier_calls == 0:
        if scenario is Scenario.VOICEMAIL:
            found.append(
                Advice("The first time you get the voicemail, hang up and try again another time.", "C")
            )
            found.append(Advice("If you leave a message: one, friendly and short.", "D"))
    else:
        if scenario is Scenario.VOICEMAIL:
            found.append(Advice("The second time, leave a message: one, friendly and short.", "C D"))
        found.append(
            Advice("Begin otherwise than last time, for example with some news about the company.", "B")
        )
    if earlier_calls >= 2:
        found.append(Advice("One or two calls over a couple of days are enough. Better wait, or write.", "B"))
    found.append(Advice("Don't call again and again.", "B C D"))
    return tuple(found)


_CALL = (
    Advice("The interview felt good.", "A"),
    Advice("The job involves phoning.", "A"),
    Advice("You speak better than you write.", "A"),
    Advice("You need the answer soon.", "A"),
    Advice("Of HR managers asked, 81 % like to hear from candidates by phone.", "C"),
)
_WRITE = (
    Advice("There is an e-mail address on their card.", "D"),
    Advice("They would rather answer when it suits them.", "D"),
    Advice("A thank-you letter is due in either case.", "E"),
    Advice(
        "Of HR managers asked, 87 % like an e-mail and 38 % a handwritten note; 10 % a text message.", "C"
    ),
)
_CHECKLIST = (
    Advice("Your résumé and references are at hand.", "C D E"),
    Advice("A short list of your points lies before you.", "C D E"),
    Advice("You know the names and titles of those who were there.", "C D E"),
    Advice("You have a script of who you are, which job and which interview.", "C D E"),
    Advice("You know one thing that you forgot to say in the interview.", "C D E"),
    Advice("You have one more question, as a reason to call.", "C D E"),
    Advice("You call the person who decides, if possible one who was at the interview.", "B C"),
    Advice("The place is quiet and private.", "C"),
    Advice("You stand, and you smile.", "C"),
    Advice("You have practised aloud several times.", "C"),
)

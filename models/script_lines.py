"""What to say: a short sample line for each point of the call, made from the call card.

Shown while preparing, and offered as the better line to try. What the card does not say stands in
[brackets]. Lines are written to be spoken.
"""

from collections.abc import Mapping
from datetime import date

from models.call import CallCard
from models.check_catalogue import check_specs
from models.scenario import Scenario, Verdict
from models.spoken import spoken_day, spoken_phone

_REASONS = {
    Scenario.VOICEMAIL: "I'm calling to thank you for your time.",
    Scenario.THANK_YOU: "I'm calling to thank you for the interview.",
    Scenario.CHECK_IN: "I'm calling to ask where things stand.",
    Scenario.GATEKEEPER: "I'm calling to follow up on my interview.",
}


def script_lines(
    call: CallCard, scenario: Scenario, verdict: Verdict | None = None, *, today: date | None = None
) -> Mapping[str, str]:
    """Check id -> line, for the points that belong in this call, in the order of a call."""
    return {
        spec.id: line(spec.id, call, scenario, today=today)
        for spec in check_specs().values()
        if not spec.is_fault and spec.belongs(scenario, verdict)
    }


def opening_line(call: CallCard, scenario: Scenario, *, today: date | None = None) -> str:
    """Who, which job, which interview: the ten-second intro in one breath."""
    name, job, day = _name(call), _job(call), _day(call, today)
    if scenario is Scenario.GATEKEEPER:
        return (
            f"Hello, this is {name}. Could I speak to {_whom(call)}, please? "
            f"It's about my interview {day} for {job}."
        )
    return f"Hello, {_whom(call)}. This is {name}. We met {day} about {job}."


def line(check_id: str, call: CallCard, scenario: Scenario, *, today: date | None = None) -> str:
    """The sample line for one point; empty for a fault."""
    whom, day, job = _whom(call), _day(call, today), _job(call)
    is_gatekeeper = scenario is Scenario.GATEKEEPER
    with_whom = f"with {whom}" if is_gatekeeper else "with you"
    join = f"join {call.company.strip()}" if call.company.strip() else "join your team"
    lines = {
        "greeting": f"Could I speak to {whom}, please?" if is_gatekeeper else f"Hello, {whom}.",
        "full_name": f"This is {_name(call)}.",
        "role": f"It's about {job}.",
        "interview_reference": f"I had an interview {with_whom} {day}.",
        "reason_for_calling": _REASONS[scenario],
        "thanks": f"Thank you for {'your help' if is_gatekeeper else 'taking the time to talk to me'}.",
        "interest": f"I'd love to {join}.",
        "decision_status": "May I ask if you have made a decision yet?",
        "timeline": "When do you expect to decide?",
        "offer_information": "If you'd like to know anything more, I'm happy to tell you.",
        "qualification": "One thing I'd like to add: I [your strongest point, in a sentence].",
        "callback_invitation": "Please call me back when it suits you.",
        "phone_number": _number(call),
        "closing": "Thanks again, and have a good day. Goodbye.",
        "availability_request": f"When would be a good time to reach {whom}?",
        "next_steps": "That's wonderful, thank you. What happens next?",
        "feedback_request": "Could you tell me what I could do better in the next interview?",
        "other_openings": "Are there any other openings that might suit me?",
        "keep_in_touch": "Please keep me in mind when something comes up.",
    }
    return lines.get(check_id, "")


def _name(call: CallCard) -> str:
    return call.caller.strip() or "[your first and last name]"


def _whom(call: CallCard) -> str:
    return call.interviewer_spoken or "[their name]"


def _job(call: CallCard) -> str:
    role = call.role.strip() or "[the job]"
    named = role.lower().endswith(("job", "role", "position", "post", "]"))
    article = "" if role.lower().startswith(("the ", "a ", "an ", "[")) else "the "
    return f"{article}{role}" if named else f"{article}{role} job"


def _day(call: CallCard, today: date | None) -> str:
    now = call.call_date or today
    if call.interview_date is None or now is None or call.interview_date > now:
        return "[on which day]"
    return spoken_day(call.interview_date, now)


def _number(call: CallCard) -> str:
    number = spoken_phone(call.phone) or "[your number]"
    return f"My number is {number}. Once more: {number}."

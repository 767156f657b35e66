"""The words of the Prepare page that are shown at once."""

from datetime import date

from models.scenario import Scenario

SENTENCES = {
    Scenario.VOICEMAIL: "Nobody answers. Leave one short, clear message.",
    Scenario.THANK_YOU: "The interviewer answers, a day after. Say thank you.",
    Scenario.CHECK_IN: "They answer, days or weeks later. Ask where things stand.",
    Scenario.GATEKEEPER: "A receptionist answers. Get to the interviewer.",
}
_FEWEST_DIGITS = 7


def phone_note(phone: str) -> str:
    """A gentle remark about a number that looks unfinished."""
    digits = sum(character.isdigit() for character in phone)
    if phone.strip() and digits < _FEWEST_DIGITS:
        return "That looks short for a phone number. Is it complete?"
    return ""


def caller_note(caller: str) -> str:
    if caller.strip() and len(caller.split()) == 1:
        return "Add your last name, too: in the call you say both."
    return ""


def interview_note(day: date | None, today: date) -> str:
    if day is not None and day > today:
        return "That is still to come. The follow-up call is for after the interview."
    return ""

"""Sample lines from the call card, days and numbers as one says them."""

from datetime import date

import pytest

from models.call import CallCard
from models.scenario import Scenario, Verdict
from models.script_lines import opening_line, script_lines
from models.spoken import ordinal, spoken_day, spoken_phone
from models.transcript import transcript_from_text
from models.understanding import find_checks
from tests.models.scoring.takes import WENDY

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 19), "yesterday"),
        (date(2026, 11, 17), "on Tuesday"),
        (date(2026, 11, 13), "last Friday"),
        (date(2026, 11, 12), "last Thursday"),
        (date(2026, 11, 3), "on the 3rd of November"),
    ],
)
def test_days(day, said):
    assert spoken_day(day, FRIDAY) == said


@pytest.mark.parametrize(("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd")])
def test_ordinals(number, said):
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("5550142", "555 0142"),
        ("555-0142", "555 0142"),
        ("(312) 555-0198", "312 555 0198"),
        ("07700900461", "07700 900 461"),
        ("3125550198", "312 555 0198"),
        ("12345", "123 45"),
        ("", ""),
    ],
)
def test_numbers_in_groups(phone, said):
    assert spoken_phone(phone) == said


def test_opening_says_who_which_job_which_interview():
    assert opening_line(WENDY, Scenario.VOICEMAIL) == (
        "Hello, Mr. Scott. This is Wendy Jones. We met on Tuesday about the marketing manager job."
    )
    assert "Could I speak to Mr. Scott" in opening_line(WENDY, Scenario.GATEKEEPER)


def test_lines_for_the_points_of_the_call():
    lines = script_lines(WENDY, Scenario.VOICEMAIL)
    assert lines["phone_number"] == "My number is 555 0142. Once more: 555 0142."
    assert "availability_request" not in lines
    assert "hedging" not in lines
    assert "feedback_request" in script_lines(WENDY, Scenario.CHECK_IN, Verdict.REJECTED)


@pytest.mark.parametrize("scenario", list(Scenario))
def test_an_empty_card_leaves_brackets_to_fill(scenario):
    lines = script_lines(CallCard(), scenario)
    assert all(lines.values())
    assert "[your first and last name]" in lines["full_name"]
    assert "[on which day]" in lines["interview_reference"]


def test_a_day_in_the_future_is_not_said():
    card = CallCard(interview_date=date(2026, 12, 1), call_date=FRIDAY)
    assert "[on which day]" in opening_line(card, Scenario.VOICEMAIL)


@pytest.mark.parametrize(
    ("role", "said"),
    [("pastry chef", "the pastry chef job"), ("Sales role", "the Sales role"), ("", "[the job]")],
)
def test_the_job_is_named_once(role, said):
    assert f"about {said}." in opening_line(CallCard(role=role), Scenario.VOICEMAIL)


@pytest.mark.parametrize("scenario", list(Scenario))
@pytest.mark.parametrize("verdict", [None, Verdict.HIRED, Verdict.REJECTED])
def test_each_line_is_heard_as_what_it_is(scenario, verdict):
    """What the app suggests, it must recognise."""
    lines = script_lines(WENDY, scenario, verdict)
    unheard = {
        check_id: line
        for check_id, line in lines.items()
        if "[" not in line and check_id not in _heard(line, scenario, verdict)
    }
    assert not unheard


@pytest.mark.parametrize("scenario", list(Scenario))
def test_the_opening_is_heard_whole(scenario):
    heard = _heard(opening_line(WENDY, scenario), scenario, None)
    assert {"greeting", "full_name", "role", "interview_reference"} <= heard
    assert heard.isdisjoint({"hedging", "pushy", "apologising"})


def _heard(line, scenario, verdict):
    found = find_checks(transcript_from_text(line), WENDY, scenario, verdict, today=FRIDAY)
    return {check.id for check in found if check.said}

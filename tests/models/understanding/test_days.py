"""The interview with its day, compared with the card's dates."""

from datetime import date

import pytest

from models.call import CallCard
from models.scenario import Scenario
from models.scorecard import CheckResult
from models.transcript import transcript_from_text
from models.understanding import find_checks

TUESDAY = date(2026, 11, 17)
FRIDAY = date(2026, 11, 20)


def _interview(text: str) -> CheckResult:
    card = CallCard(interview_date=TUESDAY, call_date=FRIDAY)
    results = find_checks(transcript_from_text(text), card, Scenario.VOICEMAIL, None)
    return {result.id: result for result in results}["interview_reference"]


@pytest.mark.parametrize(
    "text",
    [
        "We met last Tuesday.",
        "I interviewed with you on Tuesday.",
        "I interview with you last Tuesday.",
        "She interviewed me last Tuesday.",
        "I interviewed on the seventeenth.",
        "I interviewed on the 17th of November.",
        "You interviewed me three days ago.",
        "I had my interview earlier this week.",
        "I came in for an interview the other day.",
        "I interviewed recently for the job.",
        "I interviewed on November 17.",
        "You interviewed me on 17 November.",
        "It's been three days since my interview.",
    ],
)
def test_the_day_of_the_card(text: str) -> None:
    result = _interview(text)
    assert result.said
    assert not result.problem


@pytest.mark.parametrize(
    "text",
    [
        "We met last Wednesday.",
        "I interviewed with you yesterday.",
        "I interviewed on the eighteenth.",
        "I interviewed on the 16th.",
        "You interviewed me two days ago.",
        "I had my interview last week.",
        "I had my interview on the twenty first of October.",
    ],
)
def test_another_day_is_said_but_a_problem(text: str) -> None:
    result = _interview(text)
    assert result.said
    assert "17 November" in result.problem


def test_the_day_goes_with_the_interview_of_its_own_sentence() -> None:
    result = _interview("Good morning, Wendy Jones speaking. Three days ago you interviewed me for the job.")
    assert result.quote == "Three days ago you interviewed me for the job."


def test_only_the_day_itself_is_compared() -> None:
    text = "I came in last Friday for the technician job. It's about the interview."
    assert "17 November" in _interview(text).problem


@pytest.mark.parametrize(
    "text",
    [
        "I interviewed with you for the job.",
        "I'd love to set up an interview on Tuesday.",
        "How was your interview with the press on Tuesday?",
        "My interview is next Tuesday.",
        "My sister had an interview on Tuesday.",
    ],
)
def test_no_interview_or_no_day(text: str) -> None:
    assert not _interview(text).said

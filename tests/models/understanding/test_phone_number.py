"""Phone numbers in every grouping and wording."""

import pytest

from models.call import CallCard
from models.scenario import Scenario
from models.scorecard import CheckResult
from models.transcript import Transcript, Word, transcript_from_text
from models.understanding import find_checks
from models.understanding.phone_number import digits_of, same_number


def _number(text: str, phone: str = "") -> CheckResult:
    results = find_checks(transcript_from_text(text), CallCard(phone=phone), Scenario.VOICEMAIL, None)
    return {result.id: result for result in results}["phone_number"]


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("My number is five five five, zero one four two.", "555-0142"),
        ("My number is 555-0142.", "555-0142"),
        ("My number is 555, 01, 42.", "555-0142"),
        ("it's triple five oh one forty-two", "555-0142"),
        ("my number is five hundred fifty-five, zero one four two", "555-0142"),
        ("my number is 5,550,142", "555-0142"),
        ("call me on five fifty-five oh one four two", "555-0142"),
        ("my number is 5550142, that's 555 0142", "555-0142"),
        ("my number is five five five zero one for two", "555-0142"),
        ("my number is five five five um zero one four two", "555-0142"),
        ("oh double seven double oh nine hundred one two three", "07700 900123"),
        ("My mobile is double 7 double 0900 1 2 3", "7700900123"),
        ("plus four four seven seven zero zero nine double zero one two three", "07700 900123"),
        ("07700 900 123", "+44 (0)7700 900123"),
        ("area code two one two, five five five, oh one four seven", "(212) 555-0147"),
        ("my number is 0118-496-OTRIPLE7", "0118 496 0777"),
        ("five five five oh one four two extension one two", "555-0142"),
        ("zero one six one, four nine six, oh two three four", "0161 496 0234"),
    ],
)
def test_the_cards_number(text: str, phone: str) -> None:
    assert _number(text, phone).said, _number(text, phone).problem


@pytest.mark.parametrize(
    "text",
    [
        "My number is 555-0143.",
        "my number is five five five oh one four four",
        "I called about the sales job. You can reach me on 5550143.",
    ],
)
def test_another_number_is_shown_loudly(text: str) -> None:
    result = _number(text, "555-0142")
    assert not result.said
    assert "555014" in result.problem
    assert "555-0142" in result.problem


def test_a_repeated_digit_that_the_recogniser_lost_is_no_wrong_number() -> None:
    for digits, said in (("312550198", True), ("312555019", False), ("315550198", False)):
        words = [*["You", "can", "reach", "me", "on"], digits]
        spoken = Transcript(tuple(Word(word, float(at), at + 0.5) for at, word in enumerate(words)))
        card = CallCard(phone="(312) 555-0198")
        results = find_checks(spoken, card, Scenario.VOICEMAIL, None)
        assert {result.id: result.said for result in results}["phone_number"] is said, digits
    assert not _number("You can reach me on 312550198.", "(312) 555-0198").said  # typed as it is


def test_the_right_number_after_a_slip_counts() -> None:
    assert _number("My number is 555-0143, no, sorry, it's 555-0142.", "555-0142").said


def test_of_a_group_said_again_the_second_time_counts() -> None:
    assert _number("You can reach me on 0117-496-0090. Oh, double 9-0.", "0117 496 0990").said
    assert not _number("You can reach me on 0117-496-0090. Oh, double 9-1.", "0117 496 0990").said


@pytest.mark.parametrize(
    "text",
    [
        "The reference number is 4471 2209.",
        "I sold 1,500,000 units.",
        "I grew it from five hundred to six thousand readers.",
        "We met on the seventeenth.",
        "Is your number still 555 0142?",
        "You have my number.",
        "Call me about order number 5550 1420.",
    ],
)
def test_other_numbers(text: str) -> None:
    assert not _number(text).said


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("447700900123", "07700900123", True),
        ("12125550147", "2125550147", True),
        ("5550142", "5550142", True),
        ("5550142", "5550143", False),
        ("0142", "5550142", False),
    ],
)
def test_same_line(left: str, right: str, same: bool) -> None:
    assert same_number(left, right) is same


def test_written_numbers() -> None:
    assert digits_of("+44 (0)7700 900123") == "447700900123"
    assert digits_of("555-0142 ext. 12") == "5550142"

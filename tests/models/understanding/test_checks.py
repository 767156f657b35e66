"""Whole calls, the shape of the results, and indifference to case and punctuation."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from models.call import CallCard
from models.check_catalogue import check_specs
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Wanted
from models.transcript import PartnerTurn, Transcript, Word, transcript_from_text
from models.understanding import find_checks

CARD = CallCard(
    caller="Wendy Jones",
    phone="555-0142",
    role="Marketing Manager",
    company="Northwind",
    interviewer="Scott",
    interviewer_title="Mr.",
    interview_date=date(2026, 11, 17),
    call_date=date(2026, 11, 20),
)
VOICEMAIL = (
    "Hello, Mister Scott. This is Wendy Jones. We met last Tuesday about the marketing manager position. "
    "I'm calling to thank you for your time, and to say how much I'd like to join your team. "
    "If you have any more questions, please call me back. My number is, five five five, zero one four two. "
    "Thanks again, and have a good afternoon."
)


def check(text: str, call: CallCard = CARD) -> dict[str, CheckResult]:
    return {c.id: c for c in find_checks(transcript_from_text(text), call, Scenario.VOICEMAIL, None)}


def said(text: str, call: CallCard = CARD) -> set[str]:
    return {check_id for check_id, result in check(text, call).items() if result.said}


def test_all_checks_in_the_order_of_the_catalogue() -> None:
    results = find_checks(Transcript(), CARD, Scenario.CHECK_IN, Verdict.REJECTED)
    assert [result.id for result in results] == list(check_specs())
    assert not any(result.said for result in results)
    assert {r.id: r.wanted for r in results}["feedback_request"] is Wanted.MUST


@pytest.mark.parametrize("call", [CARD, CallCard()])
def test_a_good_voicemail(call: CallCard) -> None:
    assert said(VOICEMAIL, call) == {
        "greeting", "full_name", "role", "interview_reference", "reason_for_calling", "thanks",
        "interest", "offer_information", "callback_invitation", "phone_number", "closing",
    }  # fmt: skip


def test_case_and_punctuation_play_no_part() -> None:
    bare = "".join(c for c in VOICEMAIL.lower() if c.isalnum() or c in " '")
    assert said(bare) == said(VOICEMAIL)


def test_the_quote_is_the_words_that_say_it() -> None:
    results = check(VOICEMAIL)
    assert results["full_name"].quote == "This is Wendy Jones."
    assert results["phone_number"].quote.startswith("five five five")
    assert results["full_name"].start_s is None


def test_times_are_those_of_the_words() -> None:
    words = tuple(
        Word(text=text, start_s=float(index), end_s=index + 0.5)
        for index, text in enumerate(["Good", "morning.", "My", "name", "is", "Wendy", "Jones."])
    )
    results = {c.id: c for c in find_checks(Transcript(words=words), CARD, Scenario.VOICEMAIL, None)}
    assert (results["full_name"].start_s, results["full_name"].end_s) == (2.0, 6.5)


def test_no_point_reaches_across_the_partners_turn() -> None:
    words = tuple(
        Word(text=text, start_s=float(index), end_s=index + 0.5)
        for index, text in enumerate(["I", "am", "well", "thank", "you", "for", "your", "time"])
    )
    turn = PartnerTurn(start_s=4.6, end_s=4.9)
    results = {
        c.id: c
        for c in find_checks(Transcript(words=words, partner_turns=(turn,)), CARD, Scenario.CHECK_IN, None)
    }
    assert not results["thanks"].said


def test_a_wrong_number_is_a_problem_that_shows_both() -> None:
    result = check("My number is five five five, zero one four three.")["phone_number"]
    assert not result.said
    assert "5550143" in result.problem
    assert "555-0142" in result.problem


def test_another_day_than_the_cards_is_a_problem() -> None:
    result = check("We met last Thursday.")["interview_reference"]
    assert result.said
    assert "17" in result.problem
    assert not check("We met three days ago.")["interview_reference"].problem


SENTENCES = Path(__file__).parents[2] / "data" / "sentences_dev.jsonl"


@pytest.mark.parametrize("first", range(0, 1000, 100))
def test_ticks_are_the_same_without_case_and_punctuation(first: int) -> None:
    for line in SENTENCES.read_text(encoding="utf-8").splitlines()[first : first + 100]:
        text = json.loads(line)["text"]
        bare = re.sub(r"(?<!\d)[.,:;!?…](?!\d)|[.,:;!?…]$", " ", text.lower())
        assert said(bare, CallCard()) == said(text, CallCard()), text


@pytest.mark.parametrize("filler", ["um", "uh,"])
def test_fillers_between_words_change_nothing(filler: str) -> None:
    words = VOICEMAIL.split()
    mixed = " ".join(f"{word} {filler}" if index % 3 == 0 else word for index, word in enumerate(words))
    assert said(mixed) == said(VOICEMAIL)


def test_a_quote_begins_in_its_own_sentence_and_reads_whole() -> None:
    text = "Is there anything you'd like to know about my background? Thank you for your time. Goodbye."
    assert check(text)["thanks"].quote == "Thank you for your time."
    assert check("I'm calling to ask about the job. Goodbye.")["reason_for_calling"].quote == (
        "I'm calling to ask about the job."
    )


def test_ones_name_begins_in_its_own_sentence() -> None:
    assert check("Good morning, hello. This is Wendy Jones.")["full_name"].quote == "This is Wendy Jones."
    assert check("Hello, it's Wendy Jones.")["full_name"].quote == "Hello, it's Wendy Jones."


def test_a_word_of_the_job_heard_as_two() -> None:
    assert check("It's about the wine by a job.", CallCard(role="wine buyer"))["role"].said
    assert not check("It's about the wine by the job.", CallCard(role="wine maker"))["role"].said


def test_why_one_calls_after_how_are_you() -> None:
    for before in ("I'm well, thank you.", "Fine, and how are you?"):
        quote = check(f"{before} I'm calling about the job.")["reason_for_calling"].quote
        assert quote == "I'm calling about the job."


def test_a_reason_that_only_a_whole_call_makes_one() -> None:
    assert check(WEAK_REASON)["reason_for_calling"].quote == "I'd like to thank you again for having me."


WEAK_REASON = """Hello, Wendy Jones here. I came for the interview on Monday, for the job as a translator. I'd
like to thank you again for having me. It would be a pleasure to work with your team. If any questions have
come up since, I'm glad to answer them. Thanks a lot, bye for now."""

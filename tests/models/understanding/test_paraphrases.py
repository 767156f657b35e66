"""Every opener of a polite question with every thing one may ask for."""

import tomllib
from pathlib import Path

import pytest

from models.call import CallCard
from models.scenario import Scenario
from models.transcript import transcript_from_text
from models.understanding import find_checks

QUESTIONS = tomllib.loads((Path(__file__).parents[2] / "data" / "polite_questions.toml").read_text("utf-8"))
OPENERS, ASKED = QUESTIONS["openers"], QUESTIONS["asked"]
STATEMENTS = {
    "interest": [
        "I'm still very interested in the position.",
        "I'd be thrilled to be part of your company.",
        "My sister is interested in the job.",
        "I'm not interested any more.",
    ],
    "thanks": [
        "Thank you for your time.",
        "I'm grateful for the opportunity to interview.",
        "No thanks.",
        "Thanks to my experience I'd be quick to start.",
    ],
    "apologising": [
        "Sorry to bother you again.",
        "I hope I'm not disturbing you.",
        "Sorry, could you repeat that?",
        "I'm sorry to hear that.",
    ],
    "pushy": [
        "Did I get the job or not?",
        "Why hasn't anyone called me?",
        "I understand that you need time.",
        "May I ask whether you have decided?",
    ],
    "hedging": [
        "I was just sort of wondering.",
        "That's it, I guess.",
        "What kind of person are you looking for?",
        "I wonder whether you have decided.",
    ],
}


def _said(text: str) -> set[str]:
    results = find_checks(transcript_from_text(text), CallCard(), Scenario.VOICEMAIL, None)
    return {result.id for result in results if result.said}


@pytest.mark.parametrize(("check_id", "asked"), [(key, asked) for key in ASKED for asked in ASKED[key]])
def test_a_question_counts_however_it_is_opened(check_id: str, asked: str) -> None:
    for opener in OPENERS:
        said = _said(opener.format(asked))
        assert check_id in said, opener
        assert not said & (set(ASKED) - {check_id}), opener


@pytest.mark.parametrize("check_id", list(STATEMENTS))
def test_the_first_two_say_it_and_the_others_only_look_alike(check_id: str) -> None:
    first, second, *others = STATEMENTS[check_id]
    assert check_id in _said(first)
    assert check_id in _said(second)
    assert not any(check_id in _said(text) for text in others)

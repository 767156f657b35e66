"""Every opener of a polite question with every thing one may ask for."""

import pytest

from models.call import CallCard
from models.scenario import Scenario
from models.transcript import transcript_from_text
from models.understanding import find_checks

OPENERS = [
    "I was wondering {}",
    "Could you tell me {}",
    "Do you know {}",
    "May I ask {}",
    "I'd like to know {}",
    "I'm calling to find out {}",
    "Would you mind telling me {}",
    "Can you let me know {}",
    "I'd be grateful to know {}",
    "I just wanted to see {}",
]
ASKED = {
    "decision_status": [
        "if a decision has been made",
        "whether the position has been filled",
        "if I'm still being considered",
        "whether you have chosen someone",
        "if there's any news about the job",
    ],
    "timeline": [
        "when you expect to make a decision",
        "when I might hear back",
        "how long it will take to decide",
        "what the timeline is",
        "how soon you will know",
    ],
    "availability_request": [
        "when would be a good time to reach him",
        "when she might be free for a quick call",
        "when Ms. Patel is available",
        "when I could speak to her",
    ],
    "feedback_request": [
        "what I could have done better",
        "if you have any feedback for me",
        "how I could improve",
        "where I fell short",
    ],
    "other_openings": [
        "if there are any other openings",
        "whether you have other positions",
        "about other jobs in the company",
    ],
}
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

"""Content said twice is found; names, thanks and numbers may be repeated."""

import pytest

from models.scoring.repetition import repetition
from models.transcript import transcript_from_text
from tests.models.scoring.takes import WENDY


def _again(text: str) -> int:
    return repetition(transcript_from_text(text), WENDY).words


STORY = "I ran the summer campaign for a big furniture shop in Leeds. Our posters won a prize. "


def test_a_story_told_twice():
    assert _again(STORY * 2) >= 10
    assert _again(STORY) == 0


def test_other_order_and_small_words_do_not_hide_it():
    assert _again(STORY + "As I said, the furniture shop in Leeds, I ran its summer campaign.") >= 5


@pytest.mark.parametrize(
    "text",
    [
        "This is Wendy Jones about the marketing manager job. Once more, Wendy Jones, marketing manager job.",
        "My number is five five five, zero one four two. Again: five five five, zero one four two.",
        "Thank you for your time. I'm calling about the job. Thank you again for your time. Goodbye.",
        "I really, really, really want this, and I mean it.",
    ],
)
def test_what_may_be_repeated(text):
    assert _again(text) <= 2


def test_case_and_punctuation_are_irrelevant():
    text = STORY * 2
    plain = text.lower().replace(".", "").replace(",", "")
    assert _again(text) == _again(plain)

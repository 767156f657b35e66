import pytest

from audio.hints import Hints, bare_words, sounds_alike
from models.call import CallCard

HINTS = Hints(
    CallCard(
        caller="Maya Okafor", interviewer_title="Ms.", interviewer="Delgado", role="data analyst", company=" "
    )
)
WHOLE = ["this", "is", "maya", "okafor", "i", "interviewed"]


def test_hints_hold_what_the_card_holds():
    assert HINTS.phrases == ("Maya Okafor", "Ms. Delgado", "data analyst")
    assert HINTS.names == (("maya", "okafor"), ("delgado",))


def test_an_empty_card_gives_no_hotwords():
    assert Hints().hotwords == ""
    assert not Hints().accepts(["maya"], [0.5], [0.5], unhinted=["myer"])


def test_a_whole_name_replaces_a_mishearing_of_it():
    assert HINTS.accepts(
        ["maya", "okafor"], [0.04, 0.05], [0.45, 0.27], unhinted=["meyer", "okefer"], around=WHOLE
    )


def test_another_name_that_was_heard_clearly_stays():
    assert not HINTS.accepts(["maya"], [0.04], [0.73], unhinted=["myra"], around=["maya", "olson"])
    assert not HINTS.accepts(
        ["maya", "okafor"], [0.02, 0.02], [0.9, 0.8], unhinted=["myra", "okafer"], around=WHOLE
    )


def test_a_name_that_sounds_otherwise_stays():
    assert not HINTS.accepts(
        ["maya", "okafor"], [0.1, 0.1], [0.4, 0.3], unhinted=["meyer", "akai"], around=WHOLE
    )


def test_words_that_were_not_hinted_are_never_taken_from_the_prompt():
    assert not HINTS.accepts(["banana"], [0.9], [0.1], unhinted=["bandana"])


def test_job_words_need_less_support_than_names():
    assert HINTS.accepts(["analyst"], [0.1], [0.5], unhinted=["and", "list"], around=["data", "analyst"])


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Okafor", "Ockefer", True),
        ("Kowalczyk", "Kowolksick", True),
        ("Okafor", "Olsen", False),
        ("", "", True),
    ],
)
def test_sounds_alike(one, other, alike):
    assert (sounds_alike(one, other) >= 0.65) is alike


def test_bare_words():
    assert bare_words("  It’s Ms. O'Neil-Smith, 555!") == ("it’s", "ms", "o'neil", "smith", "555")

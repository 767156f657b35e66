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


@pytest.mark.parametrize(
    ("hinted", "unhinted"),
    [(["eva", "brannigan"], ["eifa", "brennan"]), (["oliver"], ["oliveander"])],
)
def test_a_name_with_other_consonants_stays_however_likely(hinted, unhinted):
    hints = Hints(CallCard(caller="Eva Brannigan", interviewer="Oliver"))
    assert not hints.accepts(hinted, [0.3], [0.35], unhinted=unhinted, around=hinted)


def test_a_name_that_is_likelier_than_what_was_written_needs_less_likeness():
    hints = Hints(CallCard(interviewer="Dunwoody"))
    for probability, taken in ((0.6, True), (0.4, False)):
        args = (["dunwoody"], [probability], [0.5])
        assert hints.accepts(*args, unhinted=["sunwoody"], around=["dunwoody"]) is taken


def test_the_surer_the_other_name_was_the_likelier_the_cards_has_to_be():
    hints = Hints(CallCard(interviewer="Lockhart"))
    for heard, taken in ((0.95, False), (0.6, True)):
        args = (["lockhart"], [0.5 * heard], [heard])
        assert hints.accepts(*args, unhinted=["lockwood"], around=["lockhart"]) is taken


def test_titles_make_no_names_alike():
    hints = Hints(CallCard(interviewer="Pomfret", interviewer_title="Ms."))
    args = (["ms", "pomfret"], [0.4, 0.2], [0.5, 0.5])
    assert not hints.accepts(*args, unhinted=["miss", "pomerai"], around=["ms", "pomfret"])


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
    assert (sounds_alike(one, other) >= 0.8) is alike


def test_bare_words():
    assert bare_words("  It’s Ms. O'Neil-Smith, 555!") == ("it’s", "ms", "o'neil", "smith", "555")

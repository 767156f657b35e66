from hypothesis import given
from hypothesis import strategies as st

from models.corrections import (
    Corrections,
    changes,
    corrected_checks,
    corrected_transcript,
    edited_word,
    origins,
)
from models.scorecard import CheckResult, Wanted
from models.transcript import Transcript
from tests.models.making import make_words


def test_one_word_may_become_several_that_share_its_time() -> None:
    transcript = Transcript(make_words("my or aquifer calling"))
    corrections = Corrections().with_word(0, "Maya").with_word(1, "").with_word(2, "Okafor here")
    fixed = corrected_transcript(transcript, corrections)
    assert fixed.text == "Maya Okafor here calling"
    assert fixed.words[1].start_s == transcript.words[2].start_s
    assert fixed.words[2].end_s == transcript.words[2].end_s


def test_the_last_correction_of_a_word_counts() -> None:
    corrections = Corrections().with_word(0, "Wanda").with_word(0, "Wendy")
    assert corrected_transcript(Transcript(make_words("Windy")), corrections).text == "Wendy"


def test_ticks_override_what_was_heard_and_are_marked() -> None:
    heard = (
        CheckResult("thanks", Wanted.MUST, said=False),
        CheckResult("role", Wanted.MUST, said=True, start_s=1.0, end_s=2.0, quote="the job"),
        CheckResult("greeting", Wanted.MUST, said=True, quote="Hello"),
    )
    corrections = Corrections().with_tick("thanks", True).with_tick("role", False).with_tick("greeting", True)
    thanks, role, greeting = corrected_checks(heard, corrections)
    assert (thanks.said, thanks.corrected) == (True, True)
    assert (role.said, role.quote, role.start_s, role.corrected) == (False, "", None, True)
    assert greeting == heard[2]


def test_each_shown_word_knows_which_word_it_stands_for() -> None:
    transcript = Transcript(make_words("my aquifer um calling"))
    corrections = Corrections().with_word(1, "Maya Okafor").with_word(2, "")
    assert origins(transcript, corrections) == (0, 1, 1, 3)


def test_a_corrected_word_can_be_corrected_again() -> None:
    transcript = Transcript(make_words("my aquifer calling"))
    once = edited_word(transcript, Corrections(), 1, "Maya Okafur")
    twice = edited_word(transcript, once, 2, "Okafor")
    assert corrected_transcript(transcript, twice).text == "my Maya Okafor calling"
    assert len(twice.words) == 1


def test_what_was_heard_is_told_for_each_word_put_right_and_each_taken_out() -> None:
    transcript = Transcript(make_words("my aquifer um calling"))
    corrections = Corrections().with_word(1, "Maya Okafor").with_word(2, "")
    found = changes(transcript, corrections)
    assert found.heard == {1: "aquifer", 2: "aquifer"}
    assert [(removed.word, removed.before, removed.heard.text) for removed in found.removed] == [(2, 3, "um")]


def test_a_word_goes_back_to_what_was_heard() -> None:
    transcript = Transcript(make_words("my aquifer um calling"))
    corrections = Corrections().with_word(1, "Okafor").with_word(2, "").with_tick("thanks", True)
    assert corrections.count == 3
    back = corrections.without_word(2).without_word(1).without_tick("thanks")
    assert back == Corrections()
    assert corrected_transcript(transcript, back) == transcript


def test_typing_what_was_heard_is_no_correction() -> None:
    transcript = Transcript(make_words("my aquifer calling"))
    once = edited_word(transcript, Corrections(), 1, "Maya Okafor")
    assert edited_word(transcript, edited_word(transcript, once, 1, ""), 1, "aquifer") == Corrections()
    assert edited_word(transcript, Corrections(), 0, "my") == Corrections()


@given(st.lists(st.tuples(st.integers(0, 30), st.text(" ab", max_size=5)), max_size=12))
def test_every_shown_word_and_every_removed_one_stands_for_a_heard_word(edits: list[tuple[int, str]]) -> None:
    transcript = Transcript(make_words("one two three four five"))
    corrections = Corrections()
    for at, said in edits:
        shown = len(corrected_transcript(transcript, corrections).words)
        if shown:
            corrections = edited_word(transcript, corrections, at % shown, said)
    words = corrected_transcript(transcript, corrections).words
    whence = origins(transcript, corrections)
    found = changes(transcript, corrections)
    assert len(whence) == len(words)
    assert {*whence, *(removed.word for removed in found.removed)} == set(range(5))
    for at, word in enumerate(words):
        heard = transcript.words[whence[at]].text
        assert found.heard.get(at, word.text) == heard

from models.corrections import Corrections, corrected_checks, corrected_transcript, edited_word, origins
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

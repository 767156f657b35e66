import numpy as np
import pytest

from audio.invented_words import (
    is_invented,
    is_likely_rest,
    is_looping,
    is_silent,
    is_troubled,
    repeats,
    spoken_only,
    stutters,
)
from audio.whisper_model import AlignedWord, Hypothesis


def hypothesis(
    text: str = "Thank you.", no_speech: float = 0.1, log_probability: float = -0.3, tokens: int = 20
) -> Hypothesis:
    return Hypothesis((1,) * tokens, text, log_probability, no_speech)


def word(text: str, probability: float, start_s: float = 1.0) -> AlignedWord:
    return AlignedWord(text, (1,), start_s, start_s + 0.4, probability)


def voice(seconds: float, *stretches: tuple[float, float, float]) -> np.ndarray:
    track = np.full(round(seconds * 100), 0.02, dtype=np.float32)
    for first_s, last_s, value in stretches:
        track[round(first_s * 100) : round(last_s * 100)] = value
    return track


def test_silence_has_no_voice():
    assert is_silent(voice(3.0))
    assert is_silent(voice(0.0))
    assert not is_silent(voice(3.0, (1, 1.5, 0.9)))


def test_the_classic_on_a_click_is_invented():
    assert is_invented(
        hypothesis(no_speech=0.9), [word("Thank", 0.01), word("you.", 0.96)], voice(3.0, (1, 1.1, 0.6))
    )


def test_words_without_any_voice_must_be_beyond_doubt():
    bark = voice(3.0, (1, 1.2, 0.4))
    assert is_invented(hypothesis("Whoo!", no_speech=0.25), [word("Whoo!", 0.9)], bark)
    assert is_invented(hypothesis("Whoo!", no_speech=0.1), [word("Whoo!", 0.4)], bark)
    assert not is_invented(hypothesis("Hello.", no_speech=0.1), [word("Hello.", 0.8)], bark)


def test_words_on_hardly_any_voice_must_not_be_doubted():
    sneeze = voice(1.4, (0.6, 0.71, 0.83))
    assert is_invented(hypothesis("Hey", no_speech=0.18), [word("Hey", 0.3)], sneeze)
    assert not is_invented(hypothesis("Hey", no_speech=0.18), [word("Hey", 0.6)], sneeze)


def test_what_whisper_doubts_in_two_ways_is_invented():
    sneeze = voice(1.3, (0.6, 0.82, 0.85))
    thanks = [word("Thank", 0.02), word("you.", 0.95)]
    assert is_invented(hypothesis(no_speech=0.48, log_probability=-1.06), thanks, sneeze)
    assert not is_invented(hypothesis(no_speech=0.48, log_probability=-0.8), thanks, sneeze)
    longer = voice(1.8, (0.6, 1.07, 0.87))
    assert is_invented(hypothesis(no_speech=0.3, log_probability=-0.85), [word("Thanks!", 0.66)], longer)
    assert not is_invented(hypothesis(no_speech=0.2, log_probability=-0.85), [word("Thanks!", 0.66)], longer)
    halting = voice(6.4, (1.0, 3.8, 0.9))
    assert not is_invented(hypothesis("it is the beginning", 0.5, -1.13), thanks, halting)


def test_more_words_than_can_be_said_are_invented_where_there_is_doubt():
    sneeze = voice(2.0, (0.6, 1.67, 0.9))
    thanks = [word("watching", 0.6)] * 18
    assert is_invented(hypothesis(no_speech=0.44), thanks, sneeze)
    assert not is_invented(hypothesis(no_speech=0.2), thanks, sneeze)
    assert not is_invented(hypothesis(no_speech=0.44), thanks[:9], sneeze)


def test_real_thanks_stay():
    assert not is_invented(
        hypothesis(no_speech=0.11), [word("Thank", 0.89), word("you.", 0.93)], voice(3.0, (1, 1.6, 0.87))
    )


def test_nothing_heard_is_nothing_said():
    assert is_invented(hypothesis(), [], voice(3.0, (0, 3, 0.9)))


@pytest.mark.parametrize(
    ("text", "looping"),
    [
        ("thank you so much, thank you so much", True),
        ("uh uh uh uh uh", True),
        ("some more words words words words and that should be all", False),
        ("I had had enough", False),
        ("the number is five five five oh one four two", False),
        ("", False),
    ],
)
def test_repeats(text, looping):
    assert repeats(text.split()) is looping
    assert is_looping(hypothesis(text)) is looping


@pytest.mark.parametrize(
    ("text", "stuttering"),
    [
        ("You can reach me at 555-555-555-0142.", True),
        ("It is 020 20 20 20 now.", True),
        ("You can reach me at 555-555-0142.", False),
        ("It is 5550142, 5550142.", False),
    ],
)
def test_digits_that_were_said_twice_are_not_written_thrice(text, stuttering):
    assert stutters(text) is stuttering
    assert is_troubled(hypothesis(text)) is stuttering


def test_a_guess_is_tried_again():
    assert is_troubled(hypothesis("Hello there.", log_probability=-1.4))


def test_a_name_or_a_few_words_are_no_guess_yet():
    """Hearing them again made half of all hang-ups in mid-speech wait, and hardly ever helped."""
    assert not is_troubled(hypothesis("Is that Doctor Hawthorne?", log_probability=-0.6))
    assert not is_troubled(hypothesis("Hello, Mr.", log_probability=-0.8, tokens=6))
    assert is_troubled(hypothesis("Hello, Mr.", log_probability=-1.1, tokens=6))


def test_words_need_some_sound_of_speech():
    track = voice(4.0, (0.9, 1.5, 0.9), (2.4, 3.0, 0.3))
    words = [word("yes", 0.2, 1.0), word("well", 0.8, 2.5), word("you", 0.1, 2.5), word("bye", 0.9, 3.5)]
    assert [w.text for w in spoken_only(words, track)] == ["yes", "well"]


def test_a_rest_is_believed_unless_whisper_doubts_it_itself():
    said = voice(1.0, (0.2, 0.7, 0.95))
    assert is_likely_rest([word("It", 0.5), word("was", 0.98)], said)
    assert not is_likely_rest([word("So,", 0.2)], said)
    assert not is_likely_rest([], said)


def test_a_rest_holds_no_more_words_than_can_be_said():
    thanks = [word("thanks", 0.8)] * 12
    assert not is_likely_rest(thanks, voice(1.1, (0.2, 0.7, 0.95)))
    assert is_likely_rest(thanks, voice(3.0, (0.2, 2.6, 0.95)))


def test_fillers_are_judged_elsewhere():
    assert len(spoken_only([word("um,", 0.1, 1.0)], voice(3.0))) == 1

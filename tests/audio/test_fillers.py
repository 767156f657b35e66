import numpy as np
import pytest

from audio.fillers import (
    PROMPT,
    begins_with_filler,
    believed,
    doubtful,
    settled,
    sounding,
    with_probabilities,
    without,
)
from audio.voicing import Tone
from audio.whisper_model import AlignedWord
from models.transcript import is_filler


def word(text: str, start_s: float, end_s: float, probability: float = 0.9) -> AlignedWord:
    return AlignedWord(" " + text, (1,), start_s, end_s, probability)


def frames(*stretches: tuple[float, float]) -> np.ndarray:
    mask = np.zeros(500, dtype=bool)
    for first_s, last_s in stretches:
        mask[round(first_s * 100) : round(last_s * 100)] = True
    return mask


def tone(*stretches: tuple[float, float]) -> Tone:
    return Tone(frames(*stretches), np.ones(500, dtype=np.float32))


def spans(words: list[AlignedWord]) -> list[tuple[str, float, float]]:
    return [(w.text.strip(), round(w.start_s, 2), round(w.end_s, 2)) for w in words]


def test_the_prompt_holds_fillers():
    assert sum(is_filler(word) for word in PROMPT.replace(".", "").split()) >= 5


def test_a_filler_is_believed_by_its_probability_after_the_prompt():
    heard = [
        word("well", 0.0, 0.4),
        word("um,", 0.4, 0.7, 0.001),
        word("I", 0.7, 0.8),
        word("uh,", 1.0, 1.2, 0.3),
    ]
    primed = [
        word("well", 0.0, 0.4, 0.5),
        word("um,", 0.4, 0.7, 0.9),
        word("I", 0.7, 0.8),
        word("uh,", 1.0, 1.2, 0.4),
    ]
    kept = believed(heard, primed)
    assert [(w.text.strip(), w.probability) for w in kept] == [("well", 0.9), ("um,", 0.9), ("I", 0.9)]


def test_nothing_is_believed_from_where_the_decoder_hangs():
    said = [word("and", 7.0, 7.3), word("uh,", 7.3, 7.6)]
    hanging = [word(text, 8.36, 8.36) for text in ("uh,", "that", "should", "be,") * 5]
    assert believed([*said, *hanging], [*said, *hanging]) == said


def test_fillers_that_follow_each_other_are_no_hang():
    words = [word("uh,", i * 0.6, i * 0.6 + 0.02) for i in range(6)]
    assert believed(words, words) == words


def test_probabilities_of_fillers_are_carried_over():
    words = with_probabilities([word("so", 0, 1, 0.8), word("um", 1, 2, 0.01)], [word("um", 1, 2, 0.7)])
    assert [w.probability for w in words] == [0.8, 0.7]


def test_a_filler_put_into_the_pause_before_it_starts_with_its_sound():
    words = [word("Um,", 0.0, 1.4), word("hello", 1.4, 1.8)]
    assert spans(settled(words, tone((1.25, 1.4)), frames((1.22, 1.8)))) == [
        ("Um,", 1.22, 1.4),
        ("hello", 1.4, 1.8),
    ]


def test_a_filler_put_behind_its_sound_is_moved_onto_it():
    words = [word("the,", 0.5, 2.0), word("uh,", 2.0, 2.05), word("job", 2.1, 2.5)]
    found = settled(words, tone((1.2, 1.6)), frames((0.5, 0.8), (1.2, 1.6), (1.95, 2.5)))
    assert spans(found) == [("the,", 0.5, 1.2), ("uh,", 1.2, 1.6), ("job", 2.1, 2.5)]


def test_a_filler_put_late_into_its_sound_begins_where_that_does():
    words = [word("happened,", 0.5, 1.3), word("uh,", 2.06, 2.3), word("and", 2.3, 2.5)]
    found = settled(words, tone((2.0, 2.3)), frames((0.5, 1.3), (1.52, 3.0)))
    assert spans(found)[1] == ("uh,", 1.52, 2.3)


def test_a_filler_without_time_at_the_start_is_put_on_the_first_sound():
    words = [word("Um,", 0.0, 0.0), word("I", 0.94, 1.1)]
    assert spans(settled(words, tone((0.3, 0.6)), frames((0.27, 0.72), (0.94, 2.0))))[0] == ("Um,", 0.3, 0.6)


def test_where_nothing_sounds_there_is_no_filler():
    assert sounding([word("um,", 1.0, 1.4)], tone(), frames((2.0, 3.0))) == []


def test_a_hoarse_filler_is_moved_onto_the_sound_that_nobody_needs():
    words = [word("the,", 0.5, 2.0), word("uh,", 2.0, 2.05), word("job", 2.1, 2.5)]
    found = settled(words, tone(), frames((0.5, 0.8), (1.2, 1.6), (1.95, 2.5)))
    assert spans(found)[1] == ("uh,", 1.2, 1.6)


@pytest.mark.parametrize(("held_s", "kept"), [(0.05, False), (0.13, True)])
def test_a_burst_that_stands_alone_is_no_filler(held_s, kept):
    words = [word("here.", 0.5, 1.0), word("uh,", 1.5, 1.9), word("Yeah", 2.5, 3.0)]
    speech = frames((0.5, 1.0), (1.5, 1.9), (2.5, 3.0))
    assert (words[1] in sounding(words, tone((1.6, 1.6 + held_s)), speech)) is kept


def test_a_brief_filler_between_pauses_is_voiced_for_most_of_its_time():
    words = [word("was,", 0.5, 1.0), word("uh,", 1.5, 1.62), word("for", 2.5, 3.0)]
    speech = frames((0.5, 1.0), (1.5, 1.62), (2.5, 3.0))
    quiet = np.where(speech, 1.0, 0.0).astype(np.float32)
    assert words[1] in sounding(words, Tone(frames((1.5, 1.56), (1.58, 1.62)), quiet), speech)


def test_in_running_speech_a_short_tone_is_enough_and_for_a_certain_filler_none_is_needed():
    speech = frames((0.5, 3.0))
    unsure, sure = word("uh,", 1.5, 1.7, 0.6), word("um,", 2.0, 2.2, 0.9)
    assert sounding([unsure, sure], tone(), speech) == [sure]
    assert sounding([unsure, sure], tone((1.5, 1.55)), speech) == [unsure, sure]


def test_fillers_among_words_that_are_unclear_are_doubtful():
    clear, unclear = word("job", 1.0, 1.5, 0.9), word("flirty", 1.0, 1.5, 0.2)
    filler, certain = word("uh,", 0.5, 1.0, 0.7), word("uh,", 0.5, 1.0, 0.9)
    assert doubtful([filler, unclear]) == [filler]
    assert doubtful([filler, clear]) == []
    assert doubtful([certain, unclear]) == []


def test_a_doubtful_filler_that_goes_leaves_its_time_to_the_next_word():
    words = [word("but", 0.5, 1.0), word("uh,", 1.0, 1.3), word("cares", 1.3, 1.8)]
    assert spans(without(words, words[1])) == [("but", 0.5, 1.0), ("cares", 1.0, 1.8)]


def test_what_a_stretch_sounds_like_by_itself():
    assert begins_with_filler("Um, I-")
    assert not begins_with_filler("CER")
    assert not begins_with_filler("")

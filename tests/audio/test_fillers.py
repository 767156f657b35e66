import numpy as np
import pytest

from audio.filler_sounds import FillerSound
from audio.fillers import (
    PROMPT,
    Candidate,
    believed,
    divided,
    evidence,
    hanging_from,
    heard_at,
    inserted,
    likely,
    named,
    on_sounds,
    place,
    settled,
    unnamed,
    with_probabilities,
)
from audio.whisper_model import AlignedWord
from models.transcript import is_filler


def word(text: str, start_s: float, end_s: float, probability: float = 0.9) -> AlignedWord:
    return AlignedWord(" " + text, (1,), start_s, end_s, probability)


def filler(sound: FillerSound, at: int) -> Candidate:
    return Candidate(sound, at, " uh,", (7,), 0.8)


SPEECH = np.ones(500, dtype=bool)


def silent_but(first_s: float, last_s: float) -> np.ndarray:
    mask = np.zeros(500, dtype=bool)
    mask[round(first_s * 100) : round(last_s * 100)] = True
    return mask


def texts(words) -> list[str]:
    return [it.text.strip() for it in words]


def spans(words) -> list[tuple[str, float, float]]:
    return [(w.text.strip(), round(w.start_s, 2), round(w.end_s, 2)) for w in words]


def test_the_prompt_holds_fillers():
    assert sum(is_filler(word) for word in PROMPT.replace(".", "").split()) >= 5


def test_the_decoder_hangs_where_many_words_share_a_moment():
    said = [word("and", 7.0, 7.3), word("uh,", 7.3, 7.6)]
    hanging = [word(text, 8.36, 8.36) for text in ("uh,", "that", "should", "be,") * 5]
    assert hanging_from([*said, *hanging]) == 2


def test_fillers_that_follow_each_other_are_no_hang():
    words = [word("uh,", i * 0.6, i * 0.6 + 0.02) for i in range(6)]
    assert hanging_from(words) == 6


def test_probabilities_of_fillers_are_carried_over():
    words = with_probabilities([word("so", 0, 1, 0.8), word("um", 1, 2, 0.01)], [word("um", 1, 2, 0.7)])
    assert [w.probability for w in words] == [0.8, 0.7]


def test_without_sounds_whispers_probability_alone_counts():
    assert texts(likely([word("so", 0, 1, 0.1), word("um", 1, 2, 0.6), word("uh", 2, 3, 0.4)])) == [
        "so",
        "um",
    ]


@pytest.mark.parametrize(
    ("likeness", "probability", "said"),
    [
        (5.5, 0.5, True),
        (9.0, 0.05, True),
        (8.5, 0.001, True),
        (3.5, 0.85, True),
        (2.5, 0.99, False),
        (3.5, 0.7, False),
        (5.0, 0.3, False),
        (2.1, 0.9, False),
    ],
)
def test_the_two_witnesses_make_up_for_each_other(likeness, probability, said):
    assert (evidence(FillerSound(1.0, 1.3, likeness), probability, [], SPEECH) > 0) is said


def test_between_two_pauses_the_sound_counts_for_more():
    """Whisper often has nothing to say there."""
    sound = FillerSound(1.0, 1.5, 7.0)
    assert evidence(sound, 0.01, [], SPEECH) < 0 < evidence(sound, 0.01, [], silent_but(1.0, 1.5))


@pytest.mark.parametrize(("understood", "said"), [(0.9, True), (0.75, True), (0.5, False)])
def test_a_drawn_out_vowel_in_words_that_are_hardly_understood_is_no_filler(understood, said):
    words = [word("it", 0.2, 0.5, understood), word("er,", 1.0, 1.3, 0.7), word("lost", 1.5, 2.0, understood)]
    vowel = FillerSound(1.0, 1.3, 5.0)
    assert (evidence(vowel, 0.7, words, SPEECH) > 0) is said
    assert ("er," in texts(believed(words, [vowel], SPEECH))) is said


def test_a_clear_filler_is_heard_in_words_that_are_hardly_understood():
    words = [word("my", 0.2, 0.5, 0.4), word("work", 1.5, 2.0, 0.4)]
    assert evidence(FillerSound(1.0, 1.3, 7.5), 0.8, words, SPEECH) > 0


def test_a_filler_by_itself_needs_no_words_that_are_understood():
    assert evidence(FillerSound(1.0, 1.3, 5.0), 0.6, [word("um", 1.0, 1.3, 0.6)], SPEECH) > 0


def test_a_filler_without_a_sound_of_its_own_is_not_believed():
    words = [word("well", 0.0, 0.4), word("um,", 0.4, 0.7), word("I", 0.7, 0.8), word("uh,", 2.0, 2.2)]
    assert texts(believed(words, [FillerSound(0.4, 0.7, 5.0)], SPEECH)) == ["well", "um,", "I"]


def test_a_filler_put_into_the_pause_beside_its_sound_finds_it():
    words = [word("Um,", 0.0, 0.5), word("hello", 1.1, 1.4)]
    sound = FillerSound(0.75, 1.1, 5.0)
    assert on_sounds(words, [FillerSound(0.1, 0.2, 2.1), sound]) == {0: sound}


def test_a_filler_does_not_jump_over_a_word():
    words = [word("Um,", 0.0, 0.5), word("hello", 0.5, 0.8), word("there", 0.9, 1.2)]
    assert on_sounds(words, [FillerSound(0.9, 1.1, 5.0)]) == {}


def test_fillers_in_a_row_share_the_sounds_in_order():
    """The first may not take the second's, though that is greater."""
    words = [word("uh,", 1.2, 1.2), word("uh,", 1.3, 1.3)]
    sounds = [FillerSound(0.9, 1.1, 4.5), FillerSound(1.2, 1.5, 6.0)]
    assert on_sounds(words, sounds) == dict(enumerate(sounds))


def test_a_long_sound_of_several_sure_fillers_is_divided():
    words = [word("uh,", 1.0 + 0.3 * i, 1.1 + 0.3 * i) for i in range(3)]
    parts = divided([FillerSound(1.0, 1.9, 6.0), FillerSound(3.0, 3.9, 6.0)], words)
    assert [(round(p.start_s, 2), round(p.end_s, 2)) for p in parts] == [
        (1.0, 1.3),
        (1.3, 1.6),
        (1.6, 1.9),
        (3.0, 3.9),
    ]


def test_a_great_sound_that_whisper_left_out_is_asked_for():
    words = [word("so", 0.0, 0.4), word("uh,", 0.5, 0.8)]
    great, named_one, small = (
        FillerSound(2.0, 2.4, 6.0),
        FillerSound(0.5, 0.8, 6.0),
        FillerSound(3.0, 3.3, 3.0),
    )
    assert unnamed(words, [named_one, great, small], SPEECH) == [great]


def test_the_end_of_a_filler_is_no_second_one():
    words = [word("uh,", 0.5, 0.8)]
    assert unnamed(words, [FillerSound(0.5, 0.8, 7.0), FillerSound(0.85, 1.0, 5.5)], SPEECH) == []


def test_a_filler_after_a_pause_is_a_second_one():
    """The encoder hears a sound for some time after it has ended, so that the two meet."""
    second = FillerSound(0.85, 1.3, 5.5)
    pause = ~silent_but(0.7, 0.85)
    assert unnamed([word("uh,", 0.5, 0.8)], [FillerSound(0.5, 0.8, 7.0), second], pause) == [second]


def test_a_filler_is_tried_before_and_behind_the_word_on_its_sound():
    words = [word("so", 1.0, 1.5), word("this", 1.5, 2.0)]
    sound = FillerSound(1.1, 1.4, 5.0)
    assert [place(words, sound, behind=behind) for behind in (False, True)] == [0, 1]
    assert place(words, FillerSound(2.5, 2.9, 5.0), behind=True) == 2


def test_fillers_take_their_places_and_words_misheard_for_them_go():
    words = [word("hi", 0.0, 0.3), word("are", 0.5, 0.8, 0.1), word("we", 0.9, 1.2, 0.2)]
    joined, at = inserted(words, [filler(FillerSound(0.45, 0.8, 6.0), 1)])
    assert spans(joined) == [("hi", 0.0, 0.3), ("uh,", 0.45, 0.8), ("we", 0.9, 1.2)]
    assert list(at) == [1]


def test_fillers_that_were_heard_keep_their_places_among_the_words():
    words = [word("uh,", 0.1, 0.3), word("so", 0.4, 0.6), word("um,", 0.7, 0.9), word("yes", 1.0, 1.2)]
    found = named(words, [FillerSound(0.1, 0.3, 6.0), FillerSound(0.7, 0.9, 6.0)])
    assert [(it.text.strip(), it.place) for it in found] == [("uh,", 0), ("um,", 1)]


def test_a_filler_gets_the_time_of_its_sound_and_the_words_around_keep_clear():
    words = [word("so", 0.5, 1.0), word("uh,", 1.0, 1.1), word("yes", 1.1, 1.6), word("no", 1.6, 1.9)]
    assert spans(settled(words, {1: FillerSound(0.8, 1.3, 6.0)})) == [
        ("so", 0.5, 0.8),
        ("uh,", 0.8, 1.3),
        ("yes", 1.3, 1.6),
        ("no", 1.6, 1.9),
    ]


def test_words_put_onto_a_creaky_filler_lie_on_speech():
    voice = np.full(300, 0.1, dtype=np.float32)
    raised = heard_at([FillerSound(1.0, 1.5, 8.0)], voice)
    assert raised[[99, 100, 149, 150]].tolist() == pytest.approx([0.1, 1.0, 1.0, 0.1])
    assert voice.max() < 0.2

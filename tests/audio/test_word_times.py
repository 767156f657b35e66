import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.whisper_model import AlignedWord
from audio.word_times import (
    LAG_S,
    before,
    first_unheard,
    refine,
    rest_from,
    shifted,
    usual_length_s,
    without_echo,
)


def word(text: str, start_s: float, end_s: float) -> AlignedWord:
    return AlignedWord(text, (0,), start_s, end_s, 0.9)


def speech(seconds: float, *stretches: tuple[float, float]) -> np.ndarray:
    mask = np.zeros(round(seconds * 100), dtype=bool)
    for first_s, last_s in stretches:
        mask[round(first_s * 100) : round(last_s * 100)] = True
    return mask


def test_running_speech_moves_back_by_the_lag():
    words = refine([word("hello", 0.0, 0.6), word("there", 0.6, 1.0)], speech(1.2, (0.1, 1.1)))
    assert words[1].start_s == pytest.approx(0.6 - LAG_S)
    assert words[0].end_s == words[1].start_s


@pytest.mark.parametrize("start_s", [0.9, 1.2, 1.6, 1.9])
def test_after_a_pause_a_word_starts_where_the_sound_does(start_s):
    words = refine(
        [word("hello,", 0.0, start_s), word("there", start_s, 2.2)], speech(2.5, (0.3, 0.8), (1.5, 2.1))
    )
    assert [(round(w.start_s, 2), round(w.end_s, 2)) for w in words] == [(0.3, 0.8), (1.5, 2.1)]


def test_the_first_word_does_not_reach_into_the_silence_before():
    assert refine([word("hello", 0.0, 1.5)], speech(2.0, (0.9, 1.5)))[0].start_s == pytest.approx(0.9)


def test_a_short_first_word_starts_with_the_sound_too():
    (first, _) = refine([word("I'm", 0.0, 0.5), word("calling", 0.5, 0.8)], speech(1.0, (0.3, 0.9)))
    assert first.start_s == pytest.approx(0.3)


@pytest.mark.parametrize("following", [(), (word("Thanks.", 4.4, 4.8),)])
def test_a_number_begins_with_its_first_group_and_ends_with_its_last(following):
    words = [word("at", 0.5, 1.5), word("512-555-0176", 1.5, 4.0), *following]
    stretches = [(0.5, 1.6), (1.9, 2.6), (3.0, 4.0), (4.5, 4.9)]
    refined = refine(words, speech(5.0, *stretches[: 3 + len(following)]))
    assert refined[1].start_s == pytest.approx(0.4 + usual_length_s("at"), abs=0.11)
    assert refined[1].end_s == pytest.approx(4.0)


def test_a_word_without_time_gets_its_share():
    words = refine(
        [word("the", 0.5, 1.1), word("marketing", 1.1, 1.12), word("manager", 1.12, 1.5)],
        speech(2.0, (0.3, 1.6)),
    )
    assert words[1].end_s - words[1].start_s > 0.25


def test_a_number_read_with_pauses_keeps_them_inside():
    mask = speech(6.0, (0.5, 1.6), (1.8, 3.2), (4.0, 4.6))
    words = refine([word("555-0142.", 0.5, 3.3), word("Thanks", 4.05, 4.5)], mask)
    assert (round(words[0].start_s, 2), round(words[1].start_s, 2)) == (0.5, 4.0)


@given(
    st.lists(st.floats(0, 5), min_size=1, max_size=12), st.lists(st.booleans(), min_size=100, max_size=600)
)
def test_words_stay_in_order_and_never_overlap(times, frames):
    times = sorted(times)
    words = [word("some", a, b) for a, b in zip(times, [*times[1:], times[-1] + 0.3], strict=True)]
    refined = refine(words, np.array(frames))
    assert len(refined) == len(words)
    assert all(w.start_s < w.end_s for w in refined)
    assert all(a.end_s <= b.start_s + 1e-9 for a, b in itertools.pairwise(refined))


def test_speech_after_the_last_word_is_noticed():
    words = [word("hello", 0.2, 0.8)]
    assert first_unheard(words, speech(3.0, (0.2, 0.8), (1.5, 2.2))) == 150
    assert first_unheard(words, speech(3.0, (0.2, 0.8), (1.5, 1.6))) is None
    assert first_unheard([], speech(3.0, (0.2, 0.8))) is None


def test_a_rest_begins_as_much_before_whispers_time_as_that_comes_late():
    assert rest_from(0.6, speech(1.5, (0.2, 1.2))) == 60 - round(100 * LAG_S)
    assert before([word("a", 0.1, 0.4), word("b", 0.4, 0.9)], 40) == [word("a", 0.1, 0.4)]
    assert len(before([word("a", 0.1, 0.4), word("b", 0.4, 0.9)], None)) == 2


@pytest.mark.parametrize("open_from_s", [None, 0.0, 1.25])
def test_there_is_no_rest_without_speech_in_it_or_words_before_it(open_from_s):
    assert rest_from(open_from_s, speech(1.5, (0.2, 1.2))) is None


def test_shifted_and_usual_length():
    assert shifted([word("a", 1.0, 2.0)], 0.5)[0].start_s == 1.5
    assert usual_length_s("position") > usual_length_s("a") > 0
    assert usual_length_s("555-0142") > 1.5


def test_a_number_heard_again_at_a_seam_is_kept_once():
    heard = [word("at", 0.0, 0.2), word("555-555-0142.", 0.2, 2.0)]
    again = [
        word("0", 2.1, 2.3),
        word("1", 2.4, 2.6),
        word("4", 2.7, 2.9),
        word("2", 3.0, 3.2),
        word("Thanks", 4, 4.4),
    ]
    joined = without_echo(heard, again)
    assert [w.text for w in joined] == ["at", "555-555-0142.", "Thanks"]
    assert joined[1].end_s == 3.2


@pytest.mark.parametrize("following", [["7", "8"], ["Thanks"], ["2"]])
def test_what_goes_on_after_a_number_stays(following):
    heard = [word("555-0142.", 0.2, 2.0)]
    again = [word(text, 2.1 + i, 2.3 + i) for i, text in enumerate(following)]
    assert [w.text for w in without_echo(heard, again)] == ["555-0142.", *following]

import numpy as np

from audio.fillers_alone import Island, is_filler_alone, placed, unexplained, without_squeezed
from audio.whisper_model import AlignedWord, Hypothesis


def word(text: str, start_s: float, end_s: float) -> AlignedWord:
    return AlignedWord(" " + text, (1,), start_s, end_s, 0.9)


def tracks(*stretches: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    speech = np.zeros(500, dtype=bool)
    for first_s, last_s in stretches:
        speech[round(first_s * 100) : round(last_s * 100)] = True
    return speech, np.where(speech, 0.9, 0.0).astype(np.float32)


UM = Hypothesis((1,), " Um...", -0.6, 0.2)


def spans(words: list[AlignedWord]) -> list[tuple[str, float, float]]:
    return [(w.text.strip(), round(w.start_s, 2), round(w.end_s, 2)) for w in words]


def test_speech_that_no_word_covers_is_unexplained():
    speech, voice = tracks((0.5, 1.0), (1.5, 2.0), (2.5, 3.0))
    words = [word("hello,", 0.5, 1.0), word("there", 2.5, 3.0)]
    assert [round(i.start_s, 2) for i in unexplained(words, speech, voice)] == [1.5]
    assert unexplained([*words, word("um", 1.5, 2.0)], speech, voice) == []
    assert unexplained(words, speech, np.zeros(500, dtype=np.float32)) == []


def test_a_word_over_two_stretches_needs_only_one():
    speech, voice = tracks((0.5, 1.0), (1.5, 2.0), (2.5, 3.0))
    words = [word("hello,", 0.5, 2.0), word("there", 2.5, 3.0)]
    found = unexplained(words, speech, voice)
    assert 1.5 in [round(i.start_s, 2) for i in found]


def test_a_found_filler_takes_its_place():
    words = [word("hello,", 0.5, 2.0), word("there", 2.5, 3.0)]
    assert spans(placed(words, Island(1.5, 2.0), UM, tracks((0.5, 1.0), (1.5, 2.0), (2.48, 3.0))[0])) == [
        ("hello,", 0.5, 1.5),
        ("um,", 1.5, 2.0),
        ("there", 2.5, 3.0),
    ]


def test_a_filler_put_beside_its_sound_is_moved():
    words = [word("hello,", 0.5, 1.0), word("Um,", 2.4, 2.45), word("there", 2.5, 3.0)]
    assert spans(placed(words, Island(1.5, 2.0), UM, tracks((0.5, 1.0), (1.5, 2.0), (2.48, 3.0))[0])) == [
        ("hello,", 0.5, 1.0),
        ("Um,", 1.5, 2.0),
        ("there", 2.5, 3.0),
    ]


def test_only_fillers_alone_count_and_no_coughs():
    assert is_filler_alone("Um...", 0.2)
    assert is_filler_alone("Uh, uh.", 0.1)
    assert not is_filler_alone("Uh.", 0.46)
    assert not is_filler_alone("Um, I", 0.1)
    assert not is_filler_alone("", 0.1)


def test_a_stutter_of_fillers_is_cut():
    words = [word("uh,", 1.0, 1.4), word("uh,", 1.4, 1.44), word("well", 1.44, 1.8), word("um", 1.8, 1.84)]
    assert [w.text.strip() for w in without_squeezed(words)] == ["uh,", "well", "um"]

"""Pauses from a given speech activity and transcript."""

import numpy as np
import pytest

from audio import pauses
from audio.speech_activity import Activity
from models.measures import Pause, PausePlace
from models.transcript import PartnerTurn, Transcript, Word


def _activity(*spoken: tuple[float, float], level_db: float = -25.0, end_s: float = 10.0) -> Activity:
    n = round(end_s * 100)
    speech = np.zeros(n, dtype=np.bool_)
    for start_s, stop_s in spoken:
        speech[round(start_s * 100) : round(stop_s * 100)] = True
    return Activity(
        speech=speech,
        noise=~speech,
        level_db=np.where(speech, level_db, -70.0).astype(np.float32),
        voice=np.where(speech, 0.98, 0.02).astype(np.float32),
        usual_voice=0.98,
    )


def _words(*words: tuple[str, float, float]) -> Transcript:
    return Transcript(
        tuple(Word(text, start, end, filler=text.startswith("um")) for text, start, end in words)
    )


_TWO = _words(("Hello.", 1.0, 2.0), ("Goodbye.", 3.0, 4.0))


def _pauses(activity: Activity, transcript: Transcript) -> tuple[Pause, ...]:
    return pauses.find(pauses.own_speech(activity, transcript), transcript)


def _spans(activity: Activity, transcript: Transcript) -> list[tuple[float, float]]:
    return [(pause.start_s, pause.end_s) for pause in _pauses(activity, transcript)]


def _own_frames(activity: Activity, transcript: Transcript) -> list[int]:
    spoken = pauses.own_speech(activity, transcript)
    return np.flatnonzero(pauses.speech_spans(spoken, transcript, len(activity.speech))).tolist()


@pytest.mark.parametrize(("silence_s", "found"), [(0.24, 0), (0.25, 1), (0.26, 1)])
def test_a_pause_lasts_250_ms(silence_s: float, found: int) -> None:
    activity = _activity((1.0, 2.0), (2.0 + silence_s, 4.0))

    assert len(_pauses(activity, _TWO)) == found


def test_silence_before_the_first_and_after_the_last_word_is_no_pause() -> None:
    activity = _activity((0.2, 0.5), (1.0, 2.0), (3.0, 4.0), (6.0, 7.0))

    assert _spans(activity, _TWO) == [(2.0, 3.0)]


def test_word_times_do_not_set_borders() -> None:
    late = _words(("Hello.", 1.2, 2.6), ("Goodbye.", 2.6, 4.2))

    assert _spans(_activity((1.0, 2.0), (3.0, 4.0)), late) == [(2.0, 3.0)]


def test_the_partners_turn_is_no_pause_even_if_heard() -> None:
    heard = _activity((1.0, 2.0), (2.3, 2.8), (3.0, 4.0))
    answered = Transcript(_TWO.words, (PartnerTurn(2.3, 2.8),))

    assert _pauses(heard, answered) == ()
    assert _own_frames(heard, answered) == [
        *range(100, 200),
        *range(300, 400),
    ]


def test_soft_speech_without_words_is_somebody_elses() -> None:
    activity = _activity((1.0, 2.0), (2.3, 2.8), (3.2, 4.0))
    activity.level_db[230:280] -= 20

    assert _spans(activity, _TWO) == [(2.0, 3.2)]


def test_a_cough_is_part_of_the_pause_and_a_missed_filler_is_not() -> None:
    transcript = _words(("Hello.", 1.0, 2.0), ("Goodbye.", 4.0, 5.0))
    filler = _activity((1.0, 2.0), (2.6, 3.2), (4.0, 5.0))
    cough = _activity((1.0, 2.0), (2.6, 3.2), (4.0, 5.0))
    cough.voice[260:320] = 0.6

    assert _spans(filler, transcript) == [(2.0, 2.6), (3.2, 4.0)]
    assert _spans(cough, transcript) == [(2.0, 4.0)]


def test_a_filler_ends_a_pause_and_takes_the_place_of_its_clause() -> None:
    transcript = _words(
        ("I", 1.0, 1.4), ("wanted", 1.4, 2.0), ("um,", 2.5, 3.0), ("to", 3.5, 3.7), ("ask.", 3.7, 4.0)
    )
    activity = _activity((1.0, 2.0), (2.5, 3.0), (3.5, 4.0))

    found = _pauses(activity, transcript)

    assert [pause.place for pause in found] == [PausePlace.HESITATION, PausePlace.HESITATION]


def test_pauses_without_words_are_none() -> None:
    assert _pauses(_activity((1.0, 2.0), (3.0, 4.0)), Transcript()) == ()
    assert _own_frames(_activity((1.0, 2.0)), Transcript()) == []


def test_a_word_that_reaches_over_the_next_holds_all_the_stretches_it_lies_on() -> None:
    """Soft sounds that no word lies on are somebody else's; these would be, if only the last word counted."""
    activity = _activity((1.0, 1.4), (2.0, 2.2), (3.0, 4.0))
    activity.level_db[200:220] = -60.0
    words = _words(("Hello,", 1.0, 2.3), ("I", 1.2, 1.4), ("mean.", 3.0, 4.0))

    assert _spans(activity, words) == [(1.4, 2.0), (2.2, 3.0)]

"""Own time: the partner's turns and listening are not the caller's."""

import pytest

from models.measures import Pause, PausePlace
from models.scenario import Scenario
from models.scoring.timeline import Away, Timeline, timeline
from models.transcript import PartnerTurn, Transcript, Word
from tests.models.scoring.takes import measures_of


def _line(pauses=(), turns=(), scenario=Scenario.CHECK_IN, gap=(10.0, 14.0)):
    words = [Word("one", 0.5, gap[0]), Word("two.", gap[1], 20.0)]
    made = timeline(Transcript(tuple(words), tuple(turns)), measures_of(words, tuple(pauses)), scenario)
    assert made is not None
    return made


def test_a_partners_turn_stops_the_clock_with_the_silence_around_it():
    line = _line(turns=[PartnerTurn(11.0, 13.0)])
    assert line.clock(10.0) == pytest.approx(9.5)
    assert line.clock(14.0) == pytest.approx(9.5)
    assert line.own_s == pytest.approx(15.5)


@pytest.mark.parametrize(
    ("place", "scenario", "own_s"),
    [
        (PausePlace.BOUNDARY, Scenario.CHECK_IN, 15.5),
        (PausePlace.BOUNDARY, Scenario.VOICEMAIL, 19.5),
    ],
)
def test_a_long_silence_after_a_sentence_is_listening_in_a_live_call(place, scenario, own_s):
    assert _line([Pause(10.0, 14.0, place)], scenario=scenario).own_s == pytest.approx(own_s)


def test_a_turn_and_a_pause_in_one_gap_count_once():
    line = _line([Pause(10.0, 14.0, PausePlace.BOUNDARY)], [PartnerTurn(11.0, 13.0)])
    assert line.own_s == pytest.approx(15.5)


def test_longest_stretch_lies_between_the_breaks():
    line = Timeline(0.0, 40.0, (Away(10.0, 12.0, 1.0), Away(30.0, 34.0, 1.0)))
    stretch = line.longest_stretch()
    assert (stretch.start_s, stretch.end_s, stretch.length_s) == (12.0, 30.0, 18.0)


def test_no_words_or_no_times_give_no_timeline():
    assert timeline(Transcript(), measures_of([], ()), Scenario.CHECK_IN) is None
    untimed = Transcript((Word("hello", 0.0, 0.0),), timed=False)
    assert timeline(untimed, measures_of([], ()), Scenario.CHECK_IN) is None


@pytest.mark.parametrize(
    ("before", "pause_s", "listens"),
    [("decide", 4.0, True), ("decide", 1.9, False), ("the", 4.0, False), ("wondering if", 4.0, False)],
)
def test_a_lost_full_stop_does_not_make_listening_a_hesitation(before, pause_s, listens):
    words = [Word("one", 0.5, 5.0), Word(before.split()[-1], 5.0, 6.0), Word("That's", 6.0 + pause_s, 12.0)]
    pause = Pause(6.0, 6.0 + pause_s, PausePlace.HESITATION)
    line = timeline(Transcript(tuple(words)), measures_of(words, (pause,)), Scenario.CHECK_IN)
    assert line is not None
    assert line.listening(pause) == (1.0 if listens else 0.0)

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.pages.review.playing import TakePlayback
from tests.models.making import make_scorecard, make_words

AUDIO = Path("take.wav")
CARD = make_scorecard(words=make_words("Hello, Mr. Scott. This is Wendy.", start_s=1.0, word_s=1.0))


class FakePlayback(QObject):
    """Notes what was asked; `at` plays to a moment."""

    position = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Any, ...]] = []
        self.is_playing = False
        self.position_s = 0.0

    def play(self, audio: Path, start_s: float, end_s: float | None = None, *, loop: bool = False) -> None:
        self.asked.append(("play", start_s, end_s, loop))
        self.is_playing = True

    def pause(self) -> None:
        self.asked.append(("pause",))
        self.is_playing = False

    def resume(self) -> None:
        self.asked.append(("resume",))
        self.is_playing = True

    def stop(self) -> None:
        self.asked.append(("stop",))
        self.is_playing = False

    def at(self, at_s: float) -> None:
        self.position_s = at_s
        self.position.emit(at_s)


@pytest.fixture
def player(qapp: object) -> FakePlayback:
    return FakePlayback()


@pytest.fixture
def playing(player: FakePlayback) -> TakePlayback:
    made = TakePlayback(player)  # type: ignore[arg-type]
    made.show_take(AUDIO)
    made.show_words(CARD)
    return made


def test_the_word_that_sounds_is_followed(qtbot: QtBot, player: FakePlayback, playing: TakePlayback) -> None:
    heard: list[int | None] = []
    playing.word_changed.connect(heard.append)
    playing.play_from(0.0)
    for at_s in (0.5, 1.0, 1.85, 2.0, 2.95, 6.8, 8.0):
        player.at(at_s)
    assert heard == [None, 0, 0, 1, 1, 5, None]


def test_no_word_sounds_once_it_is_paused(player: FakePlayback, playing: TakePlayback) -> None:
    heard: list[int | None] = []
    playing.word_changed.connect(heard.append)
    playing.play_from(0.0)
    playing.toggle()
    player.at(1.2)
    assert heard == [None]


def test_the_sound_of_another_page_moves_nothing(player: FakePlayback, playing: TakePlayback) -> None:
    heard: list[int | None] = []
    playing.word_changed.connect(heard.append)
    player.is_playing = True
    player.at(1.2)
    assert heard == []


def test_from_a_word_to_the_end(player: FakePlayback, playing: TakePlayback) -> None:
    playing.play_word(3)
    assert player.asked == [("play", pytest.approx(3.95), None, False)]
    playing.play_word(99)
    assert len(player.asked) == 1


def test_looping_plays_the_phrase(player: FakePlayback, playing: TakePlayback) -> None:
    playing.loops = True
    playing.play_word(4)
    assert player.asked == [("play", pytest.approx(3.9), pytest.approx(7.0), True)]


def test_space_begins_pauses_goes_on_and_begins_again_at_the_end(
    player: FakePlayback, playing: TakePlayback
) -> None:
    playing.toggle()
    player.position_s = 2.0
    playing.toggle()
    playing.toggle()
    playing.toggle()
    player.position_s = CARD.duration_s
    playing.toggle()
    assert [step[0] for step in player.asked] == ["play", "pause", "resume", "pause", "play"]


def test_another_take_stops_the_first(player: FakePlayback, playing: TakePlayback) -> None:
    playing.toggle()
    playing.show_take(Path("other.wav"))
    assert player.asked[-1] == ("stop",)


def test_a_loop_that_is_turned_on_takes_the_phrase_that_sounds(
    player: FakePlayback, playing: TakePlayback
) -> None:
    playing.play_from(0.0)
    player.at(4.2)
    playing.set_loops(True, 0)
    assert player.asked[-1] == ("play", pytest.approx(3.9), pytest.approx(7.0), True)


def test_a_loop_that_is_turned_off_goes_on_to_the_end(player: FakePlayback, playing: TakePlayback) -> None:
    playing.loops = True
    playing.play_word(4)
    player.at(5.0)
    playing.set_loops(False, 4)
    assert player.asked[-1] == ("play", 5.0, None, False)


def test_a_loop_that_is_turned_on_in_silence_waits(player: FakePlayback, playing: TakePlayback) -> None:
    playing.set_loops(True, 0)
    assert player.asked == []

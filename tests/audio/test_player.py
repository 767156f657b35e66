import threading
import time
from pathlib import Path

import pytest

from audio import player as player_module
from audio.output_stream import Feed
from audio.player import Player, PlayerState
from models.errors import UserFacingError
from tests.audio.sounds import noise_int16, write_wav

RATE_HZ = 16_000


class FakeStream:
    """A speaker that takes what it is given as fast as it comes."""

    rate_hz = RATE_HZ
    opened: list["FakeStream"] = []

    def __init__(self, device_name: str) -> None:
        self.gone = threading.Event()
        self.feeds: list[Feed | None] = []
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._pump)
        self._thread.start()
        FakeStream.opened.append(self)

    def switch(self, feed: Feed | None) -> None:
        self.feeds.append(feed)

    def close(self) -> None:
        self._closing.set()
        self._thread.join()

    def _pump(self) -> None:
        while not self._closing.wait(0.001):
            if self.feeds and self.feeds[-1] is not None:
                self.feeds[-1].take(160, time.monotonic() - 1.0)


class NoSpeaker:
    def __init__(self, device_name: str) -> None:
        raise UserFacingError("No speaker or headphones were found.")


@pytest.fixture
def player(monkeypatch):
    FakeStream.opened = []
    monkeypatch.setattr(player_module, "OutputStream", FakeStream)
    player = Player()
    yield player
    player.close()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "a.wav", noise_int16(4 * RATE_HZ), RATE_HZ)


def until(condition, timeout_s=10.0):
    ends_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < ends_s, "it never came true"
        time.sleep(0.002)


def test_a_span_plays_to_its_end_and_tells(player, recording):
    finished = threading.Event()
    player.on_finished = finished.set
    player.play(recording, 1.0, 1.5)
    assert player.state is PlayerState.PLAYING
    assert 1.0 <= player.position_s <= 1.5
    assert finished.wait(10)
    assert player.state is PlayerState.STOPPED
    assert player.position_s == 1.5


def test_pause_holds_and_resume_goes_on(player, recording):
    player.play(recording, 1.0, loop=True)
    until(lambda: player.position_s > 1.0)
    player.pause()
    assert player.state is PlayerState.PAUSED
    here_s = player.position_s
    until(lambda: FakeStream.opened[0].feeds[-1] is None)
    assert player.position_s == here_s
    player.resume()
    assert player.state is PlayerState.PLAYING
    assert player.position_s == pytest.approx(here_s)
    assert len(FakeStream.opened) == 1


def test_seeking_within_a_loop_keeps_it_and_beyond_leaves_it(player, recording):
    finished = threading.Event()
    player.on_finished = finished.set
    player.play(recording, 1.0, 2.0, loop=True)
    player.seek(1.75)
    assert player.position_s == 1.75
    player.pause()
    player.seek(3.8)
    assert (player.state, player.position_s) == (PlayerState.PAUSED, 3.8)
    player.resume()
    assert finished.wait(10)
    assert player.position_s == 4.0


def test_stop_goes_back_and_tells_nobody(player, recording):
    called = []
    player.on_finished = lambda: called.append(1)
    player.play(recording, 1.0, loop=True)
    until(lambda: player.position_s > 1.0)
    player.stop()
    assert (player.state, player.position_s) == (PlayerState.STOPPED, 1.0)
    until(lambda: FakeStream.opened[0].feeds[-1] is None)
    assert not called


def test_the_speed_can_be_changed_while_playing(player, recording):
    player.play(recording, 0.0, 3.0, loop=True)
    player.set_speed(0.5)
    until(lambda: player.position_s > 0.2)
    assert player.state is PlayerState.PLAYING


def test_trouble_with_the_file_or_the_device_is_told(player, recording, monkeypatch):
    player.play(recording.with_name("none.wav"))
    until(lambda: player.state is PlayerState.FAILED)
    assert "cannot be played" in player.error.what
    player.play(recording, loop=True)
    assert player.error is None
    until(lambda: player.position_s > 0)
    FakeStream.opened[-1].gone.set()
    until(lambda: player.state is PlayerState.FAILED)
    assert "went away" in player.error.what
    monkeypatch.setattr(player_module, "OutputStream", NoSpeaker)
    player.play(recording)
    until(lambda: player.state is PlayerState.FAILED)
    assert "No speaker" in player.error.what


def test_a_player_that_never_played_has_nothing_to_close():
    Player().close()

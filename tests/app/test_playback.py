from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controllers import playback
from app.controllers.playback import PlaybackController
from app.preferences import Preferences
from audio.player import PlayerState


class _Player:
    """Plays anything in three looks at its position."""

    def __init__(self) -> None:
        self.played: list[str] = []
        self.error = None
        self._looks = 0

    @property
    def state(self) -> PlayerState:
        return PlayerState.PLAYING if self._looks > 0 else PlayerState.STOPPED

    @property
    def position_s(self) -> float:
        self._looks -= 1
        return float(3 - self._looks)

    def play(self, audio: Path, *_: Any) -> None:
        self.played.append(audio.name)
        self._looks = 3

    def close(self) -> None:
        pass


def test_what_is_played_at_the_end_of_something_is_followed_to_its_own_end(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = _Player()
    monkeypatch.setattr(playback, "_made", lambda speaker, old: player)
    controller = PlaybackController(Preferences(tmp_path / "settings.json"))
    heard = SimpleNamespace(ends=0)

    def go_on(is_playing: bool) -> None:
        heard.ends += not is_playing
        if not is_playing and heard.ends == 1:
            controller.play(Path("second.wav"))

    controller.playing_changed.connect(go_on)
    controller.play(Path("first.wav"))
    qtbot.waitUntil(lambda: heard.ends == 2)
    assert player.played == ["first.wav", "second.wav"]
    controller.close()

"""Playing a take: `audio.player` behind Qt signals."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.controllers.threads import Thread
from app.preferences import Preferences

if TYPE_CHECKING:
    from audio.devices import Device
    from audio.player import Player

_POLL_MS = 16


class PlaybackController(QObject):
    """Plays one sound file at a time; times in seconds from its start.

    `position` comes at about 60 Hz while playing. No call waits: the first one loads the sound libraries
    in the background, and what was asked meanwhile follows in order.
    """

    position = Signal(float)
    """(seconds) where the sound is now."""
    playing_changed = Signal(bool)
    """(is_playing)"""
    failed = Signal(object)
    """(UserFacingError)"""
    speakers_listed = Signal(object)
    """(tuple[audio.devices.Device, ...])"""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._thread = Thread("playback", self)
        self._player: Player | None = None
        self._speaker = ""
        self._speed = 1.0
        self._was_playing = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def is_playing(self) -> bool:
        return self._was_playing

    @property
    def position_s(self) -> float:
        return self._player.position_s if self._player else 0.0

    def list_speakers(self) -> None:
        """Answers with `speakers_listed`; with none where they cannot be listed, which playing will tell."""

        def work() -> "tuple[Device, ...]":
            from audio.devices import speakers

            return speakers()

        self._thread.ask(work, self.speakers_listed.emit, lambda _: self.speakers_listed.emit(()))

    def play(
        self,
        audio: Path,
        start_s: float = 0.0,
        end_s: float | None = None,
        *,
        loop: bool = False,
        speed: float | None = None,
    ) -> None:
        """Plays from `start_s` to `end_s` (None: to the end), again and again with `loop`.

        `speed` is for this once; None is what `set_speed` chose.
        """
        wanted = self._speed if speed is None else speed
        self._do(lambda player: player.play(audio, start_s, end_s, wanted, loop))

    def pause(self) -> None:
        self._do(lambda player: player.pause())

    def resume(self) -> None:
        self._do(lambda player: player.resume())

    def seek(self, position_s: float) -> None:
        self._do(lambda player: player.seek(position_s))

    def set_speed(self, speed: float) -> None:
        """0.5 to 2, the pitch kept; holds for what is played next, too."""
        self._speed = speed
        if self._player is not None:
            self._do(lambda player: player.set_speed(speed))

    def stop(self) -> None:
        if self._player is not None:
            self._do(lambda player: player.stop())

    def close(self) -> None:
        """Ends everything and waits for the player's thread."""
        self._timer.stop()
        self._thread.close()
        if self._player is not None:
            self._player.close()
            self._player = None

    def _do(self, step: "Callable[[Player], None]") -> None:
        speaker = self._preferences.settings.speaker
        if self._player is not None and speaker == self._speaker:
            self._step(self._player, step)
            return
        old, self._player, self._speaker = self._player, None, speaker

        def ready(player: "Player") -> None:
            self._player = self._player or player
            self._step(self._player, step)

        self._thread.ask(lambda: _made(speaker, old), ready)

    def _step(self, player: "Player", step: "Callable[[Player], None]") -> None:
        step(player)
        self._poll()
        self._timer.start()

    def _poll(self) -> None:
        player = self._player
        if player is None:
            return
        state, error = player.state.value, player.error
        playing = state == "playing"
        if not playing:
            self._timer.stop()  # first of all: who hears of the end may play what comes next
        self.position.emit(player.position_s)
        if playing != self._was_playing:
            self._was_playing = playing
            self.playing_changed.emit(playing)
        if state == "failed" and error is not None:
            self.failed.emit(error)


def _made(speaker: str, old: "Player | None") -> "Player":
    from audio.player import Player

    if old is not None:
        old.close()
    return Player(speaker)

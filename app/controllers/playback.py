"""Playing a take: `audio.player` behind Qt signals."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from audio.player import Player

_FRAME_MS = 16


class PlaybackController(QObject):
    """Plays one sound file at a time; times in seconds from its start.

    `position` comes at about 60 Hz while playing. The player, and with it the sound library, is
    made at the first `play`, for the speaker that `speaker()` names then.
    """

    position = Signal(float)
    """(seconds) where the sound is now."""
    playing_changed = Signal(bool)
    """(is_playing)"""
    failed = Signal(object)
    """(UserFacingError)"""

    def __init__(self, speaker: Callable[[], str] = lambda: "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._player: Player | None = None
        self._speed = 1.0
        self._was_playing = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_playing(self) -> bool:
        return self._was_playing

    @property
    def position_s(self) -> float:
        return self._player.position_s if self._player is not None else 0.0

    @property
    def speed(self) -> float:
        return self._speed

    def play(
        self, audio: Path, start_s: float = 0.0, end_s: float | None = None, *, loop: bool = False
    ) -> None:
        """Plays from `start_s` to `end_s` (None: to the end), again and again with `loop`."""
        if self._player is None:
            from audio.player import Player

            self._player = Player(self._speaker())
        self._player.play(audio, start_s, end_s, self._speed, loop)
        self._watch()

    def pause(self) -> None:
        if self._player is not None:
            self._player.pause()
            self._look()

    def resume(self) -> None:
        if self._player is not None:
            self._player.resume()
            self._watch()

    def seek(self, position_s: float) -> None:
        if self._player is not None:
            self._player.seek(position_s)
            self.position.emit(position_s)

    def set_speed(self, speed: float) -> None:
        """0.5 to 1.5, the pitch kept."""
        self._speed = speed
        if self._player is not None:
            self._player.set_speed(speed)

    def stop(self) -> None:
        if self._player is not None:
            self._player.stop()
            self._look()

    def close(self) -> None:
        self._timer.stop()
        if self._player is not None:
            self._player.close()
            self._player = None

    def _watch(self) -> None:
        self._timer.start()
        self._look()

    def _look(self) -> None:
        """Tells what the player's thread has brought about since the last look."""
        from audio.player import PlayerState

        if self._player is None:
            return
        state = self._player.state
        is_playing = state is PlayerState.PLAYING
        self.position.emit(self._player.position_s)
        if is_playing != self._was_playing:
            self._was_playing = is_playing
            self.playing_changed.emit(is_playing)
        if not is_playing:
            self._timer.stop()
        if state is PlayerState.FAILED and self._player.error is not None:
            error = self._player.error
            self._player.stop()
            self.failed.emit(error)

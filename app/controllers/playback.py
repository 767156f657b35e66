"""Playing a take: `audio.player` behind Qt signals."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal


class PlaybackController(QObject):
    """Plays one sound file at a time; times in seconds from its start.

    `position` comes at about 60 Hz while playing. `play` opens the file when it is not open yet.
    """

    position = Signal(float)
    """(seconds) where the sound is now."""
    playing_changed = Signal(bool)
    """(is_playing)"""
    failed = Signal(object)
    """(UserFacingError)"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    @property
    def is_playing(self) -> bool:
        return False

    @property
    def position_s(self) -> float:
        return 0.0

    def play(
        self, audio: Path, start_s: float = 0.0, end_s: float | None = None, *, loop: bool = False
    ) -> None:
        """Plays from `start_s` to `end_s` (None: to the end), again and again with `loop`."""

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def seek(self, position_s: float) -> None: ...

    def set_speed(self, speed: float) -> None:
        """0.5 to 1.5, the pitch kept."""

    def stop(self) -> None: ...

    def close(self) -> None: ...

"""Hearing the same line from both takes, one or the other or one after the other."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.controllers.playback import PlaybackController
from models.progress.alignment import LinePair

_LEAD_S, _TAIL_S = 0.1, 0.25

Span = tuple[bool, float, float]
"""(is the second take, start_s, end_s)"""


class ComparePlayer(QObject):
    """Between the comparison and the player: knows both recordings and what comes next."""

    moved = Signal(bool, float)
    """(is the second take, seconds)"""
    line_changed = Signal(object)
    """(Span | None) The line that is heard now."""
    failed = Signal(object)
    """(UserFacingError) It cannot be played."""

    def __init__(self, playback: PlaybackController, parent: QObject) -> None:
        super().__init__(parent)
        self._playback = playback
        self._audio: tuple[Path, Path] | None = None
        self._second = False
        self._mine = False
        self._line: Span | None = None
        self._next: Span | None = None
        playback.position.connect(self._follow)
        playback.playing_changed.connect(self._go_on)
        playback.failed.connect(self._fail)

    def show_takes(self, first: Path, second: Path) -> None:
        self.stop()
        self._audio = (first, second)

    def toggle_line(self, second: bool, start_s: float, end_s: float) -> None:
        """Plays a line; the one that is heard stops."""
        line = (second, start_s, end_s)
        if line == self._line:
            self.stop()
        else:
            self._next = None
            self._play_line(line)

    def play_pair(self, pair: LinePair) -> None:
        """The line of the first take, then that of the second."""
        if pair.left is None or pair.right is None:
            return
        self._next = (True, pair.right.start_s, pair.right.end_s)
        self._play_line((False, pair.left.start_s, pair.left.end_s))

    def play_from(self, second: bool, start_s: float) -> None:
        self._next = None
        self._tell(None)
        self._play(second, start_s, None)

    def stop(self) -> None:
        self._next = None
        self._tell(None)
        if self._mine:
            self._mine = False
            self._playback.stop()

    def _play_line(self, line: Span) -> None:
        second, start_s, end_s = line
        self._tell(line)
        self._play(second, max(0.0, start_s - _LEAD_S), end_s + _TAIL_S)

    def _play(self, second: bool, start_s: float, end_s: float | None) -> None:
        if self._audio is None:
            return
        self._second, self._mine = second, True
        self._playback.play(self._audio[int(second)], start_s, end_s, speed=1.0)

    def _follow(self, at_s: float) -> None:
        if self._mine:
            self.moved.emit(self._second, at_s)

    def _go_on(self, is_playing: bool) -> None:
        if is_playing or not self._mine:
            return
        following, self._next = self._next, None
        if following is not None:
            self._play_line(following)
        else:
            self._tell(None)

    def _fail(self, error: Exception) -> None:
        if self._mine:
            self.stop()
            self.failed.emit(error)

    def _tell(self, line: Span | None) -> None:
        if line != self._line:
            self._line = line
            self.line_changed.emit(line)

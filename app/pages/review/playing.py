"""Playing the open take: from a word, a moment, a phrase in a loop; and which word sounds now."""

from bisect import bisect_right
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.controllers.playback import PlaybackController
from app.pages.review.transcript_model import phrase_around
from models.scorecard import Scorecard

_LINGER_S = 0.15
"""A word stays highlighted so long after its end, so that the eye can follow."""


class TakePlayback(QObject):
    """Between the page and the player: knows the take's file and its words."""

    word_changed = Signal(object)
    """(index or None) The word that sounds now."""

    def __init__(self, playback: PlaybackController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._audio: Path | None = None
        self._card: Scorecard | None = None
        self._starts: list[float] = []
        self._started = False
        self._spoken: int | None = None
        self.loops = False
        playback.position.connect(self._follow)

    def show_take(self, audio: Path) -> None:
        self.stop()
        self._audio, self._started = audio, False

    def show_words(self, card: Scorecard) -> None:
        self._card = card
        self._starts = [word.start_s for word in card.words]

    def play_word(self, word: int) -> None:
        """From a word to the end; with `loops`, its phrase again and again."""
        if self._card is None or not 0 <= word < len(self._card.words):
            return
        start_s = max(0.0, self._card.words[word].start_s - 0.05)
        if self.loops:
            first_s, last_s = phrase_around(self._card, word)
            self._play(first_s, last_s, loop=True)
        else:
            self._play(start_s)

    def play_moment(self, start_s: float, end_s: float) -> None:
        self._play(max(0.0, start_s - 0.15), end_s + 0.25)

    def play_from(self, start_s: float) -> None:
        self._play(start_s)

    def set_loops(self, on: bool, word: int) -> None:
        """While it plays: the phrase that sounds (else `word`'s) in a loop, or on from here to the end."""
        self.loops = on
        if self._playback.is_playing and on:
            self.play_word(self._spoken if self._spoken is not None else word)
        elif self._playback.is_playing:
            self._play(self._playback.position_s)

    def pause(self) -> None:
        if self._playback.is_playing:
            self._playback.pause()

    def toggle(self) -> None:
        """Pause, go on, or begin."""
        if self._playback.is_playing:
            self._playback.pause()
        elif self._started and self._is_inside():
            self._playback.resume()
        else:
            self._play(0.0)

    def stop(self) -> None:
        if self._started:
            self._playback.stop()
            self._started = False
        self._tell(None)

    def _play(self, start_s: float, end_s: float | None = None, *, loop: bool = False) -> None:
        if self._audio is not None:
            self._started = True
            self._playback.play(self._audio, start_s, end_s, loop=loop)

    def _is_inside(self) -> bool:
        return self._card is not None and self._playback.position_s < self._card.duration_s - 0.05

    def _follow(self, at_s: float) -> None:
        if self._card is not None and self._started:
            self._tell(self._word_at(at_s) if self._playback.is_playing else None)

    def _tell(self, word: int | None) -> None:
        self._spoken = word
        self.word_changed.emit(word)

    def _word_at(self, at_s: float) -> int | None:
        index = bisect_right(self._starts, at_s) - 1
        if index < 0 or self._card is None:
            return None
        return index if at_s <= self._card.words[index].end_s + _LINGER_S else None

"""The transcripts of two takes line by line, each line to be heard from either."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from app.pages.progress.compare_model import pair_words, pieces_html
from app.pages.progress.compare_player import Span
from app.pages.review.timeline_model import clock
from app.theme.icons import icon
from app.theme.service import Theme
from app.widgets.buttons import button, follow_theme, icon_button
from app.widgets.text import text
from models.progress.alignment import Line, LinePair

_AT_ONCE = 8
"""Rows made in one go; the rest follows between events, so that a long call does not hold up the window."""


class CompareLines(QWidget):
    """Left the first take, right the second, between them what became of the line."""

    heard = Signal(bool, float, float)
    """(is the second take, start_s, end_s)"""
    both_heard = Signal(object)
    """(LinePair) One after the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 5)
        self._grid.setColumnStretch(5, 5)
        self._rich: list[tuple[QLabel, Callable[[], str]]] = []
        self._buttons: dict[Span, QToolButton] = {}
        self._playing: Span | None = None
        self._waiting: list[LinePair] = []
        self._row = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._add_some)
        follow_theme(self, theme, self._colour)

    def show_pairs(self, pairs: tuple[LinePair, ...], names: tuple[str, str]) -> None:
        """`names` head the two columns."""
        self._rich.clear()
        self._buttons.clear()
        self._playing = None
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._grid.addWidget(text(names[0], "strong"), 0, 1)
        self._grid.addWidget(text(names[1], "strong"), 0, 5)
        self._row = 1
        self._waiting = list(pairs)
        self._add_some()
        if self._waiting:
            self._timer.start()

    def mark_playing(self, line: Span | None) -> None:
        """The line that is heard can be stopped."""
        before, self._playing = self._playing, line
        for changed in (before, line):
            if changed is not None and changed in self._buttons:
                self._draw(changed)

    def _add_some(self) -> None:
        now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for pair in now:
            self._add(pair)
        if not self._waiting:
            self._timer.stop()

    def _add(self, pair: LinePair) -> None:
        row, middle = self._row, Qt.AlignmentFlag.AlignVCenter
        self._row += 1
        for is_second, line, pieces, column in (
            (False, pair.left, pair.left_pieces, 0),
            (True, pair.right, pair.right_pieces, 4),
        ):
            if line is None:
                continue
            label = QLabel()
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setWordWrap(True)
            label.setAccessibleName(f"{line.text} ({pair_words(pair)})")
            make = partial(lambda shown: pieces_html(shown, self._theme.tokens), pieces)
            label.setText(make())
            self._rich.append((label, make))
            self._grid.addWidget(self._play(is_second, line), row, column, middle)
            self._grid.addWidget(label, row, column + 1, middle)
        words = pair_words(pair)
        if pair.left is not None and pair.right is not None:
            both = button("A then B", partial(self.both_heard.emit, pair), "chip", tip="Hear both, in turn")
            both.setAccessibleName(f"Hear both: {pair.right.text}")
            self._grid.addWidget(both, row, 2, middle)
        mark = {"dropped": "− dropped", "new": "+ new", "changed": "≠ changed", "same": "= same"}[words]
        self._grid.addWidget(text(mark, "caption", wrap=False), row, 3, middle)

    def _play(self, is_second: bool, line: Line) -> QWidget:
        span = (is_second, line.start_s, line.end_s)
        made = icon_button("", "play", self._theme, partial(self.heard.emit, *span))
        self._buttons[span] = made
        self._draw(span)
        return made

    def _draw(self, span: Span) -> None:
        is_playing = span == self._playing
        words = f"{'Stop' if is_playing else 'Hear'} this line of {'B' if span[0] else 'A'}, {clock(span[1])}"
        made = self._buttons[span]
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setIcon(icon("pause" if is_playing else "play", self._theme.tokens.accent))

    def _colour(self) -> None:
        for span in self._buttons:
            self._draw(span)
        for label, make in self._rich:
            label.setText(make())

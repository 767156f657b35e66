"""Two takes side by side: scores, measures, points, transcripts, sound and pitch."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.context import AppContext
from app.controllers.threads import Thread
from app.pages.progress.compare_lines import CompareLines
from app.pages.progress.compare_model import CompareView, Row, compare_view
from app.pages.progress.compare_player import ComparePlayer
from app.pages.review.timeline_model import TimelineData, timeline_data
from app.pages.review.timeline_view import TimelineView
from app.pages.review.titles import take_title
from app.widgets.buttons import button
from app.widgets.card import Card
from app.widgets.text import TextLook, text
from models.history.records import TakeRecord
from models.history.store import History
from models.progress.comparison import Comparison, compare
from models.progress.trends import Direction

_LOOKS: dict[Direction, TextLook] = {
    Direction.BETTER: "band_strong",
    Direction.WORSE: "band_work",
    Direction.DIFFERENT: "band_fine",
}
_TOP = Qt.AlignmentFlag.AlignTop


class ComparePanel(QScrollArea):
    """`show_takes` reads both in the background and fills the panel."""

    back_requested = Signal()
    shown = Signal()
    failed = Signal(object)
    """(Exception)"""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._loader = Thread("compare-loader", self)
        self._found: Comparison | None = None
        self.player = ComparePlayer(context.playback, self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self.setWidget(inner)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 16)
        self._column.setSpacing(14)
        self._make()
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.back_requested)

    def show_takes(self, one: str, other: str) -> None:
        def work(history: History) -> tuple[Comparison, CompareView]:
            found = compare(history.take(one), history.take(other))
            return found, compare_view(found)

        def then(ready: tuple[Comparison, CompareView]) -> None:
            if isValid(self):
                self._show(*ready)

        self._context.history.ask(work, then, self.failed.emit)

    def left(self) -> None:
        self.player.stop()

    def close_loader(self) -> None:
        self._loader.close()

    def _make(self) -> None:
        theme = self._context.theme
        head = QFrame()
        head.setProperty("role", "advice")
        body = QVBoxLayout(head)
        body.setContentsMargins(20, 14, 20, 14)
        body.setSpacing(6)
        row = QHBoxLayout()
        self.headline = text("", "heading")
        row.addWidget(self.headline, 1)
        self.back = button("Back", self.back_requested.emit, tip="Esc")
        self.swap = button("Swap", self._swap)
        row.addWidget(self.swap)
        row.addWidget(self.back)
        body.addLayout(row)
        self.names = text("", "muted")
        body.addWidget(self.names)
        self._column.addWidget(head)
        self._numbers = Card("Scores and measures")
        self._points = Card("Points of the call")
        for card in (self._numbers, self._points):
            card.body.setContentsMargins(20, 14, 20, 16)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(self._numbers, 3)
        across.addWidget(self._points, 2)
        self._column.addLayout(across)
        words = Card("Line by line")
        words.body.addWidget(
            text(
                "A left, B right. Struck through: dropped. Underlined: new. Play a line from either.",
                "caption",
            )
        )
        self.lines = CompareLines(theme)
        self.lines.heard.connect(self.player.play_line)
        self.lines.both_heard.connect(self.player.play_pair)
        words.body.addWidget(self.lines)
        self._column.addWidget(words)
        sound = Card("Pitch and pauses over the same time")
        self.timelines = (TimelineView(theme), TimelineView(theme))
        self._timeline_names = (text("", "strong"), text("", "strong"))
        for number, (name, timeline) in enumerate(zip(self._timeline_names, self.timelines, strict=True)):
            sound.body.addWidget(name)
            sound.body.addWidget(timeline)
            timeline.seek_requested.connect(lambda at, second=bool(number): self.player.play_from(second, at))
            timeline.toggle_requested.connect(self.player.stop)
        self.player.moved.connect(self._move_cursor)
        self._column.addWidget(sound)
        self._column.addStretch(1)

    def _show(self, found: Comparison, view: CompareView) -> None:
        self._found = found
        takes = (found.left, found.right)
        names = [f"{letter}: {take_title(take.summary)}" for letter, take in zip("AB", takes, strict=True)]
        self.headline.setText(view.headline)
        self.names.setText("     ".join(names))
        self.player.show_takes(*(self._audio(take) for take in takes))
        self._show_numbers(view.rows)
        self._show_points(view)
        self.lines.show_pairs(view.pairs)
        longest = max(take.scorecard.duration_s for take in takes)
        for name, label, timeline in zip(names, self._timeline_names, self.timelines, strict=True):
            label.setText(name)
            timeline.show_data(TimelineData(duration_s=max(longest, 0.1)))
        self._load_timelines(found)
        self.verticalScrollBar().setValue(0)
        self.shown.emit()

    def _show_numbers(self, rows: tuple[Row, ...]) -> None:
        table, grid = _table(self._numbers)
        for column, head in enumerate(("", "A", "B", "Difference")):
            grid.addWidget(text(head, "caption", wrap=False), 0, column)
        for number, row in enumerate(rows, start=1):
            is_clear = row.direction is not Direction.UNCLEAR
            grid.addWidget(text(row.label, "strong" if number <= 3 else "body", wrap=False), number, 0)
            grid.addWidget(text(row.left, wrap=False), number, 1)
            grid.addWidget(text(row.right, wrap=False), number, 2)
            look = _LOOKS.get(row.direction, "muted") if is_clear else "muted"
            change = text(row.change, look, wrap=False)
            change.setStyleSheet("margin-bottom: 0px;")  # the look's own margin is for larger texts beside it
            grid.addWidget(change, number, 3, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(len(rows) + 1, 1)
        self._numbers.body.addWidget(table, 1)

    def _show_points(self, view: CompareView) -> None:
        table, grid = _table(self._points)
        for number, check in enumerate(view.checks):
            grid.addWidget(text("+" if check.gained else "−", "strong", wrap=False), number, 0, _TOP)
            grid.addWidget(text(check.title), number, 1, _TOP)
            grid.addWidget(text(check.words, "caption", wrap=False), number, 2, _TOP)
        grid.setColumnStretch(1, 1)
        grid.addWidget(text(view.same_checks, "muted"), len(view.checks), 0, 1, 3)
        grid.setRowStretch(len(view.checks) + 1, 1)
        self._points.body.addWidget(table, 1)

    def _load_timelines(self, found: Comparison) -> None:
        takes = (found.left, found.right)
        places = [
            (self._audio(take), self._context.user_data.take_folder(take.setup.take_id)) for take in takes
        ]

        def work() -> list[TimelineData]:
            return on_one_axis(
                [_timeline(take, audio, folder) for take, (audio, folder) in zip(takes, places, strict=True)]
            )

        def then(ready: list[TimelineData]) -> None:
            if isValid(self) and self._found is found:
                for timeline, data in zip(self.timelines, ready, strict=True):
                    timeline.show_data(data)

        self._loader.ask(work, then, self.failed.emit)

    def _move_cursor(self, second: bool, at_s: float) -> None:
        self.timelines[int(second)].set_cursor(at_s)

    def _swap(self) -> None:
        if self._found is not None:
            self.player.stop()
            self.show_takes(self._found.right.setup.take_id, self._found.left.setup.take_id)

    def _audio(self, take: TakeRecord) -> Path:
        return self._context.user_data.take_audio(take.setup.take_id)


def on_one_axis(timelines: list[TimelineData]) -> list[TimelineData]:
    """The same length for all, so that a second is as wide in each."""
    longest = max(data.duration_s for data in timelines)
    return [replace(data, duration_s=longest) for data in timelines]


def _timeline(take: TakeRecord, audio: Path, folder: Path) -> TimelineData:
    from app.pages.review.waveform import read_waveform
    from audio.tracks import TRACKS_FILE, load

    waveform = read_waveform(audio) if audio.exists() else None
    return timeline_data(take.scorecard, waveform, load(folder / TRACKS_FILE))


def _table(card: Card) -> tuple[QWidget, QGridLayout]:
    """An empty grid in place of the one that the card had."""
    while card.body.count() > 1:
        item = card.body.takeAt(1)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    return table, grid

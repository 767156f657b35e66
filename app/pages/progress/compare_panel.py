"""Two takes side by side: scores, measures, points, transcripts, sound and pitch."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.context import AppContext
from app.controllers.threads import Thread
from app.pages.progress.compare_lines import CompareLines
from app.pages.progress.compare_model import CompareView, compare_view
from app.pages.progress.compare_player import ComparePlayer
from app.pages.progress.compare_tables import NumbersCard, PointsCard
from app.pages.progress.compare_timelines import CompareTimelines
from app.pages.review.timeline_model import TimelineData, timeline_data
from app.pages.review.titles import take_title
from app.widgets.buttons import button
from app.widgets.card import Card
from app.widgets.columns import Columns
from app.widgets.text import text
from models.history.records import TakeRecord
from models.history.store import History
from models.progress.comparison import Comparison, compare


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
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 16)
        column.setSpacing(14)
        column.addWidget(self._make_head())
        self._numbers, self._points = NumbersCard(), PointsCard()
        column.addWidget(Columns(self._numbers, self._points, breakpoint_px=760))
        column.addWidget(self._make_lines())
        self.timelines = CompareTimelines(context.theme)
        column.addWidget(self.timelines)
        column.addStretch(1)
        self._connect()

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

    def _make_head(self) -> QWidget:
        head = QFrame()
        head.setProperty("role", "advice")
        body = QVBoxLayout(head)
        body.setContentsMargins(20, 14, 20, 14)
        body.setSpacing(6)
        row = QHBoxLayout()
        self.headline = text("", "heading")
        row.addWidget(self.headline, 1)
        self.swap = button("Swap", self._swap, tip="The other one first")
        self.back = button("Back", self.back_requested.emit, tip="Esc")
        row.addWidget(self.swap)
        row.addWidget(self.back)
        body.addLayout(row)
        self.names = text("", "muted")
        body.addWidget(self.names)
        return head

    def _make_lines(self) -> QWidget:
        words = Card("Line by line")
        words.body.addWidget(
            text(
                "Struck through: dropped. Underlined: new. Play a line from either take, or from both.",
                "caption",
            )
        )
        self.lines = CompareLines(self._context.theme)
        words.body.addWidget(self.lines)
        return words

    def _connect(self) -> None:
        self.lines.heard.connect(self.player.toggle_line)
        self.lines.both_heard.connect(self.player.play_pair)
        self.timelines.seek_requested.connect(self.player.play_from)
        self.timelines.stop_requested.connect(self.player.stop)
        self.player.moved.connect(self.timelines.move_cursor)
        self.player.failed.connect(self.failed)
        self.player.line_changed.connect(self.lines.mark_playing)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.back_requested)

    def _show(self, found: Comparison, view: CompareView) -> None:
        self._found = found
        takes = (found.left, found.right)
        first, second = (
            f"{letter}: {take_title(take.summary)}" for letter, take in zip("AB", takes, strict=True)
        )
        self.headline.setText(view.headline)
        self.names.setText(f"{first}     {second}")
        self.player.show_takes(*(self._audio(take) for take in takes))
        self._numbers.show_rows(view.rows)
        self._points.show_groups(view.points)
        self.lines.show_pairs(view.pairs, (first, second))
        self.timelines.show_names((first, second), max(take.scorecard.duration_s for take in takes))
        self._load_timelines(found)
        self.verticalScrollBar().setValue(0)
        self.shown.emit()

    def _load_timelines(self, found: Comparison) -> None:
        takes = (found.left, found.right)
        places = [
            (self._audio(take), self._context.user_data.take_folder(take.setup.take_id)) for take in takes
        ]

        def work() -> list[TimelineData]:
            return [
                _timeline(take, audio, folder) for take, (audio, folder) in zip(takes, places, strict=True)
            ]

        def then(ready: list[TimelineData]) -> None:
            if isValid(self) and self._found is found:
                self.timelines.show_data((ready[0], ready[1]))

        self._loader.ask(work, then, self.failed.emit)

    def _swap(self) -> None:
        if self._found is not None:
            self.player.stop()
            self.show_takes(self._found.right.setup.take_id, self._found.left.setup.take_id)

    def _audio(self, take: TakeRecord) -> Path:
        return self._context.user_data.take_audio(take.setup.take_id)


def _timeline(take: TakeRecord, audio: Path, folder: Path) -> TimelineData:
    from app.pages.review.waveform import read_waveform
    from audio.tracks import TRACKS_FILE, load

    waveform = read_waveform(audio) if audio.exists() else None
    return timeline_data(take.scorecard, waveform, load(folder / TRACKS_FILE))

"""How it changes: headline, next step, the three scores, the chart."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.pages.progress.chart_model import SCORES, ChartData
from app.pages.progress.chart_view import ChartView
from app.pages.progress.overview_model import ProgressView, Tile
from app.theme.service import Theme
from app.widgets.buttons import button
from app.widgets.calm_wheel import calm_wheel
from app.widgets.card import Card
from app.widgets.text import set_look, text
from models.progress.metrics import METRICS
from models.progress.trends import Direction

_LOOKS = {Direction.BETTER: "better", Direction.WORSE: "worse", Direction.DIFFERENT: "different"}


class ScoreTile(Card):
    """Latest large; best, own baseline and the change small."""

    best_requested = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._tile: Tile | None = None
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(4)
        self.body.addWidget(text(name, "strong"))
        row = QHBoxLayout()
        row.setSpacing(8)
        self._latest = text("–", "title", wrap=False)
        row.addWidget(self._latest)
        row.addWidget(text("latest", "caption", wrap=False))
        row.addStretch(1)
        self.body.addLayout(row)
        self._more = text("", "caption")
        self.body.addWidget(self._more)
        self._change: QLabel = text("", "caption")
        self.body.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_tile(self, tile: Tile) -> None:
        self._tile = tile
        self._latest.setText(tile.latest)
        self._more.setText(f"Best {tile.best}\nFirst three {tile.baseline}")
        self._change.setText(tile.change)
        set_look(self._change, "look", _LOOKS.get(tile.direction, "caption") if tile.direction else "caption")
        self.setAccessibleName(
            f"{tile.label}: latest {tile.latest}, best {tile.best}, "
            f"first three takes {tile.baseline}. {tile.change}"
        )


class OverviewPanel(QScrollArea):
    """Shows what the page's presenter made; asks for another chart when another is chosen."""

    chart_requested = Signal(str, bool)
    """(metric id or "scores", by day)"""
    take_requested = Signal(str)
    rehearse_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        column.addWidget(self._make_advice(theme))
        column.addLayout(self._make_tiles())
        column.addWidget(self._make_chart(theme), 1)

    def show_view(self, view: ProgressView) -> None:
        self.headline.setText(view.headline)
        self.next_step.setText(view.next_step)
        self._others.setText("   ·   ".join((view.practised, *view.others)))
        for shown, tile in zip(self.tiles, view.tiles, strict=False):
            shown.show_tile(tile)

    def show_chart(self, data: ChartData) -> None:
        self.chart.show_data(data)
        several = max((len(ids) for ids in data.columns), default=1)
        kind = "day" if data.by_day else "take"
        many = several > 1 and not data.by_day
        words = f"Each mark is the mean of up to {several} takes." if many else f"Each mark is a {kind}."
        self._hint.setText(f"{words} Point to read, click to open.")

    @property
    def chosen(self) -> tuple[str, bool]:
        return self.shown_metric.currentData(), self.by_day.isChecked()

    def _make_advice(self, theme: Theme) -> QWidget:
        card = QFrame()
        card.setProperty("role", "advice")
        body = QVBoxLayout(card)
        body.setContentsMargins(20, 14, 20, 14)
        body.setSpacing(6)
        self.headline = text("", "heading")
        self.next_step = text()
        self._others = text("", "caption")
        for words in (self.headline, self.next_step, self._others):
            body.addWidget(words)
        return card

    def _make_tiles(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.tiles = [ScoreTile(m.label) for m in METRICS if m.score is not None]
        for tile in self.tiles:
            row.addWidget(tile, 1)
        return row

    def _make_chart(self, theme: Theme) -> QWidget:
        card = Card()
        card.body.setContentsMargins(16, 14, 16, 12)
        card.body.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.shown_metric = QComboBox()
        calm_wheel(self.shown_metric)
        self.shown_metric.setAccessibleName("What the chart shows")
        self.shown_metric.addItem("Three scores", SCORES)
        for known in METRICS:
            self.shown_metric.addItem(known.label, known.id)
        self.by_day = button("By day", None, "chip", tip="One mark for each practice day")
        self.by_day.setCheckable(True)
        row.addWidget(self.shown_metric)
        row.addWidget(self.by_day)
        row.addStretch(1)
        card.body.addLayout(row)
        self.chart = ChartView(theme)
        self.chart.opened.connect(self.take_requested)
        card.body.addWidget(self.chart, 1)
        self._hint = text("", "caption")
        card.body.addWidget(self._hint)
        self.shown_metric.currentIndexChanged.connect(self._ask)
        self.by_day.toggled.connect(self._ask)
        return card

    def _ask(self) -> None:
        self.chart_requested.emit(*self.chosen)

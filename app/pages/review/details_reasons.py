"""Why these scores: what cost points, and folded away what went well."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.pages.review.details_parts import Hear, hear_button, page
from app.pages.review.sources import sources_label
from app.theme.service import Theme
from app.widgets.buttons import button
from app.widgets.text import text
from models.scorecard import Reason, Score, Scorecard, ScoreName

_MOMENT_S = 20.0
_COLUMNS_FROM_PX = 640
_TOP = Qt.AlignmentFlag.AlignTop


def reasons_tab(theme: Theme, card: Scorecard, hear: Hear) -> QWidget:
    made, body = page()
    body.addWidget(text("Each score begins at 100. In front stands what a part cost, in points.", "muted"))
    columns = _Columns()
    for name in ScoreName:
        columns.add(_ScoreReasons(theme, name, card.scores.get(name, Score(None, None)), hear))
    body.addWidget(columns)
    body.addStretch(1)
    return made


class _Columns(QWidget):
    """Side by side; one under the other in a narrow window."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(24)

    def add(self, column: QWidget) -> None:
        self._row.addWidget(column, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wide = event.size().width() >= _COLUMNS_FROM_PX
        self._row.setDirection(directions.LeftToRight if wide else directions.TopToBottom)


def parted(score: Score) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """What cost points, most first, and what did not. Without a score, all is told first."""
    reasons = sorted(score.reasons, key=lambda reason: reason.points)
    costs = tuple(reason for reason in reasons if score.value is None or round(reason.points) < 0)
    return costs, tuple(reason for reason in reasons if reason not in costs)


class _ScoreReasons(QWidget):
    """One score's column; what went well is made when it is asked for."""

    def __init__(self, theme: Theme, name: ScoreName, score: Score, hear: Hear) -> None:
        super().__init__()
        self._theme, self._hear = theme, hear
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        value = "" if score.value is None else f"   {score.value}"
        self._column.addWidget(text(f"{name.label}{value}", "strong"))
        costs, self._well = parted(score)
        self._add(costs, self._column)
        if not costs:
            self._column.addWidget(text("Nothing cost points here.", "muted"))
        self._more: QWidget | None = None
        if self._well:
            self._column.addLayout(self._toggle(name))
        self._column.addStretch(1)

    def _toggle(self, name: ScoreName) -> QHBoxLayout:
        toggle = button(f"What went well ({len(self._well)})", None, "chip")
        toggle.setCheckable(True)
        toggle.setAccessibleName(f"{name.label}: what went well, {len(self._well)} points")
        toggle.toggled.connect(self._unfold)
        row = QHBoxLayout()
        row.addWidget(toggle)
        row.addStretch(1)
        return row

    def _unfold(self, on: bool) -> None:
        if self._more is None:
            self._more, body = page(margins=0)
            self._add(self._well, body)
            self._column.insertWidget(self._column.count() - 1, self._more)
        self._more.setVisible(on)

    def _add(self, reasons: Sequence[Reason], body: QVBoxLayout) -> None:
        for reason in reasons:
            body.addWidget(self._reason(reason))

    def _reason(self, reason: Reason) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        points = f"{reason.points:+.0f}".replace("-", "−") if round(reason.points) else "✓"
        mark = text(points, "strong" if round(reason.points) else "muted", wrap=False)
        mark.setFixedWidth(40)
        mark.setAccessibleName(f"{points} points" if round(reason.points) else "Cost nothing")
        grid.addWidget(mark, 0, 0, _TOP)
        grid.addWidget(text(reason.text), 0, 1, _TOP)
        if _is_moment(reason) and reason.start_s is not None:
            grid.addWidget(hear_button(self._theme, self._hear, reason.start_s, reason.end_s), 0, 2, _TOP)
        if reason.source:
            grid.addWidget(sources_label(reason.source), 1, 1)
        grid.setColumnStretch(1, 1)
        return row


def _is_moment(reason: Reason) -> bool:
    """Worth hearing: it cost something, and it is a place rather than the whole call."""
    if reason.start_s is None or reason.end_s is None or not round(reason.points):
        return False
    return reason.end_s - reason.start_s < _MOMENT_S

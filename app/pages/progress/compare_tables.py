"""The numbers and the points of two takes side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.pages.progress.compare_model import PointGroup, Row
from app.widgets.card import Card
from app.widgets.text import TextLook, text
from models.progress.trends import Direction

LOOKS: dict[Direction, TextLook] = {
    Direction.BETTER: "better",
    Direction.WORSE: "worse",
    Direction.DIFFERENT: "different",
    Direction.UNCLEAR: "muted",
}
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class NumbersCard(Card):
    """Every score and measure in both takes, the difference with its uncertainty, and what it means."""

    def __init__(self) -> None:
        super().__init__("Scores and measures")
        self.body.setContentsMargins(20, 14, 20, 16)
        self._table: QWidget | None = None
        self._note = text("± is the 95 % interval. Inside it, nothing is claimed.", "caption")
        self.body.addWidget(self._note)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        self._table, grid = _new_table(self, self._table)
        for column, head in enumerate(("", "A", "B", "Difference", "")):
            side = _RIGHT if column in (1, 2, 3) else _LEFT
            grid.addWidget(text(head, "caption", wrap=False), 0, column, side)
        for number, row in enumerate(rows, start=1):
            label = f"{row.label}, {row.unit}" if row.unit else row.label
            grid.addWidget(text(label, "strong" if row.is_score else "body"), number, 0, _MIDDLE)
            for column, words in enumerate((row.left, row.right, row.change), start=1):
                grid.addWidget(text(words, wrap=False), number, column, _RIGHT | _MIDDLE)
            verdict = text(row.verdict, LOOKS[row.direction], wrap=False)
            grid.addWidget(verdict, number, 4, _LEFT | _MIDDLE)
        grid.setColumnStretch(0, 1)


class PointsCard(Card):
    """What each take makes of the points of the call."""

    def __init__(self) -> None:
        super().__init__("Points of the call")
        self.body.setContentsMargins(20, 14, 20, 16)
        self._table: QWidget | None = None

    def show_groups(self, groups: tuple[PointGroup, ...]) -> None:
        self._table, grid = _new_table(self, self._table)
        for number, group in enumerate(groups):
            grid.addWidget(text(group.sign, "strong", wrap=False), 2 * number, 0)
            grid.addWidget(text(group.heading, "strong"), 2 * number, 1)
            grid.addWidget(text("\n".join(group.titles)), 2 * number + 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2 * len(groups), 1)


def _new_table(card: Card, old: QWidget | None) -> tuple[QWidget, QGridLayout]:
    """An empty grid under the card's heading, in place of the one that it had."""
    if old is not None:
        card.body.removeWidget(old)
        old.hide()
        old.deleteLater()
    table = QWidget(card)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    card.body.insertWidget(1, table, 1)
    return table, grid

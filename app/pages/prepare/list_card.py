"""A card of short texts, each with a line under it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.widgets.card import Card
from app.widgets.text import TextLook, set_look, text


@dataclass(frozen=True)
class Row:
    words: str
    under: str = ""
    look: TextLook = "body"
    under_look: TextLook = "body"


class ListCard(Card):
    """Rows are reused, so that typing does not flicker."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._rows: list[tuple[QWidget, QLabel, QLabel]] = []

    def show_rows(self, rows: list[Row]) -> None:
        while len(self._rows) < len(rows):
            self._add_row()
        for at, (holder, words, under) in enumerate(self._rows):
            holder.setVisible(at < len(rows))
            if at < len(rows):
                _show(rows[at], words, under)

    def _add_row(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        words, under = text(), text()
        column.addWidget(words)
        column.addWidget(under)
        self.body.addWidget(holder)
        self._rows.append((holder, words, under))


def _show(row: Row, words: QLabel, under: QLabel) -> None:
    words.setText(row.words)
    set_look(words, "look", row.look)
    under.setText(row.under)
    under.setVisible(bool(row.under))
    set_look(under, "look", row.under_look)

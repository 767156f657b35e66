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
        for (holder, words, under), row in zip(self._rows, rows, strict=False):
            _fill(row, words, under)
            _set_visible(holder, True)
        for holder, _, _ in self._rows[len(rows) :]:
            _set_visible(holder, False)
        for row in rows[len(self._rows) :]:
            self._add(row)

    def _add(self, row: Row) -> None:
        """Filled before it is in the page, which is then laid out once for it."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        words, under = text(row.words, row.look), text(row.under, row.under_look)
        column.addWidget(words)
        column.addWidget(under)
        under.setVisible(bool(row.under))
        self.body.addWidget(holder)
        self._rows.append((holder, words, under))


def _fill(row: Row, words: QLabel, under: QLabel) -> None:
    words.setText(row.words)
    set_look(words, "look", row.look)
    under.setText(row.under)
    _set_visible(under, bool(row.under))
    set_look(under, "look", row.under_look)


def _set_visible(widget: QWidget, visible: bool) -> None:
    """To show what is visible already would lay out the whole page at once, each time."""
    if widget.isHidden() is visible:
        widget.setVisible(visible)

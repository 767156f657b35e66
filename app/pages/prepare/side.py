"""Beside the card: what to say, when to call, what to have ready."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.theme.service import Theme
from app.turns import Turns
from app.widgets.card import Card
from app.widgets.text import set_look, text

if TYPE_CHECKING:
    from app.pages.prepare.model import SidePanel


class Side(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._say = _List("What to say")
        self._when = _List("When to call")
        self._ready = Card("Before you call")
        self._ready.body.setSpacing(6)
        self._ticks: dict[str, QWidget] = {}
        for card in (self._say, self._when, self._ready):
            column.addWidget(card)
        column.addStretch(1)
        self._turns = Turns(self)

    def show_panel(self, panel: "SidePanel") -> None:
        """One list a turn: most of the cost is in laying out the page anew."""
        self._turns.stop()
        self._turns.add(self._showing(panel))

    def _showing(self, panel: "SidePanel") -> Iterator[None]:
        self._say.show_rows(
            [(line.title, line.line, "strong" if line.is_must else "muted") for line in panel.script]
        )
        yield
        rows = [(panel.summary, "", "body")]
        for item in panel.when:
            advice = f"Advice of {' and '.join(item.sources.split())}"
            rows.append((f"{advice}: {item.timing.lower()}" if item.timing else advice, item.text, "strong"))
        rows.append(("At what hour", panel.hours, "strong"))
        self._when.show_rows(rows)
        yield
        if [words for words, _ in panel.checklist] != list(self._ticks):
            self._show_checklist(panel.checklist)

    def _show_checklist(self, items: tuple[tuple[str, str], ...]) -> None:
        for row in self._ticks.values():
            row.deleteLater()
        self._ticks = {}
        for words, sources in items:
            row = QWidget()
            inside = QHBoxLayout(row)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(10)
            box = QCheckBox()
            box.setAccessibleName(words)
            label = text(words)
            label.setToolTip(f"Advice of {' and '.join(sources.split())}")
            inside.addWidget(box)
            inside.addWidget(label, 1)
            self._ready.body.addWidget(row)
            self._ticks[words] = row


class _List(Card):
    """Titles with a line under each; rows are reused, so that typing does not flicker."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._rows: list[tuple[QWidget, QLabel, QLabel]] = []

    def show_rows(self, rows: list[tuple[str, str, str]]) -> None:
        """Each row is (title, words, look of the title)."""
        for (holder, title, words), row in zip(self._rows, rows, strict=False):
            _fill(title, words, row)
            _show(holder, True)
        for holder, _, _ in self._rows[len(rows) :]:
            _show(holder, False)
        for row in rows[len(self._rows) :]:
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            title, words = text("", "strong"), text("")
            column.addWidget(title)
            column.addWidget(words)
            words.setVisible(bool(row[1]))
            _fill(title, words, row)
            self.body.addWidget(holder)
            self._rows.append((holder, title, words))


def _fill(title: QLabel, words: QLabel, row: tuple[str, str, str]) -> None:
    title.setText(row[0])
    words.setText(row[1])
    _show(words, bool(row[1]))
    set_look(title, "look", row[2])


def _show(widget: QWidget, visible: bool) -> None:
    """To show what is visible already would lay out the whole page at once, each time."""
    if widget.isHidden() is visible:
        widget.setVisible(visible)

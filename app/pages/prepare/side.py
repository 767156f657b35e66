"""What helps before the call, card by card: what to say, when to call, call or write, what to have ready."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.pages.prepare.list_card import ListCard, Row
from app.widgets.card import Card
from app.widgets.text import text

if TYPE_CHECKING:
    from app.pages.prepare.model import AdviceLine, SidePanel


class WhatToSay(ListCard):
    def __init__(self) -> None:
        super().__init__("What to say")

    def show_panel(self, panel: "SidePanel") -> None:
        self.show_rows(
            [Row(line.title, line.line, "strong" if line.is_must else "muted") for line in panel.script]
        )


class WhenToCall(ListCard):
    def __init__(self) -> None:
        super().__init__("When to call")

    def show_panel(self, panel: "SidePanel") -> None:
        advice = [_advice(line) for line in (*panel.when, panel.hours, *panel.attempts)]
        self.show_rows([Row(panel.summary, look="strong"), *advice])


class CallOrWrite(ListCard):
    def __init__(self) -> None:
        super().__init__("Call or write?")

    def show_panel(self, panel: "SidePanel") -> None:
        rows = [("Rather call", panel.call), ("Rather write", panel.write)]
        self.show_rows([row for title, line in rows for row in (Row(title, look="strong"), _advice(line))])


class BeforeYouCall(Card):
    def __init__(self) -> None:
        super().__init__("Before you call")
        self.body.setSpacing(6)
        self._ticks: dict[str, QWidget] = {}

    def show_panel(self, panel: "SidePanel") -> None:
        if [line.text for line in panel.checklist] != list(self._ticks):
            self._show_checklist(panel.checklist)

    def _show_checklist(self, items: "tuple[AdviceLine, ...]") -> None:
        for row in self._ticks.values():
            row.deleteLater()
        self._ticks = {}
        for item in items:
            row = QWidget()
            inside = QHBoxLayout(row)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(10)
            box = QCheckBox()
            box.setAccessibleName(item.text)
            label = text(item.text)
            label.setToolTip(item.says_who)
            inside.addWidget(box)
            inside.addWidget(label, 1)
            self.body.addWidget(row)
            self._ticks[item.text] = row


def _advice(line: "AdviceLine") -> Row:
    return Row(line.text, " · ".join(filter(None, (line.timing, line.says_who))), under_look="caption")

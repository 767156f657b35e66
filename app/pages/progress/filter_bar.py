"""Which takes are looked at: scenario, call card, time, starred."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.widgets.buttons import button
from app.widgets.calm_wheel import calm_wheel
from models.history.records import TakeFilter
from models.history.saved_card import SavedCard
from models.scenario import Scenario

_SPANS: tuple[tuple[str, int | None], ...] = (
    ("All time", None),
    ("Last 7 days", 7),
    ("Last 30 days", 30),
    ("Last 12 months", 365),
)


@dataclass(frozen=True)
class Choice:
    """What the user chose; None means any."""

    scenario: Scenario | None = None
    call_card_id: str | None = None
    days: int | None = None
    starred: bool = False

    @property
    def is_any(self) -> bool:
        return self == Choice()

    def as_filter(self, now: datetime, *, trashed: bool = False) -> TakeFilter:
        since = now - timedelta(days=self.days) if self.days else None
        return TakeFilter(
            scenario=self.scenario,
            call_card_id=self.call_card_id,
            since=since,
            starred=True if self.starred else None,
            trashed=trashed,
        )


def card_label(saved: SavedCard) -> str:
    """How a call card is called in a list."""
    job = " at ".join(part for part in (saved.card.role, saved.card.company) if part)
    return job or saved.card.interviewer_spoken or saved.card.caller or "Empty call card"


class FilterBar(QWidget):
    """Emits `changed` with the new choice."""

    changed = Signal(object)
    """(Choice)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.scenario = _combo("Kind of call", [("All calls", None), *((s.label, s) for s in Scenario)])
        self.card = _combo("Call card", [("All call cards", None)])
        self.time = _combo("Time", list(_SPANS))
        self.starred = button("Starred only", None, "chip")
        self.starred.setCheckable(True)
        for box in (self.scenario, self.card, self.time):
            box.currentIndexChanged.connect(self._tell)
            row.addWidget(box)
        row.addWidget(self.starred)
        row.addStretch(1)
        self.starred.toggled.connect(self._tell)

    @property
    def choice(self) -> Choice:
        kind = self.scenario.currentData()  # Qt gives the enum back as plain text
        return Choice(
            Scenario(kind) if kind else None,
            self.card.currentData(),
            self.time.currentData(),
            self.starred.isChecked(),
        )

    def show_cards(self, cards: Sequence[SavedCard]) -> None:
        """The call cards to choose from; what is chosen stays chosen."""
        wanted = [("All call cards", None), *((card_label(saved), saved.card_id) for saved in cards)]
        there = [(self.card.itemText(i), self.card.itemData(i)) for i in range(self.card.count())]
        if wanted == there:
            return
        chosen = self.card.currentData()
        self.card.blockSignals(True)
        self.card.clear()
        for label, card_id in wanted:
            self.card.addItem(label, card_id)
        self.card.setCurrentIndex(max(self.card.findData(chosen), 0))
        self.card.blockSignals(False)

    def show_all(self) -> None:
        """Drops every filter."""
        for box in (self.scenario, self.card, self.time):
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.starred.blockSignals(True)
        self.starred.setChecked(False)
        self.starred.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.choice)


def _combo(name: str, entries: Sequence[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    calm_wheel(box)
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(260)
    for label, data in entries:
        box.addItem(label, data)
    return box

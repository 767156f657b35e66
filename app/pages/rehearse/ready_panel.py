"""Before the call: what is rehearsed, the microphone and its level, and the Call button."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.pages.rehearse.length_choice import LengthChoice
from app.theme.service import Theme
from app.widgets.buttons import button, icon_button
from app.widgets.calm_wheel import calm_wheel
from app.widgets.card import Card
from app.widgets.level_meter import LevelMeter
from app.widgets.text import text

_WIDTH_PX = 620


class ReadyPanel(QWidget):
    call_pressed = Signal()
    change_pressed = Signal()
    whole_call_pressed = Signal()
    refresh_pressed = Signal()
    microphone_chosen = Signal(str)
    points_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH_PX)
        self._column = QVBoxLayout(middle)
        self._column.setSpacing(16)
        self._column.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(middle, 100)
        outer.addStretch(1)

    def complete(self) -> Iterator[None]:
        """Makes the contents, in pieces of some milliseconds."""
        column, theme = self._column, self._theme
        column.addWidget(self._plan_card())
        yield
        column.addWidget(self._line_card())
        yield
        column.addWidget(self._microphone_card(theme))
        yield
        self.call = button("&Call", self.call_pressed.emit, "call", icon_name="call", theme=theme)
        self.call.setToolTip("Start the call (Ctrl+Return)")
        self.call.setMinimumWidth(200)
        column.addSpacing(8)
        column.addWidget(self.call, 0, Qt.AlignmentFlag.AlignHCenter)
        self._advice = text("Stand up, smile, and speak as if they were there.", "muted")
        self._advice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._advice)
        column.addStretch(1)

    def show_plan(self, title: str, details: str, focus_line: str) -> None:
        self._plan_title.setText(title)
        self._plan_details.setText(details)
        self._plan.setVisible(not focus_line)
        self._line.setVisible(bool(focus_line))
        self._line_words.setText(f"“{focus_line}”" if focus_line else "")

    def show_microphones(self, devices: tuple[Any, ...], chosen: str) -> None:
        """Each device has a `name` and a `label`."""
        self.microphones.blockSignals(True)
        self.microphones.clear()
        for device in devices:
            self.microphones.addItem(device.label, device.name)
        at = self.microphones.findData(chosen)
        self.microphones.setCurrentIndex(max(at, 0))
        self.microphones.setEnabled(bool(devices))
        if not devices:
            self.microphones.addItem("No microphone found")
        self.microphones.blockSignals(False)

    def show_level(self, share: float, words: str) -> None:
        self._meter.show_share(share)
        if self._meter_words.text() != words:
            self._meter_words.setText(words)

    def show_points_choice(self, on: bool) -> None:
        self._points.setChecked(on)

    def _plan_card(self) -> Card:
        self._plan = Card()
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(4)
        self._plan_title = text("", "heading")
        self._plan_details = text("", "muted")
        words.addWidget(self._plan_title)
        words.addWidget(self._plan_details)
        self.length = LengthChoice()
        words.addWidget(self.length)
        row.addLayout(words, 1)
        change = button("C&hange", self.change_pressed.emit, tip="Back to the call card")
        row.addWidget(change, 0, Qt.AlignmentFlag.AlignVCenter)
        self._plan.body.addLayout(row)
        return self._plan

    def _line_card(self) -> Card:
        self._line = Card("Try this line again")
        self._line_words = text("", "lead")
        self._line.body.addWidget(self._line_words)
        whole = button("Rehearse the &whole call instead", self.whole_call_pressed.emit, "quiet")
        self._line.body.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)
        self._line.hide()
        return self._line

    def _microphone_card(self, theme: Theme) -> Card:
        card = Card()
        label = text("&Microphone", "strong", wrap=False)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.microphones = QComboBox()
        calm_wheel(self.microphones)
        self.microphones.setAccessibleName("Microphone")
        self.microphones.addItem("Looking for microphones…")
        self.microphones.currentIndexChanged.connect(self._chosen)
        label.setBuddy(self.microphones)
        row.addWidget(self.microphones, 1)
        row.addWidget(icon_button("Look for microphones again", "refresh", theme, self.refresh_pressed.emit))
        self._meter = LevelMeter(theme)
        self._meter_words = text("Say something to test it.", "caption")
        self._points = QCheckBox("&Tick off the points while I speak")
        self._points.toggled.connect(self.points_chosen)
        card.body.addWidget(label)
        card.body.addLayout(row)
        card.body.addWidget(self._meter)
        card.body.addWidget(self._meter_words)
        card.body.addWidget(self._points)
        return card

    def _chosen(self) -> None:
        name = self.microphones.currentData()
        if isinstance(name, str):
            self.microphone_chosen.emit(name)

"""The fields of the call card."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.theme.service import Theme
from app.widgets.card import Card
from app.widgets.text import text

if TYPE_CHECKING:
    from datetime import date

    from models.call import CallCard

_INTERVIEW_DAYS = (("Today", 0), ("Yesterday", -1), ("2 days ago", -2), ("A week ago", -7))
_CALL_DAYS = (("Today", 0), ("Tomorrow", 1), ("In a week", 7))


class CardForm(Card):
    """Emits `edited({field: value})` at every change; `show_card` does not emit.

    `add_days` belongs to making it: the fields of the two days are not in the first picture.
    """

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__("Your call")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._notes: dict[str, QLabel] = {}
        self.fields: dict[str, QLineEdit] = {}
        self._line(0, 0, "caller", "Your &name", example="Wendy Jones", tip="First and last name")
        self._line(0, 1, "phone", "Your &phone number", example="555 0142", tip="The number you leave")
        self._line(1, 0, "role", "The &job", example="Marketing Manager")
        self._line(1, 1, "company", "C&ompany", example="Hartwell & Co")
        self._line(2, 0, "interviewer", "&Interviewer", example="Scott", tip="Whom you call")
        self._line(2, 1, "interviewer_title", "&Title", example="Mr, Ms, Dr … or empty")

    def add_days(self, theme: Theme, today: "date") -> None:
        from app.widgets.day_field import DayField

        self._today = today
        self.interview = DayField(theme, "Interview date", "Such as last Tuesday", _INTERVIEW_DAYS, today)
        self.call_day = DayField(theme, "Day of the call", "Today, if left empty", _CALL_DAYS, today)
        self._cell(3, 0, "Inter&view on", self.interview)
        self._cell(3, 1, "You'll call o&n", self.call_day)
        self.interview.chosen.connect(lambda day: self._emit("interview_date", day))
        self.call_day.chosen.connect(lambda day: self._emit("call_date", day))

    def show_card(self, card: "CallCard") -> None:
        for name, field in self.fields.items():
            value = getattr(card, name)
            if field.text() != value:
                field.blockSignals(True)
                field.setText(value)
                field.blockSignals(False)
        self._show_notes(card)

    def _show_notes(self, card: "CallCard") -> None:
        from app.pages.prepare.words import caller_note, interview_note, phone_note

        for name, note in (("caller", caller_note(card.caller)), ("phone", phone_note(card.phone))):
            # While typing, every number is short: remark on it once the field is left.
            words = "" if self.fields[name].hasFocus() else note
            self._notes[name].setText(words)
            self._notes[name].setVisible(bool(words))
        self.interview.show_day(card.interview_date, interview_note(card.interview_date, self._today))
        self.call_day.show_day(card.call_date)

    def _line(self, row: int, column: int, name: str, label: str, *, example: str, tip: str = "") -> None:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(label.replace("&", ""))
        field.setPlaceholderText(example)
        field.setToolTip(tip)
        field.textEdited.connect(lambda value: self._emit(name, value))
        field.editingFinished.connect(lambda: self._emit(name, field.text()))
        self.fields[name] = field
        self._notes[name] = text("", "warning")
        self._notes[name].hide()
        self._cell(row, column, label, field, self._notes[name])

    def _cell(self, row: int, column: int, label: str, *widgets: QWidget) -> None:
        cell = QVBoxLayout()
        cell.setSpacing(4)
        words = QLabel(label)
        words.setBuddy(widgets[0])
        cell.addWidget(words)
        for widget in widgets:
            cell.addWidget(widget)
        cell.addStretch(1)
        self._grid.addLayout(cell, row, column)

    def _emit(self, name: str, value: object) -> None:
        self.edited.emit({name: value})

"""A day, typed as people say it, from a calendar, or by a quick choice."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.days import day_text, distance_text, parse_day
from app.theme.service import Theme
from app.widgets.buttons import button, icon_button
from app.widgets.flow_layout import FlowLayout
from app.widgets.text import set_look, text


class DayField(QWidget):
    """Emits `chosen(date | None)`. `quick` are (label, days from today)."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, name: str, placeholder: str, quick: tuple[tuple[str, int], ...], today: date
    ) -> None:
        super().__init__()
        self._today = today
        self._day: date | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.editingFinished.connect(self._typed)
        row.addWidget(self.edit, 1)
        self._open = icon_button(f"{name}: calendar", "calendar", theme, self._show_calendar)
        row.addWidget(self._open)
        column.addLayout(row)
        chips = FlowLayout(spacing=6)
        for label, days in quick:
            chip = button(label, role="chip")
            chip.setAccessibleName(f"{name}: {label}")
            chip.clicked.connect(lambda _=False, days=days: self._choose(self._today + timedelta(days=days)))
            chips.addWidget(chip)
        column.addLayout(chips)
        self.hint = text("", "caption")
        self.hint.hide()
        column.addWidget(self.hint)
        self.setFocusProxy(self.edit)

    def show_day(self, day: date | None, note: str = "") -> None:
        """Shows a day without emitting; `note` is a gentle remark about it."""
        self._day = day
        if not self.edit.hasFocus() or parse_day(self.edit.text(), self._today) != day:
            self.edit.setText(day_text(day) if day else "")
        words = note or (distance_text(day, self._today) if day else "")
        self._say(words, "warning" if note else "caption")

    def _typed(self) -> None:
        typed = self.edit.text().strip()
        if not typed:
            self._choose(None)
            return
        day = parse_day(typed, self._today)
        if day is None:
            self._say("Which day is that? Try “17 Nov”, “last Tuesday” or “2 days ago”.", "warning")
        else:
            self._choose(day)

    def _choose(self, day: date | None) -> None:
        self.edit.setText(day_text(day) if day else "")
        if day != self._day:
            self._day = day
            self.chosen.emit(day)
        if day is not None and self.hint.property("look") != "warning":
            self._say(distance_text(day, self._today), "caption")

    def _say(self, words: str, look: str) -> None:
        self.hint.setText(words)
        set_look(self.hint, "look", look)
        self.hint.setVisible(bool(words))

    def _show_calendar(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setProperty("role", "card")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QVBoxLayout(popup)
        inside.setContentsMargins(8, 8, 8, 8)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setGridVisible(False)
        shown = self._day or self._today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))

        def take(chosen: QDate) -> None:
            self._choose(date(chosen.year(), chosen.month(), chosen.day()))
            popup.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        inside.addWidget(calendar)
        popup.move(self.edit.mapToGlobal(QPoint(0, self.edit.height() + 4)))
        popup.show()
        calendar.setFocus()

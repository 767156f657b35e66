"""The user's note about a take, kept while it is written."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from app.widgets.card import Card

_PAUSE_MS = 700


class NoteCard(Card):
    """Tells the note after each pause in typing."""

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__("Note")
        self.field = QPlainTextEdit()
        self.field.setPlaceholderText("A note to yourself about this take")
        self.field.setAccessibleName("Note")
        self.field.setTabChangesFocus(True)
        self.field.setMaximumHeight(96)
        self.body.addWidget(self.field)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.tell)
        self.field.textChanged.connect(self._timer.start)

    def show_note(self, note: str) -> None:
        self._timer.stop()
        self.field.blockSignals(True)
        self.field.setPlainText(note)
        self.field.blockSignals(False)

    def tell(self) -> None:
        """What is there now, at once."""
        self._timer.stop()
        self.written.emit(self.field.toPlainText())

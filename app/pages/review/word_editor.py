"""A small field over a word of the transcript."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class WordEditor(QLineEdit):
    """Enter tells what was typed; Esc, and going elsewhere, drop it. `closed` comes in any case."""

    agreed = Signal(str)
    closed = Signal()

    def __init__(self, words: str, over: QRect, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setAccessibleName("What was said here")
        width = max(over.width() + 60, 140)
        left = max(0, min(over.x() - 10, parent.width() - width))
        self.setGeometry(left, over.y() - 6, width, over.height() + 12)
        self.selectAll()
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                said = self.text()
                self.closed.emit()
                self.agreed.emit(said)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.closed.emit()

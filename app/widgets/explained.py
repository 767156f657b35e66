"""A label that explains itself: by the mouse resting on it, by a click, and by keys."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from app.widgets.text import TextLook

_LONG_MS = 60_000


class Explained(QLabel):
    """Its tip is reached by Tab, then Enter or Space; a screen reader hears it as the description."""

    def __init__(self, words: str = "", look: TextLook = "body", *, wrap: bool = True) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setProperty("role", "explained")
        self.setWordWrap(wrap)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.WhatsThisCursor)

    def explain(self, tip: str) -> None:
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        show_tip(self)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            show_tip(self)
        else:
            super().keyPressEvent(event)


def show_tip(widget: QWidget) -> None:
    """The widget's tip under it, until the next key or click."""
    below = widget.mapToGlobal(QPoint(0, widget.height()))
    QToolTip.showText(below, widget.toolTip(), widget, widget.rect(), _LONG_MS)

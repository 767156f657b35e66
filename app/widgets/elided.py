"""One line of text that ends in dots where the room does."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.widgets.text import TextLook


class Elided(QLabel):
    """`text` is all of it; so is the tip as long as not all of it is seen."""

    def __init__(self, words: str = "", look: TextLook = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setProperty("textFormat", "PlainText")
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._elide()

    def text(self) -> str:
        return self._words

    def setText(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        seen = self._words
        if self.fontMetrics().horizontalAdvance(seen) > self.width():
            from PySide6.QtCore import Qt

            seen = self.fontMetrics().elidedText(seen, Qt.TextElideMode.ElideRight, self.width())
        super().setText(seen)
        self.setToolTip(self._words if seen != self._words else "")

"""Labels of the type scale."""

from typing import Literal

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

TextLook = Literal[
    "body",
    "caption",
    "muted",
    "strong",
    "lead",
    "heading",
    "title",
    "display",
    "warning",
    "problem",
    "tag",
    "band_strong",
    "band_fine",
    "band_work",
    "better",
    "worse",
    "different",
]


class _Label(QLabel):
    """Remembers its heights: Qt asks for them again and again, and lays out the words for each answer."""

    def __init__(self, words: str, parent: QWidget | None) -> None:
        super().__init__(words, parent)
        self._heights: dict[int, int] = {}
        self._seen: tuple[str, str, str] | None = None

    def heightForWidth(self, width: int) -> int:
        seen = (self.text(), self.font().key(), self.property("look"))
        if seen != self._seen:
            self._heights, self._seen = {}, seen
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]


def text(
    words: str = "", look: TextLook = "body", *, wrap: bool = True, parent: QWidget | None = None
) -> QLabel:
    """A label; plain text only, so that nothing typed by the user is read as markup."""
    label = _Label(words, parent)
    label.setProperty("textFormat", "PlainText")
    label.setProperty("look", look)
    label.setWordWrap(wrap)
    return label


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Changes a look property after the widget was styled."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        # Polishing alone leaves a label with the size it had before.
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))

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


def text(
    words: str = "", look: TextLook = "body", *, wrap: bool = True, parent: QWidget | None = None
) -> QLabel:
    """A label; plain text only, so that nothing typed by the user is read as markup."""
    label = QLabel(words, parent)
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

"""A rounded surface with an optional heading."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.widgets.text import text


class Card(QFrame):
    """Add the contents to `body`; controls beside the heading to `header`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 24)
        self.body.setSpacing(12)
        self.header = QHBoxLayout()
        self.header.setSpacing(8)
        if title:
            self.title = text(title, "heading", wrap=False)
            self.header.addWidget(self.title)
            self.header.addStretch(1)
            self.body.addLayout(self.header)
            self.setAccessibleName(title)


def line(parent: QWidget | None = None) -> QFrame:
    """A thin line between groups."""
    made = QFrame(parent)
    made.setProperty("role", "line")
    return made

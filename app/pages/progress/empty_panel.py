"""What Progress shows when there is nothing to list: why, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.widgets.buttons import button
from app.widgets.card import Card
from app.widgets.text import text


class EmptyPanel(QWidget):
    """No take at all, or none in the filter."""

    rehearse_requested = Signal()
    show_all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card()
        card.setFixedWidth(520)
        self.what = text("", "heading")
        self.what_to_do = text("", "muted")
        card.body.addWidget(self.what)
        card.body.addWidget(self.what_to_do)
        row = QHBoxLayout()
        self.show_all = button("Show all takes", self.show_all_requested.emit)
        self.rehearse = button("Rehearse a call", self.rehearse_requested.emit)
        row.addWidget(self.show_all)
        row.addWidget(self.rehearse)
        row.addStretch(1)
        card.body.addLayout(row)
        middle = QHBoxLayout()  # an alignment would ignore that the text needs more height than one line
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)

    def show_reason(self, elsewhere: str, *, filtered: bool) -> None:
        """`elsewhere` names the kind of call that there are takes of, if any."""
        self.show_all.setVisible(filtered and bool(elsewhere))
        if elsewhere:
            self.what.setText("No take fits this choice")
            self.what_to_do.setText(
                f"Your newest take is of another kind: {elsewhere}. Show all takes, or rehearse this call."
            )
        else:
            self.what.setText("Your first take starts here")
            self.what_to_do.setText(
                "Rehearse a call and it is listed here with its three scores. After three takes you have a "
                "baseline, and from the fourth on you see what changes. Recordings you already have can be "
                "imported: drop the files on this page."
            )

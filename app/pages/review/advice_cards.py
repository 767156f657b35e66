"""What one thing to change, with a line to try at once; and what one thing to keep."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.theme.service import Theme
from app.widgets.buttons import button
from app.widgets.card import Card
from app.widgets.text import text
from models.scorecard import Fix, Keep


class FixCard(QFrame):
    """The page's most important card."""

    try_requested = Signal(str)
    """(line) Rehearse this line."""
    moment_requested = Signal(float, float)
    """(start_s, end_s) Hear the moment."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "advice")
        self._fix: Fix | None = None
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(10)
        body.addWidget(text("Change one thing", "heading"))
        self._what = text()
        body.addWidget(self._what)
        self._label = text("Say instead", "caption")
        body.addWidget(self._label)
        self._line = text("", "lead")
        body.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._try = button("Try this line", self._ask_try, "primary", icon_name="retry", theme=theme)
        self._hear = button("Hear the moment", self._ask_moment, icon_name="play", theme=theme)
        row.addWidget(self._try)
        row.addWidget(self._hear)
        row.addStretch(1)
        body.addLayout(row)
        body.addStretch(1)

    def show_fix(self, fix: Fix | None) -> None:
        self._fix = fix
        self.setVisible(fix is not None)
        if fix is None:
            return
        self._what.setText(fix.text)
        self._line.setText(f"“{fix.try_}”")
        for widget in (self._label, self._line, self._try):
            widget.setVisible(bool(fix.try_))
        self._hear.setVisible(fix.start_s is not None)
        self.setAccessibleName(f"Change one thing. {fix.text} {fix.try_}")

    def _ask_try(self) -> None:
        if self._fix is not None:
            self.try_requested.emit(self._fix.try_)

    def _ask_moment(self) -> None:
        if self._fix is not None and self._fix.start_s is not None:
            self.moment_requested.emit(self._fix.start_s, self._fix.end_s or self._fix.start_s + 3.0)


class KeepCard(Card):
    """The one strength."""

    moment_requested = Signal(float, float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Keep this", parent)
        self._keep: Keep | None = None
        self._what = text()
        self.body.addWidget(self._what)
        self._hear = button("Hear it", self._ask_moment, icon_name="play", theme=theme)
        row = QHBoxLayout()
        row.addWidget(self._hear)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def show_keep(self, keep: Keep | None) -> None:
        self._keep = keep
        self.setVisible(keep is not None)
        if keep is not None:
            self._what.setText(keep.text)
            self._hear.setVisible(keep.start_s is not None)
            self.setAccessibleName(f"Keep this. {keep.text}")

    def _ask_moment(self) -> None:
        if self._keep is not None and self._keep.start_s is not None:
            self.moment_requested.emit(self._keep.start_s, self._keep.end_s or self._keep.start_s + 3.0)

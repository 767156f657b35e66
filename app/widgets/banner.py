"""An inline message with what to do about it; the place where errors are told."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.theme.icons import pixmap
from app.theme.service import Theme
from app.widgets.buttons import button, follow_theme, icon_button
from app.widgets.text import text

BannerKind = Literal["info", "warning", "problem", "success"]
_ICONS = {"info": "info", "warning": "warning", "problem": "warning", "success": "tick"}
_COLOURS = {"info": "blue", "warning": "warning", "problem": "danger", "success": "success"}


class Banner(QFrame):
    """`what` happened in bold, `what_to_do` under it, and buttons beside. Emits `dismissed` when closed."""

    dismissed = Signal()

    def __init__(
        self,
        theme: Theme,
        kind: BannerKind,
        what: str,
        what_to_do: str = "",
        *,
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("kind", kind)
        self.setAccessibleName(f"{what} {what_to_do}".strip())
        self._theme, self._kind = theme, kind
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 8 if closable else 16, 12)
        row.setSpacing(12)
        self._picture = QLabel()
        self._picture.setFixedSize(22, 22)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        middle = QWidget()
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout(middle)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        words.addWidget(text(what, "strong"))
        if what_to_do:
            words.addWidget(text(what_to_do))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row.addWidget(middle, 1)
        row.addLayout(self._buttons)
        if closable:
            close = icon_button("Dismiss", "close", theme, self._dismiss)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        follow_theme(self, theme, self._draw)
        self._draw()

    def add_action(self, label: str, pressed: object) -> QPushButton:
        """Adds a button beside the words; `pressed` is called without arguments."""
        made = button(label, pressed)  # type: ignore[arg-type]
        self._buttons.addWidget(made)
        return made

    def close_for_good(self) -> None:
        """Closes it, as its own cross does."""
        self._dismiss()

    def _draw(self) -> None:
        colour = getattr(self._theme.tokens, _COLOURS[self._kind])
        self._picture.setPixmap(pixmap(_ICONS[self._kind], colour, 22, self.devicePixelRatioF()))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
        self.deleteLater()

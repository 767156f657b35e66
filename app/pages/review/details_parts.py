"""What the tabs of the details are made of."""

from collections.abc import Callable

from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from app.pages.review.timeline_model import clock
from app.theme.service import Theme
from app.widgets.buttons import icon_button

Hear = Callable[[float, float], object]
"""(start_s, end_s) Plays a moment."""


def page(margins: int = 16, spacing: int = 8) -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    body = QVBoxLayout(made)
    body.setContentsMargins(margins, margins, margins, margins)
    body.setSpacing(spacing)
    return made, body


def hear_button(theme: Theme, hear: Hear, start_s: float, end_s: float | None) -> QToolButton:
    end = end_s if end_s is not None else start_s + 3.0
    return icon_button(f"Hear it at {clock(start_s)}", "play", theme, lambda: hear(start_s, end))

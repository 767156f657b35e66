"""Buttons by their role: one primary per page, the rest ordinary or quiet."""

from collections.abc import Callable
from typing import Literal, Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from app.theme.service import Theme

ButtonRole = Literal["plain", "primary", "danger", "quiet", "chip", "call", "hangup"]

_ICON_COLOUR = {
    "plain": "text",
    "primary": "on_accent",
    "danger": "on_danger",
    "quiet": "accent",
    "chip": "muted",
    "call": "on_accent",
    "hangup": "on_danger",
}


class _Pressed(Protocol):
    def __call__(self) -> object: ...


def button(
    label: str,
    pressed: _Pressed | None = None,
    role: ButtonRole = "plain",
    *,
    icon_name: str = "",
    theme: Theme | None = None,
    tip: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A push button. An icon needs the theme, whose changes it follows."""
    made = QPushButton(label, parent)
    made.setProperty("role", role)
    show_hand(made, theme)
    made.setAutoDefault(False)
    if tip:
        made.setToolTip(tip)
    if icon_name and theme:
        follow_icon(made, icon_name, theme, _ICON_COLOUR[role])
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def icon_button(
    name: str, icon_name: str, theme: Theme, pressed: _Pressed | None = None, *, parent: QWidget | None = None
) -> QToolButton:
    """A quiet button that shows only an icon; `name` is its tip and its accessible name."""
    from PySide6.QtCore import Qt

    made = QToolButton(parent)
    made.setProperty("role", "quiet")
    made.setToolTip(name)
    made.setAccessibleName(name)
    show_hand(made, theme)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    follow_icon(made, icon_name, theme, "accent")
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def show_hand(target: QAbstractButton, theme: Theme | None) -> None:
    """Over what can be pressed, the pointer is a hand."""

    def show() -> None:
        from PySide6.QtCore import Qt

        target.setCursor(Qt.CursorShape.PointingHandCursor)

    if theme is None:
        show()
    else:
        theme.when_drawn(show)


def follow_icon(target: QAbstractButton, icon_name: str, theme: Theme, colour: str) -> None:
    """Gives a button an icon in a token's colour, in every scheme."""

    def draw() -> None:
        target.setIcon(theme.icon(icon_name, colour))

    target.setIconSize(QSize(20, 20))
    draw()
    follow_theme(target, theme, draw)


def follow_theme(widget: QWidget, theme: Theme, draw: Callable[[], None]) -> None:
    """Calls `draw` at every change of the theme as long as the widget lives."""

    def stop() -> None:
        theme.changed.disconnect(connection)

    connection = theme.changed.connect(draw)
    widget.destroyed.connect(stop)

"""The look in use: follows the desktop or the user's choice, and tells who paints by hand."""

from typing import Protocol

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from app.theme.asset import asset
from app.theme.palette import palette
from app.theme.schemes import tokens
from app.theme.stylesheet import stylesheet
from app.theme.tokens import Scheme, SchemeChoice, Tokens, scheme_for

_SMALLEST_BODY_PT = 10.5
_ICON_PX = 20


class HasTokens(Protocol):
    """What a hand-painted widget needs of the theme."""

    @property
    def tokens(self) -> Tokens: ...


class Theme(QObject):
    """Applies the tokens to the application. Hand-painted widgets read `tokens` and repaint on `changed`.

    `sketch`: icons of buttons keep their place free until `draw_icons`, since the first picture is there
    sooner without them.
    """

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        choice: SchemeChoice = SchemeChoice.SYSTEM,
        *,
        sketch: bool = False,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._sketch = sketch
        self._body_pt = max(application.font().pointSizeF(), _SMALLEST_BODY_PT)
        self._tokens = tokens(Scheme.LIGHT)
        QDir.addSearchPath("icons", str(asset("icons")))
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    @property
    def body_pt(self) -> float:
        """The size of body text, in points."""
        return self._body_pt

    @property
    def choice(self) -> SchemeChoice:
        return self._choice

    def icon(self, name: str, colour: str) -> QIcon:
        """An icon of `assets/icons` in the colour of that token."""
        if self._sketch:
            free = QPixmap(_ICON_PX, _ICON_PX)
            free.fill(QColor(0, 0, 0, 0))
            return QIcon(free)
        from app.theme.icons import icon

        return icon(name, getattr(self._tokens, colour))

    @property
    def is_sketch(self) -> bool:
        return self._sketch

    def draw_icons(self) -> None:
        """The first picture is there."""
        if self._sketch:
            self._sketch = False
            self.changed.emit()

    def choose(self, choice: SchemeChoice) -> None:
        """Follow the user's choice from now on."""
        if choice is not self._choice:
            self._choice = choice
            self._apply()

    def _apply(self) -> None:
        hints = self._application.styleHints()
        is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        self._tokens = tokens(scheme_for(self._choice, system_is_dark=is_dark))
        font = self._application.font()
        font.setPointSizeF(self._body_pt)
        self._application.setFont(font)
        self._application.setPalette(palette(self._tokens))
        self._application.setStyleSheet(stylesheet(self._tokens, body_pt=self._body_pt))
        self.changed.emit()

"""The look in use: follows the desktop or the user's choice, and tells who paints by hand."""

from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
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

    `sketch`: for the first picture, which is there sooner without what `when_drawn` is asked for, and with
    the icons' places kept free; until `finish_sketch`.
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
        self._later: list[Callable[[], None]] = []
        self._body_pt = max(application.font().pointSizeF(), _SMALLEST_BODY_PT)
        self._tokens = tokens(Scheme.LIGHT)
        self.when_drawn(_find_icons)
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

    def when_drawn(self, do: Callable[[], None]) -> None:
        """Calls `do` at once, or when the sketch is finished: for what the first picture does not show."""
        if self._sketch:
            self._later.append(do)
        else:
            do()

    def finish_sketch(self) -> Iterator[None]:
        """The first picture is there: what it lacks is made, in turns."""
        if self._sketch:
            self._sketch = False
            if self._scheme() is self._tokens.scheme:
                self.changed.emit()
            else:
                self._apply()
            yield
            for do in self._later:
                do()
            self._later.clear()
            yield

    def choose(self, choice: SchemeChoice) -> None:
        """Follow the user's choice from now on."""
        if choice is not self._choice:
            self._choice = choice
            self._apply()

    def _scheme(self) -> Scheme:
        return scheme_for(self._choice, system_is_dark=self._system_is_dark())

    def _system_is_dark(self) -> bool:
        """For the sketch by the palette given by the desktop: to ask for its scheme takes 13 ms once."""
        if self._sketch:
            given, role = self._application.palette(), QPalette.ColorRole
            return given.color(role.Window).lightness() < given.color(role.WindowText).lightness()
        from PySide6.QtCore import Qt

        return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _apply(self) -> None:
        self._tokens = tokens(self._scheme())
        font = self._application.font()
        font.setPointSizeF(self._body_pt)
        self._application.setFont(font)
        self._application.setPalette(palette(self._tokens))
        self._application.setStyleSheet(stylesheet(self._tokens, body_pt=self._body_pt))
        self.changed.emit()


def _find_icons() -> None:
    """For the style sheet, which names those of check boxes and lists."""
    from PySide6.QtCore import QDir

    QDir.addSearchPath("icons", str(asset("icons")))

"""Keeps the spoken word on the screen while a take plays, without taking the page from the user's hand."""

from PySide6.QtCore import QEasingCurve, QObject, QPoint, QPropertyAnimation, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

_SCROLL_MS = 260
_MARGIN_PX = 32
_PLACE = 0.3
"""The word comes to stand so far down the visible part: what follows can be read ahead."""


class FollowScroll(QObject):
    """Scrolls gently once the word leaves the visible part; lets go as soon as the user scrolls away."""

    def __init__(self, area: QScrollArea, view: QWidget) -> None:
        super().__init__(view)
        self._area, self._view = area, view
        self._follows = False
        self._bar = area.verticalScrollBar()
        self._slide = QPropertyAnimation(self._bar, b"value", self)
        self._slide.setDuration(_SCROLL_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._bar.actionTriggered.connect(self.let_go)

    @property
    def follows(self) -> bool:
        return self._follows

    def begin(self) -> None:
        """Playing was asked for in the transcript or beside it."""
        self._follows = True

    def let_go(self) -> None:
        """The user looks elsewhere: nothing moves until the word is seen again."""
        self._follows = False
        self._slide.stop()

    def follow(self, word: QRect) -> None:
        """`word` is its place in the view."""
        inner = self._area.widget()
        if inner is None:
            return
        top = self._view.mapTo(inner, QPoint(0, word.top())).y()
        bottom = top + word.height()
        seen_top, height = self._bar.value(), self._area.viewport().height()
        if seen_top + _MARGIN_PX <= top and bottom <= seen_top + height - _MARGIN_PX:
            self._follows = True
        elif self._follows and self._slide.state() != QPropertyAnimation.State.Running:
            target = min(max(round(top - height * _PLACE), self._bar.minimum()), self._bar.maximum())
            self._slide.setStartValue(seen_top)
            self._slide.setEndValue(target)
            self._slide.start()

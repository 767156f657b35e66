"""The timeline widget: a still picture that is drawn once per view, and a cursor on top of it."""

from PySide6.QtCore import QLineF, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.pages.review.timeline_model import TimelineData, View, clock, whole, with_card
from app.pages.review.timeline_paint import GUTTER, TimelinePainter
from app.theme.service import Theme
from app.widgets.buttons import follow_theme
from models.scorecard import Scorecard

_ZOOM = 1.5
_DRAG_PX = 4


class TimelineView(QWidget):
    """Wheel zooms, drag and Shift+wheel pan, a click seeks; + - 0 and the arrows do the same by key."""

    seek_requested = Signal(float)
    """(seconds)"""
    toggle_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._data = TimelineData(duration_s=1.0)
        self._view = whole(1.0)
        self._cursor_s = 0.0
        self._still: QPixmap | None = None
        self._drag: tuple[QPointF, View] | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Timeline: sound, pitch and level over time")
        self.setToolTip("Click to play from there. Wheel: zoom. Drag: move. Keys: + - 0 and the arrows.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(220)
        follow_theme(self, theme, self._redraw)

    @property
    def view(self) -> View:
        return self._view

    def sizeHint(self) -> QSize:
        return QSize(600, 240)

    def show_data(self, data: TimelineData, *, keep_view: bool = False) -> None:
        self._data = data
        if not keep_view or self._view.duration_s != data.duration_s:
            self._view = whole(data.duration_s)
        self._redraw()

    def show_card(self, scorecard: Scorecard) -> None:
        """The marks of another scorecard of the same take; sound and view stay."""
        self._data = with_card(self._data, scorecard)
        self._redraw()

    def set_cursor(self, at_s: float) -> None:
        """Moves the cursor; costs two thin strips unless the page must turn."""
        followed = self._view.following(at_s) if self._drag is None else self._view
        if followed != self._view:
            self._cursor_s = at_s
            self._set_view(followed)
            return
        before, self._cursor_s = self._cursor_s, at_s
        self.setAccessibleDescription(clock(at_s))
        for moment in (before, at_s):
            self.update(QRect(round(self._x(moment)) - 7, 0, 15, self.height()))

    def zoom(self, factor: float, around_s: float | None = None) -> None:
        """Above 1 comes closer; around the cursor, unless said otherwise."""
        middle = self._cursor_s if self._view.start_s <= self._cursor_s <= self._view.end_s else None
        centre = (self._view.start_s + self._view.end_s) / 2
        at_s = around_s if around_s is not None else middle if middle is not None else centre
        self._set_view(self._view.zoomed(factor, at_s))

    def show_all(self) -> None:
        self._set_view(whole(self._data.duration_s))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._still is None:
            self._still = self._drawn()
        painter = QPainter(self)
        ratio = self._still.devicePixelRatio()
        area = event.rect()
        source = QRect(area.topLeft() * ratio, area.size() * ratio)
        painter.drawPixmap(area, self._still, source)
        self._draw_cursor(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._redraw()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta()
        turn = steps.y() or steps.x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not steps.y():
            self._set_view(self._view.moved(-turn / 120 * self._view.span_s / 8))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.hasFocus():
            self.zoom(_ZOOM ** (turn / 120), self._time(event.position().x()))
        else:
            # Without focus the wheel scrolls the page, as everywhere.
            event.ignore()
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag, self._dragged = (event.position(), self._view), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        start, view = self._drag
        moved_px = event.position().x() - start.x()
        self._dragged = self._dragged or abs(moved_px) > _DRAG_PX
        if self._dragged:
            self._set_view(view.moved(-moved_px / self._inner_width() * view.span_s))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and not self._dragged:
            self.seek_requested.emit(max(0.0, self._time(event.position().x())))
        self._drag = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(_ZOOM)
            case Qt.Key.Key_Minus:
                self.zoom(1 / _ZOOM)
            case Qt.Key.Key_0:
                self.show_all()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step_s = (1 if event.key() == Qt.Key.Key_Right else -1) * max(self._view.span_s / 20, 0.1)
                to_s = self._cursor_s + step_s
                self.seek_requested.emit(min(max(to_s, 0.0), self._data.duration_s))
            case Qt.Key.Key_Space:
                self.toggle_requested.emit()
            case _:
                super().keyPressEvent(event)

    def _draw_cursor(self, painter: QPainter) -> None:
        x = self._x(self._cursor_s)
        if x < GUTTER - 1:
            return
        colour = QColor(self._theme.tokens.danger)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(QLineF(x, 0, x, self.height() - 20))
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)]))

    def _set_view(self, view: View) -> None:
        if view != self._view:
            self._view = view
            self._redraw()

    def _redraw(self) -> None:
        self._still = None
        self.update()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.tokens.surface))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(self._theme.body_pt * 0.85)
        TimelinePainter(painter, self._theme.tokens, font, self._data, self._view).draw(
            self.width(), self.height()
        )
        painter.end()
        return picture

    def _inner_width(self) -> float:
        return max(self.width() - GUTTER, 1.0)

    def _x(self, at_s: float) -> float:
        return GUTTER + self._view.x_of(at_s, self._inner_width())

    def _time(self, x: float) -> float:
        return self._view.time_of(x - GUTTER, self._inner_width())

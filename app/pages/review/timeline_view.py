"""The timeline widget: a still picture that is drawn once per view, and a cursor on top of it."""

from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
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
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.pages.review.timeline_marks import PlacedMark, place_marks
from app.pages.review.timeline_model import TimelineData, View, clock, moment_words, whole, with_card
from app.pages.review.timeline_paint import GUTTER, LANE_TIPS, TimelinePainter, lanes, mark_rect
from app.theme.service import Theme
from app.widgets.buttons import follow_theme
from models.scorecard import Scorecard

_ZOOM = 1.5
_DRAG_PX = 4


class TimelineView(QWidget):
    """A click seeks, a drag in the lanes moves what is shown, a drag on the axis or over the whole take
    moves the cursor; the wheel zooms, Shift+wheel moves; + - 0 and the arrows do the same by key.

    Without `owns_wheel` the wheel scrolls the page around it, until the timeline has the focus.
    """

    seek_requested = Signal(float)
    """(seconds)"""
    toggle_requested = Signal()
    view_changed = Signal(object)
    """(View) Zoomed or moved, by the user or to follow the cursor."""
    moment_told = Signal(str)
    """(words) What there is where the user put the cursor."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, owns_wheel: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._owns_wheel = owns_wheel
        self._data = TimelineData(duration_s=1.0)
        self._view = whole(1.0)
        self._cursor_s = 0.0
        self._still: QPixmap | None = None
        self._drag: tuple[QPointF, View] | None = None
        self._dragged = self._scrubs = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Timeline: sound, pitch and level over time")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(120)
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
        if self._drag is not None and self._scrubs:
            return  # the user has it in hand
        self._move_cursor(at_s)

    def _move_cursor(self, at_s: float) -> None:
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

    def show_view(self, view: View) -> None:
        """Shows that stretch; for timelines that share one axis."""
        self._set_view(view)

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
            painter.setBrush(Qt.BrushStyle.NoBrush)
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
        elif self._owns_wheel or self.hasFocus() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM ** (turn / 120), self._time(event.position().x()))
        else:
            # Without focus the wheel scrolls the page, as everywhere.
            event.ignore()
            return
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def tip_at(self, at: QPointF) -> str:
        """What is under the mouse: a check, what a lane shows, or the moment in numbers."""
        mark = self._mark_at(at)
        if mark is not None:
            return mark.mark.tip
        if at.x() < GUTTER:
            places = lanes(self.width(), self.height())
            shown = zip((places.wave, places.pitch, places.level), LANE_TIPS, strict=True)
            return next((tip for lane, tip in shown if lane.top() <= at.y() <= lane.bottom()), "")
        return moment_words(self._data, self._time(at.x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or event.position().x() < GUTTER:
            return
        self._drag, self._dragged = (event.position(), self._view), False
        self._scrubs = self._is_ruler(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            self._show_hand(event.position())
            return
        start, view = self._drag
        moved_px = event.position().x() - start.x()
        self._dragged = self._dragged or abs(moved_px) > _DRAG_PX
        if self._dragged and self._scrubs:
            self._move_cursor(self._inside(self._time(event.position().x())))
        elif self._dragged:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._set_view(view.moved(-moved_px / self._inner_width() * view.span_s))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is not None and (self._scrubs or not self._dragged):
            mark = self._mark_at(event.position()) if not self._dragged else None
            self._seek(mark.mark.start_s if mark else self._time(event.position().x()))
        self._show_hand(event.position())

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
                self._seek(self._cursor_s + step_s)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self._seek(0.0 if event.key() == Qt.Key.Key_Home else self._data.duration_s)
            case Qt.Key.Key_Space:
                self.toggle_requested.emit()
            case _:
                super().keyPressEvent(event)

    def _seek(self, at_s: float) -> None:
        at_s = self._inside(at_s)
        self._move_cursor(at_s)
        self.moment_told.emit(moment_words(self._data, at_s))
        self.seek_requested.emit(at_s)

    def _inside(self, at_s: float) -> float:
        return min(max(at_s, 0.0), self._data.duration_s)

    def _is_ruler(self, at: QPointF) -> bool:
        """Where a drag moves the cursor: on the axis, and everywhere while there is nothing to pan."""
        return self._view.is_whole or at.y() >= lanes(self.width(), self.height()).axis.top()

    def _show_hand(self, at: QPointF) -> None:
        over_lanes = at.x() >= GUTTER and not self._is_ruler(at) and self._mark_at(at) is None
        self.setCursor(Qt.CursorShape.OpenHandCursor if over_lanes else Qt.CursorShape.PointingHandCursor)

    def _mark_at(self, at: QPointF) -> PlacedMark | None:
        lane = lanes(self.width(), self.height()).marks
        if not lane.contains(at):
            return None
        width = QFontMetricsF(self._small_font()).horizontalAdvance
        placed = place_marks(self._data, self._view, lane.left(), lane.width(), width)
        return next((one for one in placed if mark_rect(one, lane).adjusted(-2, 0, 2, 0).contains(at)), None)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self._theme.body_pt * 0.85)
        return font

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
            self.view_changed.emit(view)

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
        drawing = TimelinePainter(painter, self._theme.tokens, self._small_font(), self._data, self._view)
        drawing.draw(self.width(), self.height())
        painter.end()
        return picture

    def _inner_width(self) -> float:
        return max(self.width() - GUTTER, 1.0)

    def _x(self, at_s: float) -> float:
        return GUTTER + self._view.x_of(at_s, self._inner_width())

    def _time(self, x: float) -> float:
        return self._view.time_of(x - GUTTER, self._inner_width())

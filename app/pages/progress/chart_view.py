"""The trend over takes or days, painted by hand.

A few hundred lines and dots need no plotting library: a paint costs a few milliseconds.
"""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.pages.progress.chart_model import ChartData, Series, margin, reading, ticks
from app.theme.service import Theme
from app.widgets.buttons import follow_theme

_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 16.0, 34.0, 26.0
_COLOURS = ("accent", "violet", "blue")
_BARS_AT_MOST = 40
_PAD = 14.0
_LOWEST_PX = 170


class ChartView(QWidget):
    """Pointer or arrow keys read a point; click or Enter opens its take."""

    opened = Signal(str)
    """(take_id)"""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._data = ChartData()
        self._column: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_LOWEST_PX)
        self.setAccessibleName("Chart of your takes. Arrow keys read the points, Enter opens the take.")
        follow_theme(self, theme, self.update)

    @property
    def is_empty(self) -> bool:
        return not self._data.columns

    @property
    def column(self) -> int | None:
        """The column that is being read."""
        return self._column

    def sizeHint(self) -> QSize:
        return QSize(480, _LOWEST_PX)  # it takes what there is; a larger wish would scroll the page

    def show_data(self, data: ChartData) -> None:
        self._data = data
        self._column = None
        self.update()

    # -- input ---------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._read(self._nearest(event.position().x()))

    def leaveEvent(self, event: object) -> None:
        if not self.hasFocus():
            self._read(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._read(self._nearest(event.position().x()))
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._data.columns) - 1
        here = last + 1 if self._column is None else self._column
        match event.key():
            case Qt.Key.Key_Left:
                self._read(max(here - 1, 0))
            case Qt.Key.Key_Right:
                self._read(min(here + 1, last))
            case Qt.Key.Key_Home:
                self._read(0)
            case Qt.Key.Key_End:
                self._read(last)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._read(None)
        super().focusOutEvent(event)

    def _nearest(self, x: float) -> int | None:
        count = len(self._data.columns)
        if not count:
            return None
        area = self._area()
        step = self._step()
        return min(max(round((x - area.left() - _PAD) / step) if step else 0, 0), count - 1)

    def _read(self, column: int | None) -> None:
        if not self._data.columns:
            column = None
        if column != self._column:
            self._column = column
            words = reading(self._data, column) if column is not None else ""
            self.setAccessibleDescription(words.replace("\n", ", "))
            self.update()

    def _open(self) -> None:
        if self._column is not None:
            self.opened.emit(self._data.columns[self._column][-1])

    # -- painting ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        if self._data.columns:
            self._grid(painter)
            if self._column is not None:
                painter.setPen(QPen(self._colour("control"), 1))
                x = self._x(self._column)
                painter.drawLine(QLineF(x, self._area().top(), x, self._area().bottom()))
            for number, line in enumerate(self._data.series):
                self._line(painter, line, number)
            self._legend(painter)
            self._box(painter)
        else:
            painter.setPen(self._colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Nothing to draw yet")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _grid(self, painter: QPainter) -> None:
        area = self._area()
        for value in ticks(self._data.low, self._data.high):
            y = self._y(value)
            painter.setPen(QPen(self._colour("border"), 1))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(self._colour("muted"))
            rect = QRectF(0, y - 10, _LEFT - 8, 20)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect, flags, f"{value:g}")
        self._dates(painter, area)

    def _dates(self, painter: QPainter, area: QRectF) -> None:
        moments = {
            point.take_ids[-1]: point.at.astimezone() for line in self._data.series for point in line.points
        }
        first_year = min(moments.values()).year if moments else 0
        years = bool(moments) and max(moments.values()).year != first_year
        free_from = -1.0
        metrics = QFontMetricsF(painter.font())
        last_label = ""
        for column, ids in enumerate(self._data.columns):
            at = next((moments[take_id] for take_id in reversed(ids) if take_id in moments), None)
            if at is None:
                continue
            label = f"{at:%b %Y}" if years else f"{at.day} {at:%b}"
            width = metrics.horizontalAdvance(label)
            x = min(max(self._x(column) - width / 2, area.left()), area.right() - width)
            if x > free_from and label != last_label:
                painter.drawText(QPointF(x, area.bottom() + 18), label)
                free_from, last_label = x + width + 28, label

    def _line(self, painter: QPainter, line: Series, number: int) -> None:
        colour = self._colour(_COLOURS[number % len(_COLOURS)])
        places = self._data.places
        spots = [(QPointF(self._x(places[p.take_ids[-1]]), self._y(p.value)), p) for p in line.points]
        alone = len(self._data.series) == 1
        if alone and line.baseline is not None:
            painter.setPen(QPen(self._colour("muted"), 1.2, Qt.PenStyle.DashLine))
            y = self._y(line.baseline)
            painter.drawLine(QLineF(self._area().left(), y, self._area().right(), y))
        soft = QColor(colour)
        soft.setAlpha(46 if alone else 26)
        if len(spots) > 1:
            edge = [QPointF(s.x(), self._y(p.value + margin(p))) for s, p in spots]
            edge += [QPointF(s.x(), self._y(p.value - margin(p))) for s, p in reversed(spots)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            painter.drawPolygon(QPolygonF(edge))
        if alone and len(spots) <= _BARS_AT_MOST:
            painter.setPen(QPen(colour, 1.2))
            for spot, point in spots:
                top, bottom = self._y(point.value + margin(point)), self._y(point.value - margin(point))
                painter.drawLine(QLineF(spot.x(), top, spot.x(), bottom))
                for y in (top, bottom):
                    painter.drawLine(QLineF(spot.x() - 3, y, spot.x() + 3, y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(QPolygonF([spot for spot, _ in spots]))
        painter.setPen(QPen(self._colour("surface"), 1))
        painter.setBrush(colour)
        for spot, _ in spots:
            mark(painter, number, spot, 4.5 if len(spots) <= _BARS_AT_MOST else 3.0)

    def _legend(self, painter: QPainter) -> None:
        """Names above the plot, each with its own mark, so that colour is not alone."""
        area = self._area()
        metrics = QFontMetricsF(painter.font())
        x, y = area.left() + 10, 12.0
        entries = [(line.metric.label, number) for number, line in enumerate(self._data.series)]
        if len(entries) == 1:
            label = "band: 95 % interval"
            if self._data.series[0].baseline is not None:
                label = "dashes: mean of your first three takes     " + label
            painter.setPen(self._colour("muted"))
            painter.drawText(QPointF(area.left(), y + 4), label)
            return
        for label, number in entries:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(_COLOURS[number % len(_COLOURS)]))
            mark(painter, number, QPointF(x, y), 4.5)
            painter.setPen(self._colour("text"))
            painter.drawText(QPointF(x + 10, y + metrics.ascent() / 2 - 1), label)
            x += metrics.horizontalAdvance(label) + 34

    def _box(self, painter: QPainter) -> None:
        if self._column is None:
            return
        words = reading(self._data, self._column)
        metrics = QFontMetricsF(painter.font())
        lines = words.split("\n")
        width = max(metrics.horizontalAdvance(row) for row in lines) + 20
        height = metrics.height() * len(lines) + 14
        x = self._x(self._column) + 12
        if x + width > self.width() - 4:
            x = max(4.0, self._x(self._column) - 12 - width)
        rect = QRectF(x, 6, width, height)
        painter.setPen(QPen(self._colour("control"), 1))
        painter.setBrush(self._colour("surface"))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setPen(self._colour("text"))
        painter.drawText(rect.adjusted(10, 7, -10, -7), Qt.AlignmentFlag.AlignLeft, words)

    def _area(self) -> QRectF:
        return QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM)

    def _step(self) -> float:
        count = len(self._data.columns)
        return (self._area().width() - 2 * _PAD) / (count - 1) if count > 1 else 0.0

    def _x(self, column: int) -> float:
        area = self._area()
        if len(self._data.columns) == 1:
            return area.center().x()
        return area.left() + _PAD + column * self._step()

    def _y(self, value: float) -> float:
        area = self._area()
        share = (value - self._data.low) / max(self._data.high - self._data.low, 1e-9)
        return area.bottom() - min(max(share, 0.0), 1.0) * area.height()

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self._theme.body_pt * 0.88)
        return font

    def _colour(self, name: str) -> QColor:
        return QColor(getattr(self._theme.tokens, name))


def mark(painter: QPainter, number: int, at: QPointF, size: float) -> None:
    """Circle, square, triangle: each line has its own shape."""
    x, y = at.x(), at.y()
    match number % 3:
        case 0:
            painter.drawEllipse(at, size, size)
        case 1:
            painter.drawRect(QRectF(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8))
        case _:
            painter.drawPolygon(
                [
                    QPointF(x, y - size * 1.2),
                    QPointF(x + size * 1.1, y + size * 0.8),
                    QPointF(x - size * 1.1, y + size * 0.8),
                ]
            )

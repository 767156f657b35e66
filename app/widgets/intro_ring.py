"""The ten-second ring around the clock."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme.service import Theme
from app.widgets.buttons import follow_theme

_SIZE_PX = 216
_WIDTH_PX = 10


class IntroRing(QWidget):
    """The ring fills while the intro lasts; the clock stands in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self._clock = "0:00"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Length of the call")
        follow_theme(self, theme, self.update)

    def sizeHint(self) -> QSize:
        return QSize(_SIZE_PX, _SIZE_PX)

    def show_time(self, clock: str, intro_share: float) -> None:
        if (clock, intro_share) != (self._clock, self._share):
            self._clock, self._share = clock, intro_share
            self.setAccessibleDescription(clock)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = _WIDTH_PX / 2 + 2
        circle = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        pen = QPen(QColor(t.border), _WIDTH_PX)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(circle)
        if self._share > 0.0:
            pen.setColor(QColor(t.accent if self._share < 1.0 else t.control))
            painter.setPen(pen)
            painter.drawArc(circle, 90 * 16, round(-360 * 16 * self._share))
        font = QFont(self.font())
        font.setPointSizeF(self._theme.body_pt * t.size["display"])
        font.setWeight(QFont.Weight.Light)
        painter.setFont(font)
        painter.setPen(QColor(t.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._clock)

"""A level as a quiet bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme.service import Theme
from app.widgets.buttons import follow_theme


class LevelMeter(QWidget):
    """Shows a share from 0 to 1; falls more slowly than it rises, as meters do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setAccessibleName("Microphone level")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(10)
        follow_theme(self, theme, self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, 10)

    def show_share(self, share: float) -> None:
        shown = max(share, self._share - 0.05)
        if abs(shown - self._share) > 0.002:
            self._share = shown
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        round_px = whole.height() / 2
        painter.setBrush(QColor(t.border))
        painter.drawRoundedRect(whole, round_px, round_px)
        filled = QRectF(whole)
        filled.setWidth(whole.width() * self._share)
        if filled.width() > whole.height():
            painter.setBrush(QColor(t.accent))
            painter.drawRoundedRect(filled, round_px, round_px)

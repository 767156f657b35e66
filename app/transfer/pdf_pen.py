"""Text and boxes on a page of PDF, in tenths of a point and in the colours of the theme."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.theme.tokens import Tokens

_WRAP = int(Qt.TextFlag.TextWordWrap)


class PdfPen:
    """Draws on one painter; sizes are heights of the font in tenths of a point."""

    def __init__(self, painter: QPainter, look: Tokens) -> None:
        self.painter, self.look = painter, look

    def colour(self, name: str) -> QColor:
        return QColor(getattr(self.look, name))

    def text(  # noqa: PLR0917 - a place, a width, words and their size
        self,
        x: float,
        y: float,
        width: float,
        words: str,
        size: int,
        colour: str = "text",
        *,
        bold: bool = False,
        draw: bool = True,
    ) -> float:
        """Wrapped text at a place; returns its height."""
        self._take(colour, size, bold=bold)
        rect = QRectF(x, y, width, 4000)
        found = self.painter.boundingRect(rect, _WRAP, words)
        if draw:
            self.painter.drawText(rect, _WRAP, words)
        return found.height()

    def chip(self, rect: QRectF, words: str, size: int, colour: str, fill: str) -> None:
        """Words in the middle of a rounded box."""
        self.box(rect, fill)
        self._take(colour, size, bold=True)
        self.painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def width(self, words: str, size: int, *, bold: bool = False) -> float:
        self._take("text", size, bold=bold)
        return float(self.painter.fontMetrics().horizontalAdvance(words))

    def elided(self, words: str, width: float, size: int) -> str:
        self._take("text", size)
        return self.painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))

    def box(self, rect: QRectF, fill: str, edge: str = "", radius: float = 70) -> None:
        self.painter.setBrush(self.colour(fill))
        self.painter.setPen(QPen(self.colour(edge), 8) if edge else QPen(Qt.PenStyle.NoPen))
        self.painter.drawRoundedRect(rect, radius, radius)

    def line(
        self, line: QLineF, colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine
    ) -> None:
        self.painter.setPen(QPen(self.colour(colour), width, style))
        self.painter.drawLine(line)

    def curve(self, points: list[QPointF], colour: str, width: float) -> None:
        self.painter.setPen(QPen(self.colour(colour), width))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(points)

    def _take(self, colour: str, size: int, *, bold: bool = False) -> None:
        font = QFont("sans-serif")
        font.setPixelSize(size)
        font.setBold(bold)
        self.painter.setFont(font)
        self.painter.setPen(self.colour(colour))

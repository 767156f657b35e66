"""How the items of a transcript look: each mark has a colour, a shape and, in its tag, a word."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.pages.review.transcript_layout import Metrics, PartnerLine, Placed, PlacedTag
from app.pages.review.transcript_model import IntroMark, PauseItem, RemovedItem, WordItem
from app.theme.tokens import Tokens
from models.delivery import DeliveryKind

_TAG_COLOURS = {
    "point": ("success", "success_soft"),
    "problem": ("danger", "danger_soft"),
    "hedging": ("violet", "violet_soft"),
    "pushy": ("danger", "danger_soft"),
    "apologising": ("blue", "blue_soft"),
}
_LINES = {
    DeliveryKind.HEDGING: ("violet", Qt.PenStyle.DashLine),
    DeliveryKind.PUSHY: ("danger", Qt.PenStyle.SolidLine),
    DeliveryKind.APOLOGISING: ("blue", Qt.PenStyle.DotLine),
}


class TranscriptPainter:
    """Paints single items with one QPainter in one scheme."""

    def __init__(
        self, painter: QPainter, tokens: Tokens, fonts: tuple[QFont, QFont], metrics: Metrics
    ) -> None:
        self._painter = painter
        self._tokens = tokens
        self._word_font, self._tag_font = fonts
        self._filler_font = QFont(self._word_font)
        self._filler_font.setItalic(True)
        self._metrics = metrics

    def item(self, placed: Placed, *, spoken: int | None, current: Placed | None) -> None:
        match placed.item:
            case WordItem():
                self._word(placed, placed.item, is_spoken=placed.item.index == spoken)
            case RemovedItem():
                self._removed(placed, placed.item.word.text)
            case PauseItem(is_hesitation=hesitation):
                colours = ("warning", "warning_soft") if hesitation else ("muted", "sunken")
                self._chip(placed, placed.item.label, colours)
            case IntroMark():
                self._chip(placed, placed.item.label, ("on_accent", "accent"))
            case PartnerLine():
                self._partner(placed, placed.item)
        if placed == current:
            self._painter.setPen(QPen(self._colour("accent"), 2))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(self._around(placed), 4, 4)

    def tag(self, placed: PlacedTag) -> None:
        ink, fill = _TAG_COLOURS.get(placed.tag.kind, ("muted", "sunken"))
        rect = QRectF(placed.x, placed.y + 1, placed.width, self._metrics.tag_height - 3)
        self._rounded(rect, fill)
        self._painter.setFont(self._tag_font)
        self._painter.setPen(self._colour(ink))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, placed.tag.text)

    def _word(self, placed: Placed, item: WordItem, *, is_spoken: bool) -> None:
        rect = QRectF(placed.x, placed.y, placed.width, self._metrics.word_height)
        around = self._around(placed)
        if is_spoken:
            self._rounded(around, "accent")
        elif item.word.filler:
            self._rounded(around, "warning_soft")
        elif item.heard:
            self._rounded(around, "accent_soft")
        self._painter.setFont(self._filler_font if item.word.filler else self._word_font)
        ink = "on_accent" if is_spoken else "warning" if item.word.filler else "text"
        self._painter.setPen(self._colour(ink))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, item.word.text)
        for kind in item.kinds & _LINES.keys():
            colour, style = _LINES[kind]
            self._painter.setPen(QPen(self._colour(colour), 2, style))
            bottom = rect.bottom() - 3
            right = rect.right() + self._metrics.space
            self._painter.drawLine(QPointF(rect.left(), bottom), QPointF(right, bottom))
        if item.heard:
            self._dog_ear(around)

    def _dog_ear(self, around: QRectF) -> None:
        """The folded corner of a word that the user put right."""
        corner = around.topRight()
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colour("accent"))
        self._painter.drawPolygon([corner, corner - QPointF(8, 0), corner + QPointF(0, 8)])

    def _removed(self, placed: Placed, words: str) -> None:
        """Struck through, in a dashed frame: it is not counted, and can be brought back."""
        height = self._metrics.tag_height + 4
        rect = QRectF(placed.x, placed.y + (self._metrics.word_height - height) / 2, placed.width, height)
        self._painter.setPen(QPen(self._colour("control"), 1, Qt.PenStyle.DashLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(rect, 5, 5)
        font = QFont(self._tag_font)
        font.setStrikeOut(True)
        self._painter.setFont(font)
        self._painter.setPen(self._colour("muted"))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _around(self, placed: Placed) -> QRectF:
        return QRectF(placed.x - 3, placed.y + 1, placed.width + 6, self._metrics.word_height - 2)

    def _chip(self, placed: Placed, label: str, colours: tuple[str, str]) -> None:
        height = self._metrics.tag_height
        top = placed.y + (self._metrics.word_height - height) / 2
        rect = QRectF(placed.x, top, placed.width, height)
        self._rounded(rect, colours[1])
        self._painter.setFont(self._tag_font)
        self._painter.setPen(self._colour(colours[0]))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)

    def _partner(self, placed: Placed, said: PartnerLine) -> None:
        rect = QRectF(placed.x, placed.y, placed.width, self._metrics.word_height)
        self._painter.fillRect(rect, self._colour("sunken"))
        self._painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), self._colour("control"))
        self._painter.setPen(self._colour("muted"))
        self._painter.setFont(self._tag_font)
        inside = rect.adjusted(self._metrics.chip_padding * 1.5, 0, 0, 0)
        self._painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, said.label)
        self._painter.setFont(self._word_font)
        self._painter.drawText(rect.adjusted(said.indent, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, said.text)

    def _rounded(self, rect: QRectF, fill: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colour(fill))
        radius = min(rect.height() / 2, 6)
        self._painter.drawRoundedRect(rect, radius, radius)

    def _colour(self, name: str) -> QColor:
        return QColor(getattr(self._tokens, name))

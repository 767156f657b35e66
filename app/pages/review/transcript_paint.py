"""How the items of a transcript look: each mark has a colour, a shape and, in its tag, a word."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.pages.review.transcript_layout import Metrics, Placed, PlacedTag
from app.pages.review.transcript_model import IntroMark, PartnerItem, PauseItem, WordItem
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

    def item(self, placed: Placed, *, spoken: int | None, current: int | None) -> None:
        match placed.item:
            case WordItem():
                self._word(placed, placed.item, spoken=spoken, current=current)
            case PauseItem(is_hesitation=hesitation):
                colours = ("warning", "warning_soft") if hesitation else ("muted", "sunken")
                self._chip(placed, placed.item.label, colours)
            case IntroMark():
                self._chip(placed, placed.item.label, ("on_accent", "accent"))
            case PartnerItem():
                self._partner(placed, placed.item)

    def tag(self, placed: PlacedTag) -> None:
        ink, fill = _TAG_COLOURS.get(placed.tag.kind, ("muted", "sunken"))
        rect = QRectF(placed.x, placed.y + 1, placed.width, self._metrics.tag_height - 3)
        self._rounded(rect, fill)
        self._painter.setFont(self._tag_font)
        self._painter.setPen(self._colour(ink))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, placed.tag.text)

    def _word(self, placed: Placed, item: WordItem, *, spoken: int | None, current: int | None) -> None:
        rect = QRectF(placed.x, placed.y, placed.width, self._metrics.word_height)
        around = rect.adjusted(-3, 1, 3, -1)
        if item.index == spoken:
            self._rounded(around, "accent")
        if item.word.filler and item.index != spoken:
            self._rounded(around, "warning_soft")
        self._painter.setFont(self._filler_font if item.word.filler else self._word_font)
        ink = "on_accent" if item.index == spoken else "warning" if item.word.filler else "text"
        self._painter.setPen(self._colour(ink))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, item.word.text)
        for kind in item.kinds & _LINES.keys():
            colour, style = _LINES[kind]
            self._painter.setPen(QPen(self._colour(colour), 2, style))
            bottom = rect.bottom() - 3
            right = rect.right() + self._metrics.space
            self._painter.drawLine(QPointF(rect.left(), bottom), QPointF(right, bottom))
        if item.index == current:
            self._painter.setPen(QPen(self._colour("accent"), 2))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(around, 4, 4)

    def _chip(self, placed: Placed, label: str, colours: tuple[str, str]) -> None:
        height = self._metrics.tag_height
        top = placed.y + (self._metrics.word_height - height) / 2
        rect = QRectF(placed.x, top, placed.width, height)
        self._rounded(rect, colours[1])
        self._painter.setFont(self._tag_font)
        self._painter.setPen(self._colour(colours[0]))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)

    def _partner(self, placed: Placed, item: PartnerItem) -> None:
        rect = QRectF(placed.x, placed.y, placed.width, self._metrics.word_height)
        self._rounded(rect.adjusted(0, 2, 0, -2), "sunken")
        self._painter.setFont(self._tag_font)
        self._painter.setPen(self._colour("muted"))
        seconds = item.turn.end_s - item.turn.start_s
        said = (
            f"Other side, {seconds:.0f} s: {item.turn.text}"
            if item.turn.text
            else f"Other side, {seconds:.0f} s"
        )
        self._painter.drawText(rect.adjusted(10, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, said)

    def _rounded(self, rect: QRectF, fill: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colour(fill))
        radius = min(rect.height() / 2, 6)
        self._painter.drawRoundedRect(rect, radius, radius)

    def _colour(self, name: str) -> QColor:
        return QColor(getattr(self._tokens, name))

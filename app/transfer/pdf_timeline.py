"""The timeline of the PDF report: who spoke when, the points by name, the pitch curve."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt

from app.transfer.pdf_pen import PdfPen
from models.export.report_timeline import PITCH_SPAN_ST, Timeline, axis, clock, flags

_ROW, _BLOCKS, _PITCH, _GAP = 125.0, 200.0, 420.0, 40.0
_SMALL = 72


class PdfTimeline:
    """Draws itself between `left` and `right`, from `top` down; `bottom` is where it ends."""

    def __init__(self, pen: PdfPen, timeline: Timeline, area: QRectF) -> None:
        self._pen, self._line, self._area = pen, timeline, area
        self._flags = flags(timeline, per_character=9.0)
        rows = max((flag.row for flag in self._flags), default=0) + 1
        self._blocks_top = area.top() + _ROW * rows + 20
        self._pitch_top = self._blocks_top + _BLOCKS + _GAP
        self._lanes_bottom = self._pitch_top + (_PITCH if timeline.pitch else -_GAP)
        self.bottom = self._lanes_bottom + 225

    def draw(self) -> None:
        self._spans()
        self._pitch()
        for flag in self._flags:
            x, y = self._x(flag.at_s), self._area.top() + _ROW * flag.row
            colour = "danger" if flag.is_fault else "success"
            line = QLineF(x, y + 10, x, self._lanes_bottom)
            self._pen.line(line, colour, 7, Qt.PenStyle.DotLine)
            if flag.title:
                words = f"! {flag.title}" if flag.is_fault else flag.title
                ink = "danger" if flag.is_fault else "muted"
                left = x - 26 - self._pen.width(words, 78) if flag.is_before else x + 26
                self._pen.text(left, y, self._area.width(), words, 78, ink)
        for at_s in axis(self._line.duration_s):
            words = clock(at_s)
            place = min(self._x(at_s), self._area.right() - self._pen.width(words, _SMALL))
            self._pen.text(place, self._lanes_bottom + 15, 400, words, _SMALL, "muted")
        self._pen.text(
            self._area.left(), self._lanes_bottom + 120, self._area.width(), self._key(), _SMALL, "muted"
        )

    def _key(self) -> str:
        line = self._line
        parts = ["Blocks: the caller speaks."]
        if line.hesitations:
            parts.append("Framed: pauses inside a sentence.")
        if line.partner:
            parts.append("Grey: the other side.")
        if line.pitch:
            parts.append(f"Curve: pitch, ±{PITCH_SPAN_ST:.0f} semitones around the caller's own middle.")
        return " ".join(parts)

    def _x(self, at_s: float) -> float:
        return self._area.left() + min(at_s / self._line.duration_s, 1.0) * self._area.width()

    def _spans(self) -> None:
        top, line = self._blocks_top, self._line
        self._pen.box(QRectF(self._area.left(), top, self._area.width(), _BLOCKS), "sunken", radius=30)
        for spans, colour, edge, inset in (
            (line.partner, "control", "", 60),
            (line.speech, "accent", "", 35),
            (line.hesitations, "warning_soft", "warning", 70),
        ):
            for start_s, end_s in spans:
                width = max(self._x(end_s) - self._x(start_s), 12)
                span = QRectF(self._x(start_s), top + inset, width, _BLOCKS - 2 * inset)
                self._pen.box(span, colour, edge, radius=14)

    def _pitch(self) -> None:
        if not self._line.pitch:
            return
        lane = QRectF(self._area.left(), self._pitch_top, self._area.width(), _PITCH)
        self._pen.box(lane, "sunken", radius=30)
        middle = lane.center().y()
        self._pen.line(QLineF(lane.left(), middle, lane.right(), middle), "border", 8)
        for run in self._line.pitch:
            self._pen.curve([QPointF(self._x(at_s), self._y(st)) for at_s, st in run], "violet", 11)

    def _y(self, semitones: float) -> float:
        share = min(max(semitones / PITCH_SPAN_ST, -1.0), 1.0)
        return self._pitch_top + _PITCH / 2 - share * (_PITCH / 2 - 20)

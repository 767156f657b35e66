"""The report of a take as one A4 page, painted with Qt."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextDocument,
)

from app import __version__
from app.theme.schemes import tokens
from app.theme.tokens import Scheme, Tokens
from models.errors import UserFacingError
from models.export.report import Mark, PointState, Report, ReportLine, ReportScore, clock
from models.export.report_html import axis, point_rows
from models.scorecard import Band

# Everything is measured in tenths of a point: 5950 x 8420 on A4.
_UNIT_PER_INCH = 720
_DPI = 1200
_PAGE = QRectF(420, 400, 5110, 7640)
_GAP = 150.0
_BAND_COLOURS = {Band.STRONG: "success", Band.FINE: "blue", Band.WORK: "warning"}
_SIGNS = {PointState.SAID: "✓", PointState.MISSED: "○", PointState.WRONG: "✗", PointState.FAULT: "!"}
_SIGN_COLOURS = {
    PointState.SAID: "success",
    PointState.MISSED: "muted",
    PointState.WRONG: "danger",
    PointState.FAULT: "danger",
}
_WRAP = int(Qt.TextFlag.TextWordWrap)


def write_pdf(report: Report, target: Path) -> None:
    """Raises `UserFacingError` when the file cannot be written."""
    writer = QPdfWriter(str(target))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setResolution(_DPI)
    writer.setTitle(report.title)
    writer.setCreator(f"Ringback {__version__}")
    painter = QPainter()
    if not painter.begin(writer):
        raise UserFacingError(f"“{target}” cannot be written.", "Choose another folder.")
    painter.scale(_DPI / _UNIT_PER_INCH, _DPI / _UNIT_PER_INCH)
    _Sheet(painter, tokens(Scheme.LIGHT), report).draw()
    if not painter.end():
        raise UserFacingError(f"“{target}” cannot be written.", "Check the free space.")


class _Sheet:
    """Draws from the top down; `_y` is where the next part begins."""

    def __init__(self, painter: QPainter, look: Tokens, report: Report) -> None:
        self._painter, self._look, self._report = painter, look, report
        self._y = _PAGE.top()

    def draw(self) -> None:
        self._head()
        if self._report.verdict:
            self._y += self._text(_PAGE.left(), self._y, _PAGE.width(), self._report.verdict, 105) + _GAP
        self._scores()
        self._advice()
        self._timeline()
        self._columns()
        self._words()
        self._text(_PAGE.left(), _PAGE.bottom() + 60, _PAGE.width(), self._report.footer, 72, "muted")

    def _head(self) -> None:
        left, width = _PAGE.left(), _PAGE.width()
        self._y += self._text(left, self._y, width, "Ringback: a rehearsed call", 85, "accent", bold=True)
        self._y += self._text(left, self._y + 10, width, self._report.title, 190, bold=True) + 50
        x, lowest = left, 0.0
        for label, value in self._report.details:
            here = max(self._width(label, 76), self._width(value, 92)) + 30
            if x + here > _PAGE.right():
                break
            high = self._text(x, self._y, here, label, 76, "muted")
            high += self._text(x, self._y + high, here, value, 92)
            lowest = max(lowest, high)
            x += here + 150
        self._y += lowest + _GAP

    def _scores(self) -> None:
        count = len(self._report.scores)
        width = (_PAGE.width() - (count - 1) * 120) / count
        height = max(self._score(score, 0, width, draw=False) for score in self._report.scores)
        for number, score in enumerate(self._report.scores):
            x = _PAGE.left() + number * (width + 120)
            self._box(QRectF(x, self._y, width, height), "surface", "border")
            self._score(score, x, width, draw=True)
        self._y += height + _GAP

    def _score(self, score: ReportScore, x: float, width: float, *, draw: bool) -> float:
        """Draws one score or only measures it; returns the height of its box."""
        inner, left, y = width - 220, x + 110, self._y + 90
        y += self._text(left, y, inner, score.label, 92, bold=True, draw=draw)
        value = "–" if score.value is None else str(score.value)
        high = self._text(left, y, inner, value, 230, draw=draw)
        beside = left + self._width(value, 230) + 60
        if score.give_or_take is not None and score.value is not None:
            self._text(beside, y + high * 0.5, inner, f"± {score.give_or_take:.0f}", 78, "muted", draw=draw)
        colour = _BAND_COLOURS[score.band] if score.band else "muted"
        word = self._width(score.band_word, 72, bold=True)
        if draw:
            chip = QRectF(left + inner - word - 70, y + high * 0.36, word + 70, 130)
            self._box(chip, f"{colour}_soft" if score.band else "sunken", "")
            flags = Qt.AlignmentFlag.AlignCenter
            self._pen(colour, 72, bold=True)
            self._painter.drawText(chip, flags, score.band_word)
        y += high + 30
        if draw:
            self._box(QRectF(left, y, inner, 50), "sunken", "", radius=25)
            if score.value:
                self._box(QRectF(left, y, inner * score.value / 100, 50), colour, "", radius=25)
        y += 100
        for reason in score.reasons[:2]:
            y += self._text(left, y, inner, reason, 78, "muted", draw=draw) + 24
        return y + 60 - self._y

    def _advice(self) -> None:
        report = self._report
        parts = [("Change one thing", report.fix, f"“{report.fix_line}”" if report.fix_line else "")]
        parts.append(("Keep this", report.keep, ""))
        parts = [part for part in parts if part[1]]
        if not parts:
            return
        widths = [0.64, 0.36] if len(parts) == 2 else [1.0]
        inner = _PAGE.width() - 120 * (len(parts) - 1)
        heights = [self._part(0, inner * w, *part, draw=False) for w, part in zip(widths, parts, strict=True)]
        x = _PAGE.left()
        for share, part in zip(widths, parts, strict=True):
            is_fix = part[0].startswith("Change")
            box = QRectF(x, self._y, inner * share, max(heights))
            self._box(box, "accent_soft" if is_fix else "surface", "accent" if is_fix else "border")
            self._part(x, inner * share, *part, draw=True)
            x += inner * share + 120
        self._y += max(heights) + _GAP

    def _part(self, x: float, width: float, head: str, words: str, line: str, *, draw: bool) -> float:
        y = self._y + 90
        y += self._text(x + 110, y, width - 220, head, 92, bold=True, draw=draw) + 20
        y += self._text(x + 110, y, width - 220, words, 90, draw=draw)
        if line:
            y += 40 + self._text(x + 110, y + 40, width - 220, line, 104, draw=draw)
        return y + 90 - self._y

    def _timeline(self) -> None:
        line = self._report.timeline
        rows = point_rows(line, per_character=9.0)
        top = self._y + 130 * max(len(rows), 1) + 20
        left, width = _PAGE.left(), _PAGE.width()

        def x(at_s: float) -> float:
            return left + min(at_s / line.duration_s, 1.0) * width

        self._box(QRectF(left, top, width, 220), "sunken", "", radius=30)
        for spans, colour, inset in ((line.partner, "control", 70), (line.speech, "accent", 40)):
            for start_s, end_s in spans:
                span = QRectF(x(start_s), top + inset, max(x(end_s) - x(start_s), 12), 220 - 2 * inset)
                self._box(span, colour, "", radius=16)
        for start_s, end_s in line.hesitations:
            span = QRectF(x(start_s), top + 80, max(x(end_s) - x(start_s), 16), 60)
            self._box(span, "warning_soft", "warning", radius=10)
        for number, row in enumerate(rows):
            for at_s, title in row:
                self._painter.setPen(QPen(QColor(self._look.success), 7, Qt.PenStyle.DotLine))
                y = self._y + number * 130
                self._painter.drawLine(QLineF(x(at_s), y + 10, x(at_s), top + 220))
                self._text(x(at_s) + 26, y, width, title, 78, "muted")
        for at_s in axis(line.duration_s):
            words = clock(at_s)
            place = min(x(at_s), _PAGE.right() - self._width(words, 72))
            self._text(place, top + 235, 400, words, 72, "muted")
        self._y = top + 235 + 110 + 90

    def _columns(self) -> None:
        left, half = _PAGE.left(), _PAGE.width() * 0.56
        self._text(left, self._y, half, "Points of the call", 92, bold=True)
        self._text(left + half + 150, self._y, half, "Measured", 92, bold=True)
        top = self._y + 150
        y = top
        for point in self._report.points:
            self._text(left, y, 120, _SIGNS[point.state], 88, _SIGN_COLOURS[point.state], bold=True)
            at = f"{clock(point.start_s)}  " if point.start_s is not None else ""
            high = self._text(left + 150, y, half, point.title, 84)
            beside = left + 150 + self._width(point.title, 84) + 60
            room = left + half - beside
            words = self._elided(at + point.words, room, 76)
            if room > 300 and words:
                self._text(beside, y + 8, room + 50, words, 76, "muted")
            y += high + 12
        right_y = top
        for label, value, usual in self._report.measures:
            x, width = left + half + 150, _PAGE.width() - half - 150
            high = self._text(x, right_y, width * 0.45, label, 84)
            high = max(high, self._text(x + width * 0.45, right_y, width * 0.55, value, 84, bold=True))
            right_y += high
            if usual:
                right_y += self._text(x, right_y, width, usual, 70, "muted")
            right_y += 28
        self._y = max(y, right_y) + _GAP

    def _words(self) -> None:
        room = _PAGE.bottom() - self._y - 170
        if not self._report.lines or room < 300:
            return
        self._text(_PAGE.left(), self._y, _PAGE.width(), "What was said", 92, bold=True)
        shown = list(self._report.lines)
        document = self._document(shown, whole=True)
        while shown and document.size().height() > room:
            # A take of many minutes: the beginning is here, all of it in the HTML report.
            keep = max(int(len(shown) * room / document.size().height()) - 1, 0)
            shown = shown[: min(keep, len(shown) - 1)]
            document = self._document(shown, whole=False)
        self._painter.save()
        self._painter.translate(QPointF(_PAGE.left(), self._y + 140))
        document.drawContents(self._painter)
        self._painter.restore()

    def _document(self, lines: list[ReportLine], *, whole: bool) -> QTextDocument:
        font = QFont("sans-serif")
        font.setPixelSize(84)
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(font)
        rest = (
            ""
            if whole
            else f"<p style='color:{self._look.muted}'>… the whole transcript is in the HTML report.</p>"
        )
        document.setHtml("".join(self._line(line) for line in lines) + rest)
        document.setTextWidth(_PAGE.width())
        return document

    def _line(self, line: ReportLine) -> str:
        look = self._look
        styles = {
            Mark.FILLER: f"background:{look.warning_soft}; font-style:italic",
            Mark.PAUSE: f"color:{look.warning}",
            Mark.HEDGE: f"color:{look.violet}; text-decoration:underline",
            Mark.APOLOGISING: f"color:{look.blue}; text-decoration:underline",
            Mark.PUSHY: f"color:{look.danger}; text-decoration:underline",
            Mark.WARM: f"color:{look.success}",
        }
        parts = []
        for piece in line.pieces:
            words = f"[{piece.text}]" if piece.mark is Mark.PAUSE else piece.text
            style = styles.get(piece.mark)
            parts.append(f"<span style='{style}'>{escape(words)}</span>" if style else escape(words))
        speaker = f"<i>{escape(line.speaker)}:</i> " if line.speaker else ""
        at = f"<span style='color:{look.muted}'>{clock(line.start_s)}&nbsp;&nbsp;</span>"
        return f"<p style='margin:0 0 16px 0'>{at}{speaker}{' '.join(parts)}</p>"

    def _text(  # noqa: PLR0917 - a place, a width, words and their size
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
        self._pen(colour, size, bold=bold)
        rect = QRectF(x, y, width, 4000)
        found = self._painter.boundingRect(rect, _WRAP, words)
        if draw:
            self._painter.drawText(rect, _WRAP, words)
        return found.height()

    def _elided(self, words: str, width: float, size: int) -> str:
        self._pen("text", size)
        return self._painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))

    def _width(self, words: str, size: int, *, bold: bool = False) -> float:
        self._pen("text", size, bold=bold)
        return float(self._painter.fontMetrics().horizontalAdvance(words))

    def _pen(self, colour: str, size: int, *, bold: bool = False) -> None:
        font = QFont("sans-serif")
        font.setPixelSize(size)
        font.setBold(bold)
        self._painter.setFont(font)
        self._painter.setPen(QColor(getattr(self._look, colour)))

    def _box(self, rect: QRectF, fill: str, edge: str, radius: float = 70) -> None:
        self._painter.setBrush(QColor(getattr(self._look, fill)))
        pen = QPen(QColor(getattr(self._look, edge)), 8) if edge else QPen(Qt.PenStyle.NoPen)
        self._painter.setPen(pen)
        self._painter.drawRoundedRect(rect, radius, radius)

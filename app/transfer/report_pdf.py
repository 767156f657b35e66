"""The report of a take as one A4 page, painted with Qt; only a very long transcript goes on overleaf."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from app import __version__
from app.theme.schemes import tokens
from app.theme.tokens import Scheme, Tokens
from app.transfer.pdf_pen import PdfPen
from app.transfer.pdf_timeline import PdfTimeline
from app.transfer.pdf_transcript import draw_transcript
from models.errors import UserFacingError
from models.export.report import PointState, Report, ReportScore
from models.export.report_timeline import clock
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
    _Sheet(painter, tokens(Scheme.LIGHT), report, writer.newPage).draw()
    if not painter.end():
        raise UserFacingError(f"“{target}” cannot be written.", "Check the free space.")


class _Sheet:
    """Draws from the top down; `_y` is where the next part begins."""

    def __init__(
        self, painter: QPainter, look: Tokens, report: Report, new_page: Callable[[], object]
    ) -> None:
        self._painter, self._look, self._report, self._new_page = painter, look, report, new_page
        self._pen = PdfPen(painter, look)
        self._y = _PAGE.top()

    def draw(self) -> None:
        self._head()
        if self._report.verdict:
            self._y += self._pen.text(_PAGE.left(), self._y, _PAGE.width(), self._report.verdict, 105) + _GAP
        for alert in self._report.alerts:
            self._alert(alert)
        if self._report.scores:
            self._scores()
        self._advice()
        if self._report.timeline is not None:
            area = QRectF(_PAGE.left(), self._y, _PAGE.width(), 0)
            timeline = PdfTimeline(self._pen, self._report.timeline, area)
            timeline.draw()
            self._y = timeline.bottom + _GAP * 0.7
        if self._report.points or self._report.measures:
            self._columns()
        self._foot()
        self._words()

    def _alert(self, words: str) -> None:
        left, width = _PAGE.left() + 110, _PAGE.width() - 220
        high = self._pen.text(left, 0, width, f"! {words}", 92, "danger", bold=True, draw=False)
        self._pen.box(QRectF(_PAGE.left(), self._y, _PAGE.width(), high + 120), "danger_soft", "danger")
        self._pen.text(left, self._y + 60, width, f"! {words}", 92, "danger", bold=True)
        self._y += high + 120 + _GAP

    def _head(self) -> None:
        left, width = _PAGE.left(), _PAGE.width()
        self._y += self._pen.text(left, self._y, width, "Ringback: a rehearsed call", 85, "accent", bold=True)
        self._y += self._pen.text(left, self._y + 10, width, self._report.title, 190, bold=True) + 50
        x, lowest = left, 0.0
        for label, value in self._report.details:
            here = max(self._pen.width(label, 76), self._pen.width(value, 92)) + 30
            if x + here > _PAGE.right():
                break
            high = self._pen.text(x, self._y, here, label, 76, "muted")
            high += self._pen.text(x, self._y + high, here, value, 86)
            lowest = max(lowest, high)
            x += here + 70
        self._y += lowest + _GAP

    def _scores(self) -> None:
        count = len(self._report.scores)
        width = (_PAGE.width() - (count - 1) * 120) / count
        height = max(self._score(score, 0, width, draw=False) for score in self._report.scores)
        for number, score in enumerate(self._report.scores):
            x = _PAGE.left() + number * (width + 120)
            self._pen.box(QRectF(x, self._y, width, height), "surface", "border")
            self._score(score, x, width, draw=True)
        self._y += height + _GAP

    def _score(self, score: ReportScore, x: float, width: float, *, draw: bool) -> float:
        """Draws one score or only measures it; returns the height of its box."""
        inner, left, y = width - 220, x + 110, self._y + 90
        y += self._pen.text(left, y, inner, score.label, 92, bold=True, draw=draw)
        value = "–" if score.value is None else str(score.value)
        high = self._pen.text(left, y, inner, value, 230, draw=draw)
        beside = left + self._pen.width(value, 230) + 60
        if score.give_or_take is not None and score.value is not None:
            self._pen.text(
                beside, y + high * 0.5, inner, f"± {score.give_or_take:.0f}", 78, "muted", draw=draw
            )
        colour = _BAND_COLOURS[score.band] if score.band else "muted"
        word = self._pen.width(score.band_word, 72, bold=True)
        if draw:
            chip = QRectF(left + inner - word - 70, y + high * 0.36, word + 70, 130)
            self._pen.chip(chip, score.band_word, 72, colour, f"{colour}_soft" if score.band else "sunken")
        y += high + 30
        if draw:
            self._pen.box(QRectF(left, y, inner, 50), "sunken", "", radius=25)
            if score.value:
                self._pen.box(QRectF(left, y, inner * score.value / 100, 50), colour, "", radius=25)
        y += 100
        for reason in score.reasons[:2]:
            y += self._pen.text(left, y, inner, reason, 78, "muted", draw=draw) + 24
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
            self._pen.box(box, "accent_soft" if is_fix else "surface", "accent" if is_fix else "border")
            self._part(x, inner * share, *part, draw=True)
            x += inner * share + 120
        self._y += max(heights) + _GAP

    def _part(self, x: float, width: float, head: str, words: str, line: str, *, draw: bool) -> float:
        y = self._y + 90
        y += self._pen.text(x + 110, y, width - 220, head, 92, bold=True, draw=draw) + 20
        y += self._pen.text(x + 110, y, width - 220, words, 90, draw=draw)
        if line:
            y += 40 + self._pen.text(x + 110, y + 40, width - 220, line, 104, draw=draw)
        return y + 90 - self._y

    def _columns(self) -> None:
        left, half = _PAGE.left(), _PAGE.width() * 0.56
        self._pen.text(left, self._y, half, "Points of the call", 92, bold=True)
        self._pen.text(left + half + 150, self._y, half, "Measured", 92, bold=True)
        top = self._y + 150
        y = top
        for point in self._report.points:
            self._pen.text(left, y, 120, _SIGNS[point.state], 88, _SIGN_COLOURS[point.state], bold=True)
            at = f"{clock(point.start_s)}  " if point.start_s is not None else ""
            high = self._pen.text(left + 150, y, half, point.title, 84)
            beside = left + 150 + self._pen.width(point.title, 84) + 60
            room = left + half - beside
            words = self._pen.elided(at + point.words, room, 76)
            if room > 300 and words:
                self._pen.text(beside, y + 8, room + 50, words, 76, "muted")
            y += high + 12
        right_y = top
        for label, value, usual in self._report.measures:
            x, width = left + half + 150, _PAGE.width() - half - 150
            high = self._pen.text(x, right_y, width * 0.45, label, 84)
            high = max(high, self._pen.text(x + width * 0.45, right_y, width * 0.55, value, 84, bold=True))
            right_y += high
            if usual:
                right_y += self._pen.text(x, right_y, width, usual, 70, "muted")
            right_y += 28
        self._y = max(y, right_y) + _GAP

    def _words(self) -> None:
        if not self._report.lines:
            return
        self._pen.text(_PAGE.left(), self._y, _PAGE.width(), "What was said", 92, bold=True)
        top = self._y + 140
        area = QRectF(_PAGE.left(), top, _PAGE.width(), _PAGE.bottom() - top)
        draw_transcript(self._painter, self._look, self._report.lines, area, self._next_page)

    def _next_page(self) -> QRectF:
        self._new_page()
        left, width = _PAGE.left(), _PAGE.width()
        head = f"{self._report.title}: what was said, continued"
        high = self._pen.text(left, _PAGE.top(), width, head, 92, bold=True)
        self._foot()
        return _PAGE.adjusted(0, high + 100, 0, 0)

    def _foot(self) -> None:
        self._pen.text(_PAGE.left(), _PAGE.bottom() + 60, _PAGE.width(), self._report.footer, 72, "muted")

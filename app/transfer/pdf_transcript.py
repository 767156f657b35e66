"""The transcript of the PDF report: as large as the room on the page allows, of a long call overleaf, too."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QTextDocument

from app.theme.tokens import Tokens
from models.export.report_timeline import clock
from models.export.report_transcript import Mark, ReportLine

_SIZES = ((84, 1), (78, 1), (74, 2), (68, 2))
"""Height of the font in tenths of a point, and columns; the first that fits is taken."""
_OVERLEAF_SIZE = 78
_BETWEEN = 200.0


def draw_transcript(
    painter: QPainter,
    look: Tokens,
    lines: Sequence[ReportLine],
    area: QRectF,
    next_page: Callable[[], QRectF],
) -> None:
    """All of it: in `area`, or from there on over as many pages as it needs."""
    for size, count in _SIZES:
        columns = _columns(area, count)
        heights = _heights(look, lines, size, columns[0].width())
        level = max(sum(heights) / count, *heights)
        parts = _filled(heights, [min(level * 1.06, area.height())] * count)
        if parts is not None:
            _draw(painter, look, lines, size, zip(parts, columns, strict=True))
            return
    _overleaf(painter, look, lines, area, next_page)


def _overleaf(
    painter: QPainter,
    look: Tokens,
    lines: Sequence[ReportLine],
    area: QRectF,
    next_page: Callable[[], QRectF],
) -> None:
    while lines:
        columns = _columns(area, 2)
        heights = _heights(look, lines, _OVERLEAF_SIZE, columns[0].width())
        parts = _filled(heights, [area.height()] * 2, whole=False) or []
        _draw(painter, look, lines, _OVERLEAF_SIZE, zip(parts, columns, strict=True))
        lines = lines[parts[-1].stop :]
        if lines:
            area = next_page()


def _columns(area: QRectF, count: int) -> list[QRectF]:
    width = (area.width() - (count - 1) * _BETWEEN) / count
    lefts = [area.left() + number * (width + _BETWEEN) for number in range(count)]
    return [QRectF(left, area.top(), width, area.height()) for left in lefts]


def _filled(heights: Sequence[float], rooms: Sequence[float], *, whole: bool = True) -> list[slice] | None:
    """Which lines go into each column, one after the other; None when `whole` and not all have room."""
    parts = []
    at = 0
    for room in rooms:
        first, used = at, 0.0
        while at < len(heights) and used + heights[at] <= room:
            used += heights[at]
            at += 1
        parts.append(slice(first, at))
    return None if whole and at < len(heights) else parts


def _heights(look: Tokens, lines: Sequence[ReportLine], size: int, width: float) -> list[float]:
    return [_document(look, [line], size, width).size().height() + size / 6 for line in lines]


def _draw(
    painter: QPainter,
    look: Tokens,
    lines: Sequence[ReportLine],
    size: int,
    parts: Iterable[tuple[slice, QRectF]],
) -> None:
    for part, column in parts:
        painter.save()
        painter.translate(QPointF(column.left(), column.top()))
        _document(look, lines[part], size, column.width()).drawContents(painter)
        painter.restore()


def _document(look: Tokens, lines: Sequence[ReportLine], size: int, width: float) -> QTextDocument:
    font = QFont("sans-serif")
    font.setPixelSize(size)
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    document.setHtml("".join(_line(look, line, size) for line in lines))
    document.setTextWidth(width)
    return document


def _line(look: Tokens, line: ReportLine, size: int) -> str:
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
    return f"<p style='margin:0 0 {size // 6}px 0'>{at}{speaker}{' '.join(parts)}</p>"

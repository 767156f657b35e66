"""The two fonts of the transcript and their sizes, worked out once for each theme and font."""

from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF

from app.pages.review.transcript_layout import Measure, Metrics
from app.theme.service import Theme


def transcript_fonts(base: QFont, theme: Theme) -> tuple[QFont, QFont]:
    """Word and tag font."""
    word, tag = QFont(base), QFont(base)
    word.setPointSizeF(theme.body_pt * theme.tokens.size["lead"])
    tag.setPointSizeF(theme.body_pt * 0.8)
    return word, tag


def font_metrics(word_font: QFont, tag_font: QFont) -> Metrics:
    """Widths are remembered: speech repeats its words, and a page is laid out at several widths."""
    word, tag = QFontMetricsF(word_font), QFontMetricsF(tag_font)
    return Metrics(
        word_width=_remembered(word),
        tag_width=_remembered(tag),
        word_height=word.height() * 1.25,
        tag_height=tag.height() * 1.2,
        space=word.horizontalAdvance(" ") * 1.15,
    )


def _remembered(metrics: QFontMetricsF) -> Measure:
    def width(text: str) -> float:
        return metrics.horizontalAdvance(text)

    return cache(width)

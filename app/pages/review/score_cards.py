"""How did it go: the three scores, each with its band in words and its weightiest reason."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from app.pages.review.sources import source_references
from app.theme.service import Theme
from app.widgets.buttons import follow_theme, icon_button
from app.widgets.card import Card
from app.widgets.explained import show_tip
from app.widgets.text import set_look, text
from models.scenario import Scenario
from models.score_facts import score_facts
from models.scorecard import Band, Score, Scorecard, ScoreName

_NARROW_PX = 880
_BAND_WORDS = {Band.STRONG: "Strong", Band.FINE: "Fine", Band.WORK: "Worth practising"}
_BAND_COLOURS = {Band.STRONG: "success", Band.FINE: "blue", Band.WORK: "warning"}
_BAND_LOOKS = {Band.STRONG: "band_strong", Band.FINE: "band_fine", Band.WORK: "band_work"}


def band_word(band: Band | None) -> str:
    return _BAND_WORDS[band] if band else "Too short to judge"


def summary_line(score: Score) -> str:
    """The reason that cost most; with nothing lost, the first of what went well."""
    if not score.reasons:
        return ""
    worst = min(score.reasons, key=lambda reason: reason.points)
    return worst.text


class Meter(QWidget):
    """A bar from 0 to 100 in the band's colour; a light part shows how sure the value is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._score = Score(None, None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self, theme, self.update)

    def show_score(self, score: Score) -> None:
        self._score = score
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if self._score.value is not None and self._score.band is not None:
            colour = getattr(tokens, _BAND_COLOURS[self._score.band])
            painter.setBrush(QColor(colour))
            width = self.width() * self._score.value / 100
            painter.drawRoundedRect(QRectF(0, 0, max(width, 8), self.height()), 4, 4)
        painter.end()


class ScoreCard(Card):
    """One score."""

    def __init__(self, theme: Theme, name: ScoreName) -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(text(name.label, "strong", wrap=False))
        self._about = icon_button(f"About this score: {name.label}", "info", theme, self._explain)
        self._about.setProperty("role", "inline")
        head.addWidget(self._about)
        head.addStretch(1)
        self.body.addLayout(head)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._value = text("", "display", wrap=False)
        self._band = text("", "caption", wrap=False)
        self._row.addWidget(self._value)
        self._row.addWidget(self._band, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        self.body.addLayout(self._row)
        self.be_narrow(False)
        self._meter = Meter(theme)
        self.body.addWidget(self._meter)
        self._why = text("", "muted")
        self.body.addWidget(self._why)
        self.body.addStretch(1)

    def be_narrow(self, narrow: bool) -> None:
        """With little width the band stands under the value."""
        side = 14 if narrow else 20
        self.body.setContentsMargins(side, 16, side, 18)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._row.setSpacing(0 if narrow else 10)

    def show_score(self, score: Score, scenario: Scenario) -> None:
        self._value.setText("–" if score.value is None else str(score.value))
        self._band.setText(band_word(score.band))
        set_look(self._band, "look", _BAND_LOOKS[score.band] if score.band else "caption")
        tip = _tip(self._name, score, scenario)
        for explained in (self._value, self._about):
            explained.setToolTip(tip)
        self._about.setAccessibleDescription(tip)
        self._meter.show_score(score)
        self._why.setText(summary_line(score))
        value = "not judged" if score.value is None else f"{score.value} of 100"
        self.setAccessibleName(f"{self._name.label}: {value}. {band_word(score.band)}. {summary_line(score)}")

    def _explain(self) -> None:
        show_tip(self._about)


def _tip(name: ScoreName, score: Score, scenario: Scenario) -> str:
    facts = score_facts(name, score, scenario)
    named = (
        ("What it is", facts.what),
        ("Why it matters", facts.why),
        ("What is usual", facts.usual),
        ("How sure", facts.sure),
    )
    says_who = "".join(f"<li>{escape(line)}</li>" for line in source_references(facts.sources))
    told = "".join(f"<p><b>{label}.</b> {escape(words)}</p>" for label, words in named)
    return f"<div style='width: 420px'>{told}<p><b>Says who.</b></p><ul>{says_who}</ul></div>"


class ScoreRow(QWidget):
    """The three scores side by side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.cards = {name: ScoreCard(theme, name) for name in ScoreName}
        for card in self.cards.values():
            row.addWidget(card, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for card in self.cards.values():
            card.be_narrow(event.size().width() < _NARROW_PX)

    def show_scores(self, scorecard: Scorecard) -> None:
        for name, card in self.cards.items():
            card.show_score(scorecard.scores.get(name, Score(None, None)), scorecard.scenario)

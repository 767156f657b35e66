"""The parts of Review that scroll, from how it went down to the details."""

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.pages.review.advice_cards import FixCard, KeepCard
from app.pages.review.details import Details
from app.pages.review.note_card import NoteCard
from app.pages.review.score_cards import ScoreRow
from app.pages.review.session import ShownCard
from app.pages.review.transcript_view import TranscriptView
from app.theme.service import Theme
from app.widgets.buttons import button
from app.widgets.card import Card
from app.widgets.text import text
from models.measure_facts import shown_measures

_KEYS = (
    "Click a word, or go to it by the arrow keys, to hear it from there. A misheard word: double-click it, "
    "or press E. Space: play and pause. L: loop. Delete: nothing was said here. R: back to what was heard."
)


class ReviewContent:
    """Makes the parts in reading order and shows a scorecard in them."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def complete(self) -> Iterator[None]:
        """Makes the parts, in pieces of some milliseconds."""
        theme = self._theme
        self.scores = ScoreRow(theme)
        yield
        self.fix, self.keep = FixCard(theme), KeepCard(theme)
        advice = QWidget()
        row = QHBoxLayout(advice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.fix, 2)
        row.addWidget(self.keep, 1)
        yield
        self.transcript = TranscriptView(theme)
        self.restore_all: QPushButton = button("", None, "chip", tip="Undo brings your words back")
        words = Card("What was said")
        words.header.addWidget(self.restore_all)
        words.body.addWidget(self.transcript)
        self._keys = text("", "caption")
        words.body.addWidget(self._keys)
        yield
        self.details = Details(theme)
        more = Card("Details")
        more.body.addWidget(self.details)
        self.note = NoteCard()
        self.parts: tuple[QWidget, ...] = (self.scores, advice, words, more, self.note)
        yield

    def show_card(self, shown: ShownCard) -> None:
        card = shown.card
        self.scores.show_scores(card)
        self.fix.show_fix(card.fix)
        self.keep.show_keep(card.keep)
        self.transcript.show_items(shown.items)
        self.transcript.setVisible(bool(shown.items))
        self._keys.setText(_KEYS if shown.items else "No words were heard.")
        self.details.show_details(card, shown_measures(card.measures))
        count = shown.corrections.count
        self.restore_all.setText(f"Back to what was heard ({count} put right)")
        self.restore_all.setVisible(count > 0)

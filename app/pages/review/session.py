"""One take under review: its record, the user's corrections with undo, and what follows from them.

A QObject because it works through the history's thread; the rules it applies are in `models`.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.context import AppContext
from app.pages.review.transcript_model import Item, transcript_items
from app.pages.review.undo import Undo
from models.corrections import Corrections, changes, edited_word, origins
from models.history import History, TakeRecord
from models.rescoring import rescored, scored_again
from models.scorecard import Scorecard
from models.transcript import Transcript
from models.understanding import delivery_spans


@dataclass(frozen=True)
class ShownCard:
    """A scorecard with its transcript laid out as items, made off the GUI thread."""

    card: Scorecard
    items: tuple[Item, ...]
    corrections: Corrections


def shown_card(heard: Scorecard, card: Scorecard, corrections: Corrections) -> ShownCard:
    """`card` is what `corrections` made of `heard`."""
    spans = delivery_spans(Transcript(card.words, card.partner_turns))
    changed = changes(Transcript(heard.words, heard.partner_turns), corrections)
    return ShownCard(card, transcript_items(card, spans, changed), corrections)


def shown_record(record: TakeRecord) -> ShownCard:
    return shown_card(record.heard, record.scorecard, record.corrections)


class ReviewSession(QObject):
    """Holds the open take. Changes are scored and saved on the history's thread."""

    opened = Signal(object, object)
    """(TakeRecord, ShownCard) Another take is shown."""
    rescored = Signal(object)
    """(ShownCard) The same take, corrected."""
    remeasured = Signal(object)
    """(TakeRecord) The same take with new measures and tracks; `rescored` comes before."""
    failed = Signal(object)
    """(Exception)"""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.undo = Undo(self)
        self.undo.chosen.connect(self._apply)
        self._wanted = ""
        """The take that was asked for last."""
        self._record: TakeRecord | None = None
        self._corrections = Corrections()
        context.remeasuring.remeasured.connect(self._refresh)

    @property
    def record(self) -> TakeRecord | None:
        return self._record

    @property
    def is_opening(self) -> bool:
        """A take is open, or is on its way."""
        return bool(self._wanted)

    @property
    def corrections(self) -> Corrections:
        return self._corrections

    def open(self, take_id: str) -> None:
        self._wanted = take_id

        def work(history: History) -> tuple[TakeRecord, ShownCard]:
            record = history.take(take_id)
            return record, shown_record(record)

        self._context.history.ask(work, self._show, self.failed.emit)

    def forget(self) -> None:
        """No take is open any more."""
        self._record, self._wanted = None, ""
        self.undo.begin("", Corrections())

    def correct_word(self, word: int, said: str) -> None:
        """`word` is the index in the transcript as it is shown, with earlier corrections."""
        if self._record is not None:
            self._push(edited_word(self._heard(), self._corrections, word, said))

    def restore_word(self, word: int) -> None:
        """Back to what was heard in place of a shown word."""
        if self._record is not None:
            whence = origins(self._heard(), self._corrections)
            self._push(self._corrections.without_word(whence[word]))

    def restore_removed(self, word: int) -> None:
        """Back with a word that was taken out; `word` is its index in the transcript as it was heard."""
        self._push(self._corrections.without_word(word))

    def correct_tick(self, check_id: str, said: bool) -> None:
        self._push(self._corrections.with_tick(check_id, said))

    def restore_tick(self, check_id: str) -> None:
        """Back to what was found for a point."""
        self._push(self._corrections.without_tick(check_id))

    def restore_all(self) -> None:
        """Back to what was heard, everywhere."""
        self._push(Corrections())

    def score_again(self) -> None:
        """With the rubric of today; corrections stay, those made since the take was opened, too."""
        if self._record is None:
            return
        take_id, target_s = self._record.setup.take_id, self._target_s(self._record)

        def work(history: History) -> tuple[TakeRecord, ShownCard]:
            again = scored_again(history.take(take_id), target_length_s=target_s)
            history.save_again(again)
            return again, shown_record(again)

        self._context.history.change(work, self._show, self.failed.emit)

    def _apply(self, corrections: Corrections) -> None:
        """Scores and saves."""
        record = self._record
        if record is None:
            return
        self._corrections = corrections
        target_s = self._target_s(record)

        def work(history: History) -> ShownCard:
            corrected = rescored(record, corrections, target_length_s=target_s)
            history.save_corrections(record.setup, corrections, corrected)
            return shown_card(record.heard, corrected, corrections)

        def then(corrected: ShownCard) -> None:
            if self._record is record:
                self.rescored.emit(corrected)

        self._context.history.change(work, then, self.failed.emit)

    def _show(self, found: "tuple[TakeRecord, ShownCard]") -> None:
        record, shown = found
        if record.setup.take_id != self._wanted:
            return
        self._record = record
        self._corrections = record.corrections
        self.undo.begin(record.setup.take_id, record.corrections)
        self.opened.emit(record, shown)
        self._context.remeasuring.prefer(record.setup.take_id)

    def _refresh(self, take_id: str) -> None:
        """The open take was measured again: what follows from it is shown in its place."""

        def work(history: History) -> tuple[TakeRecord, ShownCard]:
            record = history.take(take_id)
            return record, shown_record(record)

        def then(found: tuple[TakeRecord, ShownCard]) -> None:
            if self._is_open(take_id):
                self._record, shown = found
                self.rescored.emit(shown)
                self.remeasured.emit(self._record)

        if self._is_open(take_id):
            self._context.history.ask(work, then, self.failed.emit)

    def _is_open(self, take_id: str) -> bool:
        return self._record is not None and self._record.setup.take_id == take_id

    def _push(self, corrections: Corrections) -> None:
        if self._record is not None:
            self.undo.push(corrections)

    def _heard(self) -> Transcript:
        assert self._record is not None
        return Transcript(self._record.heard.words, self._record.heard.partner_turns)

    def _target_s(self, record: TakeRecord) -> float | None:
        return self._context.preferences.settings.target_length_s.get(record.setup.scenario)

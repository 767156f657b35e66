"""One take under review: its record, the user's corrections with undo, and what follows from them.

A QObject because it works through the history's thread; the rules it applies are in `models`.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.context import AppContext
from app.pages.review.transcript_model import Item, transcript_items
from models.corrections import Corrections, edited_word
from models.history import History, TakeRecord
from models.rescoring import rescored
from models.scorecard import Scorecard
from models.transcript import Transcript
from models.understanding import delivery_spans


@dataclass(frozen=True)
class ShownCard:
    """A scorecard with its transcript laid out as items, made off the GUI thread."""

    card: Scorecard
    items: tuple[Item, ...]


def shown_card(card: Scorecard) -> ShownCard:
    spans = delivery_spans(Transcript(card.words, card.partner_turns))
    return ShownCard(card, transcript_items(card, spans))


class ReviewSession(QObject):
    """Holds the open take. Changes are scored and saved on the history's thread."""

    opened = Signal(object, object)
    """(TakeRecord, ShownCard) Another take is shown."""
    rescored = Signal(object)
    """(ShownCard) The same take, corrected."""
    failed = Signal(object)
    """(Exception)"""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.undo_stack = QUndoStack(self)
        self._record: TakeRecord | None = None
        self._corrections = Corrections()

    @property
    def record(self) -> TakeRecord | None:
        return self._record

    @property
    def corrections(self) -> Corrections:
        return self._corrections

    def open(self, take_id: str) -> None:
        def work(history: History) -> tuple[TakeRecord, ShownCard]:
            record = history.take(take_id)
            return record, shown_card(record.scorecard)

        self._context.history.ask(work, self._show, self.failed.emit)

    def forget(self) -> None:
        """No take is open any more."""
        self._record = None
        self.undo_stack.clear()

    def correct_word(self, word: int, said: str) -> None:
        """`word` is the index in the transcript as it is shown, with earlier corrections."""
        if self._record is not None:
            heard = Transcript(self._record.heard.words, self._record.heard.partner_turns)
            self._push(edited_word(heard, self._corrections, word, said), "Correct a word")

    def correct_tick(self, check_id: str, said: bool) -> None:
        self._push(self._corrections.with_tick(check_id, said), "Correct a point")

    def score_again(self) -> None:
        """With the rubric of today; corrections stay."""
        record = self._record
        if record is None:
            return
        target_s = self._target_s(record)

        def work(history: History) -> tuple[TakeRecord, ShownCard]:
            again = rescored(record, Corrections(), target_length_s=target_s)
            history.save_take(record.setup, again)
            if record.corrections != Corrections():
                corrected = rescored(record, record.corrections, target_length_s=target_s)
                history.save_corrections(record.setup, record.corrections, corrected)
            kept = history.take(record.setup.take_id)
            return kept, shown_card(kept.scorecard)

        self._context.history.change(work, self._show, self.failed.emit)

    def apply(self, corrections: Corrections) -> None:
        """Called by undo and redo: scores and saves."""
        record = self._record
        if record is None:
            return
        self._corrections = corrections
        target_s = self._target_s(record)

        def work(history: History) -> ShownCard:
            corrected = rescored(record, corrections, target_length_s=target_s)
            history.save_corrections(record.setup, corrections, corrected)
            return shown_card(corrected)

        def then(corrected: ShownCard) -> None:
            if self._record is record:
                self.rescored.emit(corrected)

        self._context.history.change(work, then, self.failed.emit)

    def _show(self, found: "tuple[TakeRecord, ShownCard]") -> None:
        record, shown = found
        self._record = record
        self._corrections = record.corrections
        self.undo_stack.clear()
        self.opened.emit(record, shown)

    def _push(self, corrections: Corrections, words: str) -> None:
        if corrections != self._corrections:
            self.undo_stack.push(_Correct(self, self._corrections, corrections, words))

    def _target_s(self, record: TakeRecord) -> float | None:
        return self._context.preferences.settings.target_length_s.get(record.setup.scenario)


class _Correct(QUndoCommand):
    def __init__(self, session: ReviewSession, before: Corrections, after: Corrections, words: str) -> None:
        super().__init__(words)
        self._session, self._before, self._after = session, before, after

    def redo(self) -> None:
        self._session.apply(self._after)

    def undo(self) -> None:
        self._session.apply(self._before)

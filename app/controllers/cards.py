"""The call cards: shown at once, saved a moment after each change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.card_book import CardBook, book_of, copy_of, new_card
from app.controllers.history import HistoryController
from app.preferences import Preferences

if TYPE_CHECKING:
    from models.history import SavedCard

_SAVE_AFTER_MS = 400


class CardsController(QObject):
    """`book` is what is on the screen; every change is saved on the history's thread.

    `changed` tells of other cards or another current one, `edited` of new contents of the current one.
    """

    changed = Signal()
    edited = Signal()
    failed = Signal(object)
    """(Exception) The cards could not be read."""

    def __init__(
        self, history: HistoryController, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history, self._preferences = history, preferences
        self._book = book_of((), "", _now())
        self._unsaved: dict[str, SavedCard] = {}
        self._is_loaded = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save_waiting)

    @property
    def book(self) -> CardBook:
        return self._book

    @property
    def is_loaded(self) -> bool:
        """False until the saved cards are known, or known to be unreadable."""
        return self._is_loaded

    @property
    def current(self) -> "SavedCard":
        return self._book.current

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Reads the cards; what was typed before they arrived is kept."""

        def loaded(cards: "tuple[SavedCard, ...]") -> None:
            self._is_loaded = True
            if not self._unsaved:
                self._book = book_of(cards, self._preferences.settings.last_card_id, _now())
            else:
                here = {saved.card_id for saved in self._book.cards}
                more = tuple(saved for saved in cards if saved.card_id not in here)
                self._book = replace(self._book, cards=self._book.cards + more)
            self.changed.emit()
            if then is not None:
                then()

        def not_loaded(error: Exception) -> None:
            self._is_loaded = True
            self.failed.emit(error)
            self.changed.emit()

        self._history.ask(lambda history: history.cards(), loaded, not_loaded)

    def edit(self, **fields: Any) -> None:
        """Changes fields of the current call card by name."""
        self._put(replace(self.current, card=replace(self.current.card, **fields)))

    def choose_call(self, **fields: Any) -> None:
        """Changes `scenario` or `verdict` of the current card."""
        self._put(replace(self.current, **fields))

    def select(self, card_id: str) -> None:
        self._show(self._book.select(card_id))

    def new(self) -> None:
        self._show(self._book.added(new_card(_now(), like=self.current)))

    def duplicate(self) -> None:
        copy = copy_of(self.current, _now())
        self._show(self._book.added(copy))
        self._save_soon(copy)

    def delete(self) -> Callable[[], None]:
        """Deletes the current card; returns what undoes it."""
        gone, before = self.current, self._book.current_id
        self._unsaved.pop(gone.card_id, None)
        self._history.ask(lambda history: history.trash_card(gone.card_id))
        self._show(self._book.deleted(gone.card_id, _now()))

        def undo() -> None:
            self._show(self._book.added(gone).select(before))
            self._save_soon(gone)

        return undo

    def _save_waiting(self) -> None:
        """Not before the saved cards have arrived, which leave alone what is not saved yet."""
        if self._is_loaded:
            self.flush()
        else:
            self._timer.start()

    def flush(self) -> None:
        """Saves what waits to be saved."""
        self._timer.stop()
        waiting, self._unsaved = tuple(self._unsaved.values()), {}
        for saved in waiting:
            self._save(saved)

    def _save(self, saved: "SavedCard") -> None:
        self._history.ask(lambda history: history.save_card(saved))

    def _put(self, changed: "SavedCard") -> None:
        if changed == self.current:
            return
        changed = replace(changed, updated_at=_now())
        self._book = self._book.edited(changed)
        self._save_soon(changed)
        self.edited.emit()

    def _show(self, book: CardBook) -> None:
        self._book = book
        self._preferences.change(last_card_id=book.current_id)
        self.changed.emit()

    def _save_soon(self, saved: "SavedCard") -> None:
        self._unsaved[saved.card_id] = saved
        self._timer.start()


def _now() -> datetime:
    return datetime.now(UTC)

"""The call cards on the screen: which there are, which is open, and what can be undone. No Qt, no disk."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from models.call import CallCard
from models.history.saved_card import SavedCard
from models.scenario import Scenario

EXAMPLE = CallCard(
    caller="Wendy Jones",
    phone="555 0142",
    role="Marketing Manager",
    company="Hartwell & Co",
    interviewer="Scott",
    interviewer_title="Mr",
)


@dataclass(frozen=True)
class CardBook:
    """Never without a card: an empty book holds one new, empty card, which is not worth saving."""

    cards: tuple[SavedCard, ...]
    current_id: str

    @property
    def current(self) -> SavedCard:
        return next(saved for saved in self.cards if saved.card_id == self.current_id)

    @property
    def is_new(self) -> bool:
        """Nothing was ever entered: the only card is empty."""
        return len(self.cards) == 1 and is_empty(self.current)

    def select(self, card_id: str) -> "CardBook":
        return replace(self, current_id=card_id) if any(c.card_id == card_id for c in self.cards) else self

    def edited(self, changed: SavedCard) -> "CardBook":
        """With the card of the same id replaced."""
        return replace(self, cards=tuple(changed if c.card_id == changed.card_id else c for c in self.cards))

    def added(self, saved: SavedCard) -> "CardBook":
        """With one more card, in front, and open. An empty card in front of it makes room."""
        others = tuple(c for c in self.cards if c.card_id != saved.card_id and not is_empty(c))
        return CardBook((saved, *others), saved.card_id)

    def deleted(self, card_id: str, now: datetime) -> "CardBook":
        """Without a card; its neighbour is opened."""
        at = next(i for i, c in enumerate(self.cards) if c.card_id == card_id)
        left = tuple(c for c in self.cards if c.card_id != card_id)
        if not left:
            return book_of((), "", now)
        if card_id != self.current_id:
            return replace(self, cards=left)
        return CardBook(left, left[min(at, len(left) - 1)].card_id)


def book_of(cards: Iterable[SavedCard], current_id: str, now: datetime) -> CardBook:
    """The book of these cards, open at `current_id` or else at the first."""
    found = tuple(cards) or (new_card(now),)
    ids = [saved.card_id for saved in found]
    return CardBook(found, current_id if current_id in ids else ids[0])


def new_card(now: datetime, like: SavedCard | None = None) -> SavedCard:
    """An empty card, or one for a further call of the same caller."""
    own = CallCard(caller=like.card.caller, phone=like.card.phone) if like else CallCard()
    return SavedCard(card_id=_new_id(), card=own, updated_at=now)


def copy_of(saved: SavedCard, now: datetime) -> SavedCard:
    return replace(saved, card_id=_new_id(), updated_at=now)


def _new_id() -> str:
    return os.urandom(6).hex()


def is_empty(saved: SavedCard) -> bool:
    """True when only what every card of this caller has in common is filled in."""
    return replace(saved.card, caller="", phone="") == CallCard() and saved.scenario is Scenario.VOICEMAIL


def card_title(card: CallCard) -> str:
    """What a list calls the card."""
    parts = [part for part in (card.role.strip(), card.company.strip()) if part]
    return " at ".join(parts) or (
        f"Call to {card.interviewer_spoken}" if card.interviewer.strip() else "New call"
    )


def example_card(today: date) -> CallCard:
    """A filled-in card to look at, with an interview some days ago."""
    return replace(EXAMPLE, interview_date=date.fromordinal(today.toordinal() - 2))

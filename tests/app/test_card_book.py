from dataclasses import replace
from datetime import UTC, datetime

from app.card_book import book_of, card_title, copy_of, is_empty, new_card
from models.call import CallCard
from models.history.saved_card import SavedCard

_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def _saved(card_id: str, role: str) -> SavedCard:
    return SavedCard(card_id=card_id, card=CallCard(role=role), updated_at=_NOW)


def test_a_book_is_never_without_a_card() -> None:
    book = book_of((), "", _NOW)
    assert book.is_new
    again = book.deleted(book.current_id, _NOW)
    assert again.is_new
    assert again.current_id != book.current_id


def test_the_last_used_card_is_open() -> None:
    cards = (_saved("a", "Analyst"), _saved("b", "Buyer"))
    assert book_of(cards, "b", _NOW).current.card.role == "Buyer"
    assert book_of(cards, "gone", _NOW).current.card.role == "Analyst"


def test_a_deleted_card_leaves_its_neighbour_open_and_comes_back() -> None:
    book = book_of((_saved("a", "Analyst"), _saved("b", "Buyer")), "b", _NOW)
    gone = book.current
    left = book.deleted("b", _NOW)
    assert left.current_id == "a"
    assert left.added(gone).current == gone


def test_a_new_card_keeps_the_caller_and_replaces_an_empty_one() -> None:
    book = book_of(
        (replace(_saved("a", "Analyst"), card=CallCard(caller="Wendy", role="Analyst")),), "a", _NOW
    )
    once = book.added(new_card(_NOW, like=book.current))
    assert once.current.card == CallCard(caller="Wendy")
    assert is_empty(once.current)
    assert len(once.added(new_card(_NOW)).cards) == 2


def test_a_copy_is_a_card_of_its_own() -> None:
    first = _saved("a", "Analyst")
    assert copy_of(first, _NOW).card_id != "a"
    assert copy_of(first, _NOW).card == first.card


def test_titles() -> None:
    assert card_title(CallCard(role="Analyst", company="Hartwell")) == "Analyst at Hartwell"
    assert card_title(CallCard(interviewer="Scott", interviewer_title="Mr")) == "Call to Mr Scott"
    assert card_title(CallCard()) == "New call"

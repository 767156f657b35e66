import threading
from datetime import date

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.main_window import MainWindow
from app.navigation import Place
from app.pages.prepare.words import caller_note, interview_note, phone_note

_TODAY = date(2026, 11, 20)


def test_remarks_are_gentle() -> None:
    assert "short" in phone_note("555")
    assert not phone_note("555-0142")
    assert not phone_note("")
    assert "last name" in caller_note("Wendy")
    assert not caller_note("Wendy Jones")
    assert "still to come" in interview_note(date(2026, 11, 21), _TODAY)
    assert not interview_note(_TODAY, _TODAY)


def test_what_is_typed_is_saved(qtbot: QtBot, context: AppContext, window: MainWindow) -> None:
    window.show_place(Place.PREPARE)
    field = window.page(Place.PREPARE).findChild(QLineEdit, "role")
    qtbot.keyClicks(field, "Analyst")
    context.cards.flush()
    kept: list[object] = []
    context.history.ask(lambda history: history.cards(), kept.extend)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept[0].card.role == "Analyst"  # type: ignore[attr-defined]


def test_a_deleted_card_can_be_brought_back(qtbot: QtBot, context: AppContext) -> None:
    context.cards.edit(role="Analyst")
    undo = context.cards.delete()
    assert context.cards.current.card.role == ""
    undo()
    assert context.cards.current.card.role == "Analyst"


def test_every_control_has_a_name(qtbot: QtBot, context: AppContext, window: MainWindow) -> None:
    for place in (Place.PREPARE, Place.REHEARSE):
        window.show_place(place)
        page = window.page(place)
        for kind in (QAbstractButton, QLineEdit, QComboBox):
            for control in page.findChildren(kind):
                words = control.accessibleName() or (control.text() if hasattr(control, "text") else "")
                assert words or control.objectName().startswith("qt_"), control


def test_what_is_typed_before_the_cards_arrive_stays(qtbot: QtBot, context: AppContext) -> None:
    """However long they take: it is saved only after that."""
    gate = threading.Event()
    context.history.ask(lambda history: gate.wait(10))
    context.cards.load()
    context.cards.edit(role="Analyst")
    qtbot.wait(500)  # longer than a change waits to be saved
    gate.set()
    qtbot.waitUntil(lambda: context.cards.is_loaded)
    assert context.cards.current.card.role == "Analyst"

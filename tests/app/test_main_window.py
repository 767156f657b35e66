import pytest
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.main_window import MainWindow
from app.navigation import Place


@pytest.mark.parametrize("place", list(Place))
def test_every_place_can_be_visited(qtbot: QtBot, context: AppContext, place: Place) -> None:
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show_place(place)
    assert window.place is place
    assert place.label in window.windowTitle()

import pytest

from app.main_window import MainWindow
from app.navigation import Place


@pytest.mark.parametrize("place", list(Place))
def test_every_place_can_be_visited(window: MainWindow, place: Place) -> None:
    window.show_place(place)
    assert window.place is place
    assert place.label in window.windowTitle()

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.main_window import MainWindow
from app.navigation import Place
from app.pages.prepare.form import CardForm
from app.preferences import first_settings
from app.transfer.import_dialog import ImportDialog
from app.warm_up import WarmUp


@pytest.mark.parametrize("place", list(Place))
def test_every_place_can_be_visited(window: MainWindow, place: Place) -> None:
    window.show_place(place)
    assert window.place is place
    assert place.label in window.windowTitle()


def test_recordings_dropped_anywhere_are_imported_in_progress(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.show_place(Place.PREPARE)
    window.show()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.mp3"))])
    copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), copy, mime, button, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, mime, button, keys))
    assert window.place is Place.PROGRESS
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)


def test_a_place_whose_code_is_not_loaded_yet_follows(qtbot: QtBot, context: AppContext) -> None:
    """The window stays where it is meanwhile, and answers."""
    warm_up = WarmUp(("app.pages.review.page",))
    window = MainWindow(context, warm_up)
    qtbot.addWidget(window, before_close_func=lambda _: context.close())
    ready: list[bool] = []
    window.begin(lambda: ready.append(True))
    qtbot.waitUntil(lambda: bool(ready))
    window.visit(Place.REVIEW)
    assert window.place is Place.PREPARE
    warm_up.start()
    qtbot.waitUntil(lambda: window.place is Place.REVIEW)
    warm_up.stop()


def test_only_the_last_place_that_was_asked_for_is_shown(qtbot: QtBot, context: AppContext) -> None:
    warm_up = WarmUp(("app.pages.review.page", "app.pages.progress.page"))
    window = MainWindow(context, warm_up)
    qtbot.addWidget(window, before_close_func=lambda _: context.close())
    window.show_place(Place.PREPARE)
    window.visit(Place.PROGRESS)
    window.visit(Place.PREPARE)
    with qtbot.waitSignal(warm_up.finished, timeout=20_000):
        warm_up.start()
    qtbot.wait(10)
    assert window.place is Place.PREPARE
    warm_up.stop()


def test_the_first_place_is_completed_after_the_first_picture(qtbot: QtBot, context: AppContext) -> None:
    window = MainWindow(context)
    qtbot.addWidget(window, before_close_func=lambda _: context.close())
    with qtbot.waitSignal(window.first_painted, timeout=10_000):
        window.begin(lambda: None)
    form = window.findChild(CardForm)
    assert set(form.fields) >= {"caller", "phone", "role", "company"}
    assert not hasattr(form, "interview")
    qtbot.waitUntil(lambda: hasattr(form, "interview"))


def test_the_window_comes_back_where_it_was(qtbot: QtBot, context: AppContext) -> None:
    first, second = MainWindow(context), MainWindow(context)
    for window in (first, second):
        qtbot.addWidget(window, before_close_func=lambda _: context.close())
    first.show()
    first.setGeometry(0, 30, 860, 590)
    first.close()
    second.place_at(first_settings(context.user_data.settings).window)
    second.show()
    assert second.height() == 590
    second.place_at("not a place")


def test_who_needs_a_page_that_is_half_made_gets_it_whole(qtbot: QtBot, context: AppContext) -> None:
    window = MainWindow(context)
    qtbot.addWidget(window, before_close_func=lambda _: context.close())
    ready: list[bool] = []
    window.begin(lambda: ready.append(True))
    form = window.page(Place.PREPARE).form
    assert hasattr(form, "interview")
    qtbot.waitUntil(lambda: bool(ready))
    assert window.page(Place.PREPARE).form is form

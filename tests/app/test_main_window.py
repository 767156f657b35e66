from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.navigation import Place
from app.transfer.import_dialog import ImportDialog


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

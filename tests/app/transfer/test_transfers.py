from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.pages.progress.page import ProgressPage
from app.transfer.import_dialog import ImportDialog
from models.history import History
from models.user_data import UserData
from tests.app.progress.takes import fill


@pytest.fixture
def page(qtbot: QtBot, context: AppContext) -> Iterator[ProgressPage]:
    made = ProgressPage(context)
    qtbot.addWidget(made)
    yield made
    made.closing()


def test_dropped_recordings_ask_for_which_call(
    qtbot: QtBot, context: AppContext, page: ProgressPage, tmp_path: Path
) -> None:
    page.show()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.mp3")), QUrl.fromLocalFile(str(tmp_path / "b.wav"))])
    copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, mime, button, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(50, 50), copy, mime, button, keys)
    QApplication.sendEvent(page, drop)
    qtbot.waitUntil(lambda: page.findChild(ImportDialog) is not None)
    assert drop.isAccepted()


def test_an_export_entry_writes_the_chosen_file(
    qtbot: QtBot, context: AppContext, page: ProgressPage, tmp_path: Path
) -> None:
    fill(context)
    page.show()
    menu = QMenu(page)
    made = page.transfers.exports.add_to(menu, lambda: "take-2")
    made.actions()[0].trigger()
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is not None)
    dialog = page.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(".pdf")
    target = tmp_path / "report.pdf"
    with qtbot.waitSignal(page.transfers.exports.written):
        dialog.fileSelected.emit(str(target))
    assert len(pypdf.PdfReader(target).pages) == 1
    dialog.close()


def test_everything_moves_to_another_computer(
    qtbot: QtBot, context: AppContext, page: ProgressPage, tmp_path: Path
) -> None:
    fill(context)
    page.show()
    target = tmp_path / "all.zip"
    page.transfers.bundles.start(target, importing=False)
    qtbot.waitUntil(lambda: "6 takes exported" in page.transfers.bar.words.text())
    with History(UserData(home=context.user_data.home).history) as history:
        history.erase([f"take-{number}" for number in range(6)])
    page.transfers.take_in([target])
    qtbot.waitUntil(lambda: "6 takes imported" in page.transfers.bar.words.text())
    found: list[frozenset[str]] = []
    context.history.ask(lambda history: history.known_ids(), found.append)
    qtbot.waitUntil(lambda: bool(found) and len(found[0]) == 6)

"""Import, compare, export by mouse and keys: `python -m tests.e2e.progress_driver ACT [FILE...]`.

`import` drops the files on the window and takes them in, `cancel` stops in the middle, `refuse` drops files
that are no good, `compare` looks at the newest and the oldest take side by side and hears a line of both,
`export` writes everything and the list to the user's documents, `restore` drops such a file on an empty
Ringback. Pictures are put into the folder RINGBACK_PICTURES, if that is set.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QWidget

from app.context import AppContext
from app.main_window import MainWindow
from app.navigation import Place
from app.transfer.import_dialog import ImportDialog
from models.scenario import Scenario
from tests.e2e.window_driver import button_named, click, drive, press_key, wait_for, words_of

_SETTLE_MS = 3000
"""A page asked for sooner is loaded on the spot."""


def take_in(window: MainWindow, context: AppContext, files: list[Path]) -> dict[str, Any]:
    progress = _open(window)
    wait_for(progress.empty.isVisible)
    empty = words_of(progress)
    _picture(window, "empty")
    dialog = _drop(window, files)
    asked = words_of(dialog)
    dialog.scenario.setFocus()
    for _ in range(len(Scenario)):
        if dialog.scenario.currentData() == Scenario.VOICEMAIL.value:
            break
        press_key(dialog.scenario, Qt.Key.Key_Up)
    _picture(window, "import")
    seen = _watch(progress)
    click(button_named(dialog, "Import"))
    wait_for(lambda: progress.transfers.queue.state.running)
    _picture(window, "importing")
    wait_for(lambda: not progress.transfers.queue.state.running, 120)
    wait_for(lambda: progress.takes.list.model().rowCount() == len(progress.transfers.queue.state.take_ids))
    _picture(window, "imported")
    told = progress.transfers.bar.words.text()
    click(button_named(progress.transfers.bar, "OK"))
    return {
        "empty": empty,
        "asked": asked,
        "seen": seen,
        "told": told,
        "is_closed": not progress.transfers.bar.isVisible(),
    }


def cancel(window: MainWindow, context: AppContext, files: list[Path]) -> dict[str, Any]:
    progress = _open(window)
    click(button_named(_drop(window, files), "Import"))
    state = progress.transfers.queue
    wait_for(lambda: state.state.done == 1, 60)
    click(button_named(progress.transfers.bar, "Cancel"))
    wait_for(lambda: not state.state.running)
    QTest.qWait(500)
    return {"told": progress.transfers.bar.words.text()}


def refuse(window: MainWindow, context: AppContext, files: list[Path]) -> dict[str, Any]:
    """Files that are no recordings, then a zip that is no export of ours."""
    progress = _open(window)
    click(button_named(_drop(window, [file for file in files if file.suffix != ".zip"]), "Import"))
    wait_for(
        lambda: bool(progress.transfers.bar.words.text()) and not progress.transfers.queue.state.running, 60
    )
    told = progress.transfers.bar.words.text()
    _drop_only(window, [file for file in files if file.suffix == ".zip"])
    wait_for(lambda: any("Ringback export" in words for words in words_of(progress)))
    _picture(window, "refused")
    return {"told": told, "page": words_of(progress)}


def compare(window: MainWindow, context: AppContext, files: list[Path]) -> dict[str, Any]:
    progress = _open(window)
    rows = progress.takes.list
    wait_for(lambda: rows.model().rowCount() >= 2)
    for row, keys in (
        (0, Qt.KeyboardModifier.NoModifier),
        (rows.model().rowCount() - 1, Qt.KeyboardModifier.ControlModifier),
    ):
        at = rows.visualRect(rows.model().index(row, 0)).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, keys, at)
    press_key(rows, Qt.Key.Key_C)
    wait_for(progress.comparison.isVisible)
    panel = progress.comparison
    QTest.qWait(800)
    _picture(window, "comparison")
    words = words_of(panel)
    first, second = panel.timelines.views
    panel.ensureWidgetVisible(second)
    for _ in range(3):
        press_key(second, Qt.Key.Key_Plus)
    QTest.qWait(200)
    _picture(window, "comparison-zoomed")
    zoomed = [(view.view.start_s, view.view.end_s) for view in (first, second)]
    press_key(first, Qt.Key.Key_0)
    heard: tuple[list[float], list[float]] = ([], [])
    panel.player.moved.connect(lambda is_second, at_s: heard[is_second].append(at_s))
    lines: list[Any] = []
    panel.player.line_changed.connect(lines.append)
    both = next(b for b in panel.lines.findChildren(QWidget) if b.accessibleName().startswith("Hear both"))
    panel.ensureWidgetVisible(both)
    print("LISTEN", flush=True)
    click(both)
    wait_for(lambda: len(lines) >= 3 and lines[-1] is None, 30)
    press_key(panel.back, Qt.Key.Key_Escape)
    wait_for(rows.isVisible)
    return {
        "words": words,
        "zoomed": zoomed,
        "lines": lines[:2],
        "heard": [(min(one), max(one)) for one in heard],
    }


def export(window: MainWindow, context: AppContext, files: list[Path]) -> dict[str, Any]:
    """Everything, then the list, under the names that are offered."""
    progress = _open(window)
    wait_for(lambda: progress.takes.list.model().rowCount() >= 1)
    for entry in ("Export everything…", "Export the list (CSV)…"):
        _choose(button_named(progress, "More"), entry)
        _save(progress)
    wait_for(lambda: "exported" in progress.transfers.bar.words.text(), 60)
    wait_for(lambda: all(file.exists() for file in files))
    return {"told": progress.transfers.bar.words.text()}


def restore(window: MainWindow, context: AppContext, files: list[Path]) -> dict[str, Any]:
    progress = _open(window)
    wait_for(progress.empty.isVisible)
    _drop_only(window, files)
    wait_for(lambda: "imported" in progress.transfers.bar.words.text(), 60)
    wait_for(lambda: progress.takes.list.model().rowCount() >= 1)
    return {"told": progress.transfers.bar.words.text()}


def _open(window: MainWindow) -> Any:
    QTest.qWait(_SETTLE_MS)
    press_key(window, Qt.Key.Key_4, control=True)
    wait_for(lambda: window.place is Place.PROGRESS)
    return window.page(Place.PROGRESS)


def _drop_only(window: MainWindow, files: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, pressed = Qt.DropAction.CopyAction, (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), copy, mime, *pressed))
    dropped = QDropEvent(QPointF(300, 300), copy, mime, *pressed, QEvent.Type.Drop)
    QApplication.sendEvent(window, dropped)
    assert dropped.isAccepted()


def _drop(window: MainWindow, files: list[Path]) -> ImportDialog:
    _drop_only(window, files)

    def dialog() -> ImportDialog | None:
        return next((d for d in window.findChildren(ImportDialog) if d.isVisible()), None)

    wait_for(dialog)
    found = dialog()
    assert found is not None
    QTest.qWait(200)
    return found


def _watch(progress: Any) -> list[tuple[str, int]]:
    """What the bar said on the way, each once."""
    seen: list[tuple[str, int]] = []

    def look(_: object) -> None:
        now = (progress.transfers.bar.words.text(), progress.transfers.bar.bar.value())
        if not seen or seen[-1] != now:
            seen.append(now)

    progress.transfers.queue.changed.connect(look)
    return seen


def _choose(opener: QWidget, entry: str) -> None:
    """A menu runs an event loop of its own: its entry is clicked from a timer."""

    def pick() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(action for action in menu.actions() if action.text() == entry)
        at = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    QTimer.singleShot(400, pick)
    click(opener)


def _save(page: QWidget) -> None:
    """Enter in the file dialog, in the folder and with the name that it suggests."""

    def dialog() -> QFileDialog | None:
        return next((d for d in page.findChildren(QFileDialog) if d.isVisible()), None)

    wait_for(dialog)
    found = dialog()
    assert found is not None
    QTest.qWait(500)
    press_key(found.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)
    wait_for(lambda: dialog() is None)


def _picture(window: MainWindow, name: str) -> None:
    folder = os.environ.get("RINGBACK_PICTURES")
    if folder:
        QTest.qWait(150)
        window.screen().grabWindow(0).save(str(Path(folder) / f"{name}.png"))


ACTS: dict[str, Callable[[MainWindow, AppContext, list[Path]], dict[str, Any]]] = {
    "import": take_in,
    "cancel": cancel,
    "refuse": refuse,
    "compare": compare,
    "export": export,
    "restore": restore,
}


if __name__ == "__main__":
    chosen = ACTS[sys.argv[1]]
    sys.exit(drive(partial(chosen, files=[Path(argument) for argument in sys.argv[2:]])))

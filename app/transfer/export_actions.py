"""The export entries of a menu: which file, then written in the background."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.context import AppContext
from app.controllers.threads import Thread
from app.transfer.take_files import TAKE_FORMATS, TakeFormat, suggested_name, write_take
from models.history.records import TakeRecord

if TYPE_CHECKING:
    from models.history import History


class ExportActions(QObject):
    """Adds "Export" to a menu; used by Review and Progress."""

    failed = Signal(object)
    """(Exception)"""
    written = Signal(object)
    """(Path)"""

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._thread = Thread("export", self)

    def add_to(self, menu: QMenu, take_id: Callable[[], str | None]) -> QMenu:
        """A submenu with every format; `take_id` is asked when an entry is chosen."""
        made = QMenu("Export", menu)
        menu.addMenu(made)
        for number, form in enumerate(TAKE_FORMATS):
            if number in (2, 4):
                made.addSeparator()
            made.addAction(form.label, partial(self._begin_chosen, take_id, form))
        return made

    def export(self, take_id: str, target: Path) -> None:
        """Writes a take; `written` or `failed` tells."""

        def then(record: TakeRecord) -> None:
            self._write(record, target)

        self._context.history.ask(lambda history: history.take(take_id), then, self.failed.emit)

    def close(self) -> None:
        """Finishes what is being written."""
        self._thread.close()

    def ask_for_file(
        self, title: str, name: str, file_filter: str, chosen: Callable[[Path], None]
    ) -> QFileDialog:
        """A save dialog that does not block."""
        dialog = QFileDialog(self._window, title, str(documents() / name), file_filter)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(name.rpartition(".")[2])
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def export_list(self) -> None:
        """The whole history as a table."""
        from models.export.history_csv import BYTE_ORDER_MARK, to_csv

        def work(history: "History") -> str:
            return BYTE_ORDER_MARK + to_csv(history.takes())

        def chosen(path: Path) -> None:
            def save(table: str) -> None:
                self._thread.ask(
                    lambda: _write_text(path, table), lambda _: self._tell(path), self.failed.emit
                )

            self._context.history.ask(work, save, self.failed.emit)

        self.ask_for_file("Export the list of takes", "Ringback takes.csv", "CSV (*.csv)", chosen)

    def _begin_chosen(self, take_id: Callable[[], str | None], form: TakeFormat) -> None:
        self._begin(take_id(), form)

    def _begin(self, take_id: str | None, form: TakeFormat) -> None:
        if take_id is None:
            return

        def ask(record: TakeRecord) -> None:
            name = suggested_name(record, form.ending)
            self.ask_for_file("Export", name, form.filter, lambda path: self._write(record, path))

        self._context.history.ask(lambda history: history.take(take_id), ask, self.failed.emit)

    def _write(self, record: TakeRecord, target: Path) -> None:
        data = self._context.user_data
        self._thread.ask(
            lambda: write_take(record, data, target), lambda _: self._tell(target), self.failed.emit
        )

    def _tell(self, target: Path) -> None:
        self._context.notices.say(f"Saved as {target.name}")
        self.written.emit(target)


def documents() -> Path:
    """Where the user keeps documents."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()


def _write_text(path: Path, words: str) -> None:
    from models.errors import UserFacingError

    try:
        path.write_text(words, encoding="utf-8", newline="")
    except OSError as error:
        raise UserFacingError(f"“{path}” cannot be written.", "Choose another folder.") from error

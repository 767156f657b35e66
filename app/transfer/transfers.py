"""What a page offers of import and export: menu entries, dropped files, the bar that tells."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.context import AppContext
from app.transfer.bundle_job import BundleJob
from app.transfer.drop_target import DropTarget
from app.transfer.export_actions import ExportActions, documents
from app.transfer.import_dialog import ENDINGS, ImportDialog, sorted_out
from app.transfer.import_queue import ImportQueue
from app.transfer.transfer_bar import TransferBar
from models.history.saved_card import SavedCard


class Transfers(QObject):
    """Belongs to `window`, usually a page; `bar` is to be put where it is seen."""

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.exports = ExportActions(context, window)
        self.queue = ImportQueue(context, window)
        self.bundles = BundleJob(context, window)
        self.bar = TransferBar(context.theme)
        self.queue.changed.connect(self.bar.show_import)
        self.bundles.changed.connect(self.bar.show_bundle)
        self.bundles.failed.connect(self._bundle_failed)
        self.failed = self.exports.failed
        self.bar.stop_pressed.connect(self._stop)
        DropTarget(window, self.take_in)

    def add_to(self, menu: QMenu) -> None:
        """The entries for everything, not for one take."""
        menu.addAction("Import recordings…", self.ask_for_recordings)
        menu.addSeparator()
        menu.addAction("Export the list (CSV)…", self.exports.export_list)
        menu.addAction("Export everything…", self._ask_where)
        menu.addAction("Import everything…", self._ask_what)

    def close(self) -> None:
        """The window closes: what runs is stopped, and waited for."""
        self.queue.close()
        self.bundles.close()
        self.exports.close()

    def ask_for_recordings(self) -> QFileDialog:
        patterns = " ".join(f"*.{ending}" for ending in ENDINGS)
        dialog = QFileDialog(
            self._window, "Import recordings", str(documents()), f"Recordings ({patterns});;All files (*)"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.take_in([Path(path) for path in paths]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def take_in(self, paths: Sequence[Path]) -> None:
        """Files that were dropped or chosen: recordings are asked about, exports are imported."""
        recordings, bundles = sorted_out(paths)
        for bundle in bundles:
            self.bundles.start(bundle, importing=True)
        if recordings:
            self._context.history.ask(
                lambda history: history.cards(), lambda cards: self._ask_for_call(recordings, cards)
            )

    def _ask_for_call(self, files: Sequence[Path], cards: Sequence[SavedCard]) -> None:
        current = self._context.cards.current.card_id
        dialog = ImportDialog(files, cards, current, self._window)
        dialog.agreed.connect(lambda plan: self.queue.start(files, plan))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_where(self) -> None:
        self.exports.ask_for_file(
            "Export everything", "Ringback export.zip", "Ringback export (*.zip)", self._export_to
        )

    def _export_to(self, path: Path) -> None:
        self.bundles.start(path, importing=False)

    def _ask_what(self) -> None:
        dialog = QFileDialog(self._window, "Import everything", str(documents()), "Ringback export (*.zip)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.bundles.start(Path(path), importing=True))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _stop(self) -> None:
        self.queue.stop()
        self.bundles.stop()

    def _bundle_failed(self, error: Exception) -> None:
        self.bar.hide()
        self.failed.emit(error)

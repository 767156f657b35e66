"""Everything out to one file, or in from one: on a thread and a database connection of its own.

A long export thus holds up neither the window nor the pages that read the history meanwhile.
"""

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from app.context import AppContext
from app.controllers.threads import Thread
from models.export.bundle import BundleReport, export_everything, import_everything
from models.history import History


@dataclass(frozen=True)
class BundleState:
    """`report` is there when it is over."""

    importing: bool
    done: int = 0
    total: int = 0
    report: BundleReport | None = None


class BundleJob(QObject):
    """One at a time."""

    changed = Signal(object)
    """(BundleState)"""
    failed = Signal(object)
    """(Exception)"""
    _step = Signal(object)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._thread = Thread("bundle", self)
        self._stop = Event()
        self.running = False
        self._step.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self, path: Path, *, importing: bool) -> None:
        """Exports to `path`, or imports from it."""
        if self.running:
            return
        self.running = True
        self._stop.clear()
        data, emit, stop = self._context.user_data, self._step.emit, self._stop

        def progress(done: int, total: int) -> bool:
            emit(BundleState(importing, done, total))
            return not stop.is_set()

        def work() -> BundleReport:
            job = import_everything if importing else export_everything
            with History(data.history) as history:
                return job(history, data, path, progress)

        def then(report: BundleReport) -> None:
            self.running = False
            self.changed.emit(BundleState(importing, report.takes, report.takes, report))
            if importing:
                self._context.history.changed.emit()

        def not_done(error: Exception) -> None:
            self.running = False
            self.failed.emit(error)

        self._thread.ask(work, then, not_done)

    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        self._stop.set()
        self._thread.close()

    def _tell(self, state: BundleState) -> None:
        if self.running:
            self.changed.emit(state)

"""Everything out to one file, or in from one: on a thread and a database connection of its own.

A long export thus holds up neither the window nor the pages that read the history meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from app.context import AppContext
from app.controllers.threads import Thread
from app.theme.tokens import SchemeChoice
from models.export.bundle import BundleReport, export_everything
from models.export.bundle_import import import_everything
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
        self._waiting: list[tuple[Path, bool]] = []
        self.running = False
        self._step.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self, path: Path, *, importing: bool) -> None:
        """Exports to `path`, or imports from it; what is asked meanwhile follows."""
        self._waiting.append((path, importing))
        if not self.running:
            self._next()

    def _next(self) -> None:
        self.running = bool(self._waiting)
        if not self.running:
            return
        path, importing = self._waiting.pop(0)
        self._stop.clear()
        self.changed.emit(BundleState(importing))
        self._context.cards.flush()  # what was typed a moment ago belongs to everything, too

        def begin(_: None) -> None:
            self._thread.ask(self._work(path, importing), partial(self._done, importing), self._not_done)

        self._context.history.ask(lambda _: None, begin, self._not_done)

    def _work(self, path: Path, importing: bool) -> Callable[[], BundleReport]:
        data, emit, stop = self._context.user_data, self._step.emit, self._stop

        def progress(done: int, total: int) -> bool:
            emit(BundleState(importing, done, total))
            return not stop.is_set()

        def work() -> BundleReport:
            job = import_everything if importing else export_everything
            with History(data.history) as history:
                return job(history, data, path, progress)

        return work

    def _done(self, importing: bool, report: BundleReport) -> None:
        self.running = False
        self.changed.emit(BundleState(importing, report.takes, report.takes, report))
        if importing:
            if report.settings is not None:
                self._context.preferences.change(**vars(report.settings))
                self._context.theme.choose(SchemeChoice(report.settings.colour_scheme))
            self._context.cards.load()
            self._context.history.changed.emit()
        self._next()

    def _not_done(self, error: Exception) -> None:
        self.running = False
        self.failed.emit(error)
        self._next()

    def stop(self) -> None:
        self._waiting.clear()
        self._stop.set()

    def close(self) -> None:
        self._stop.set()
        self._thread.close()

    def _tell(self, state: BundleState) -> None:
        if self.running:
            self.changed.emit(state)

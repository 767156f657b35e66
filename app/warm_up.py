"""Loads, one after the other and while the window answers, what it will need soon.

What knows nothing of Qt is loaded on a thread of its own. Several threads that import at once would make the
window's thread wait for its turn each time; one does so much less, and with the short turns of
`app.interpreter` it hardly shows.

Modules that define Qt classes are loaded on the window's thread, a piece a turn: PySide6 keeps the classes in
a table without a lock, which Qt reads while the window is laid out. A class made on another thread at that
moment ended the program (a segmentation fault in one of about 200 starts, PySide6 6.11).
"""

import importlib
import logging
import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

_LOG = logging.getLogger(__name__)
_REST_S = 0.002
_QT = ("app.", "PySide6.")
MODULES = (
    "models.settings",
    "models.history",
    "models.planner",
    "models.check_catalogue",
    "app.pages.prepare.model",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "models.scoring",
    "app.pages.rehearse.page",
    "audio.devices",
    "sounddevice",
    "audio.worker_client",
    "numpy",
    "audio.level_monitor",
    "audio.microphone",
    "audio.recovery",
    "models.corrections",
    "models.export",
    "models.measure_facts",
    "models.score_facts",
    "models.rescoring",
    "models.history.store",
    "audio.pitch_curve",
    "app.pages.review.timeline_model",
    "app.pages.review.session",
    "app.pages.review.transcript_view",
    "app.pages.review.content",
    "app.transfer.export_actions",
    "app.pages.review.page",
    "models.export.bundle_import",
    "models.progress.comparison",
    "app.pages.progress.takes_panel",
    "app.pages.progress.chart_model",
    "app.pages.progress.page",
    "app.pages.progress.compare_panel",
    "audio.player",
)
"""In the order of loading. The parts of a page go before it where it would be a long turn as a whole."""


class WarmUp(QObject):
    """Loads `names`, Qt's on the thread that made it. What cannot be loaded is told where it is needed."""

    finished = Signal()
    _loaded = Signal(str)
    _turn = Signal(str)

    def __init__(self, names: Sequence[str] = MODULES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._done: set[str] = set()
        self._waiting: dict[str, list[Callable[[], None]]] = {}
        self._stopped = threading.Event()
        self._turn_over = threading.Event()
        self._thread = threading.Thread(target=self._load, name="warm-up", daemon=True)

    def start(self) -> None:
        from PySide6.QtCore import Qt

        queued = Qt.ConnectionType.QueuedConnection
        self._loaded.connect(self._tell, queued)
        self._turn.connect(self._take_turn, queued)
        self._thread.start()

    def stop(self) -> None:
        """Waits for the module at hand: Python must not end while a library is half loaded (it crashes)."""
        self._stopped.set()
        self._turn_over.set()
        if self._thread.is_alive():
            self._thread.join()

    def when_loaded(self, name: str, then: Callable[[], None]) -> None:
        """Calls `then` once the module is there: at once, or later on the same thread."""
        if name in self._done or name not in self._names:
            then()
        else:
            self._waiting.setdefault(name, []).append(then)

    def _load(self) -> None:
        for name in self._names:
            if name.startswith(_QT):
                self._wait_for_turn(name)
            else:
                load_module(name)
            self._loaded.emit(name)
            if self._stopped.wait(_REST_S):
                return
        _read_data()
        self.finished.emit()

    def _wait_for_turn(self, name: str) -> None:
        self._turn_over.clear()
        if not self._stopped.is_set():  # `stop` sets this first, so that its end of the turn is not missed
            self._turn.emit(name)
            self._turn_over.wait()

    def _take_turn(self, name: str) -> None:
        if not self._stopped.is_set():
            load_module(name)
        self._turn_over.set()

    def _tell(self, name: str) -> None:
        self._done.add(name)
        for then in self._waiting.pop(name, ()):
            then()


def load_modules(names: Sequence[str] = MODULES) -> None:
    """The same at once, for benchmarks that begin where the warm-up ends."""
    for name in names:
        load_module(name)
    _read_data()


def load_module(name: str) -> None:
    try:
        importlib.import_module(name)
    except (ImportError, OSError):
        _LOG.warning("%s could not be loaded in the background", name, exc_info=True)


def _read_data() -> None:
    from models.scoring import load_rubric
    from models.understanding.phrase_data import phrase_data

    load_rubric()
    phrase_data()

"""Loads, in the background and one after the other, what the window will need soon.

Several threads that import at once make the window's thread wait for its turn each time; one does so much
less, and with the short turns of `app.interpreter` it hardly shows.
"""

import importlib
import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

_LOG = logging.getLogger(__name__)
_REST_S = 0.002
MODULES = (
    "models.settings",
    "app.pages.prepare.model",
    "PySide6.QtNetwork",
    "app.pages.rehearse.page",
    "audio.devices",
    "sounddevice",
    "audio.worker_client",
    "numpy",
    "audio.level_monitor",
    "audio.microphone",
    "audio.recorder",
    "audio.recovery",
    "models.scoring",
    "models.understanding",
    "app.pages.review.page",
    "app.pages.progress.page",
    "app.pages.progress.compare_panel",
    "audio.player",
)


class WarmUp(QObject):
    """One thread that loads `names`. What cannot be loaded here is told where it is needed."""

    finished = Signal()
    _loaded = Signal(str)

    def __init__(self, names: Sequence[str] = MODULES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._urgent: deque[str] = deque()
        self._done: set[str] = set()
        self._waiting: dict[str, list[Callable[[], None]]] = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._load, name="warm-up", daemon=True)
        self._loaded.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Waits for the module at hand: Python must not end while a library is half loaded (it crashes)."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def when_loaded(self, name: str, then: Callable[[], None]) -> None:
        """Calls `then` once the module is there: at once, or later on the same thread. It is loaded next."""
        if name in self._done or name not in self._names:
            then()
        else:
            self._waiting.setdefault(name, []).append(then)
            self._urgent.append(name)

    def _load(self) -> None:
        left = deque(self._names)
        while left or self._urgent:
            name = (self._urgent or left).popleft()
            load_module(name)
            self._loaded.emit(name)
            if self._stopped.wait(_REST_S):
                return
        _read_data()
        self.finished.emit()

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

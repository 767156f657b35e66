"""Loads, in the background and one after the other, what the window will need soon.

Several threads that import at once make the window's thread wait for its turn each time; one does so much
less, and with the short turns set here it hardly shows.
"""

import importlib
import logging
import sys
import threading
from collections.abc import Sequence

_LOG = logging.getLogger(__name__)
_TURN_S = 0.0005
_REST_S = 0.002
MODULES = (
    "app.pages.prepare.model",
    "models.settings",
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


def take_short_turns() -> None:
    """Python's threads give way after half a millisecond instead of five."""
    sys.setswitchinterval(_TURN_S)


class WarmUp:
    """One thread that loads `names`. What cannot be loaded here is told where it is needed."""

    def __init__(self, names: Sequence[str] = MODULES) -> None:
        self._names = names
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._load, name="warm-up", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Waits for the module at hand: Python must not end while a library is half loaded (it crashes)."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _load(self) -> None:
        for name in self._names:
            try:
                importlib.import_module(name)
            except (ImportError, OSError):
                _LOG.warning("%s could not be loaded in the background", name, exc_info=True)
            if self._stopped.wait(_REST_S):
                return
        _read_data()


def _read_data() -> None:
    from models.scoring import load_rubric
    from models.understanding.phrase_data import phrase_data

    load_rubric()
    phrase_data()

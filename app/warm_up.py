"""Loads, in the background and one after the other, what the window will need soon.

Several threads that import at once make the window's thread wait for its turn each time; one does so much
less, and with the short turns set here it hardly shows.
"""

import importlib
import logging
import sys
import time
from collections.abc import Sequence

_LOG = logging.getLogger(__name__)
_TURN_S = 0.0005
_REST_S = 0.002
MODULES = (
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


def load_modules(names: Sequence[str] = MODULES) -> None:
    """For a thread other than the window's. What cannot be loaded here is told where it is needed."""
    for name in names:
        try:
            importlib.import_module(name)
        except (ImportError, OSError):
            _LOG.warning("%s could not be loaded in the background", name, exc_info=True)
        time.sleep(_REST_S)
    _read_data()


def _read_data() -> None:
    from models.scoring import load_rubric
    from models.understanding.phrase_data import phrase_data

    load_rubric()
    phrase_data()

import subprocess
import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from app.warm_up import MODULES, WarmUp

_WITHOUT_QT = """
import importlib, sys
sys.modules["PySide6"] = None
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def test_what_is_wanted_is_told_once_it_is_loaded(qtbot: QtBot) -> None:
    told: list[str] = []
    warm_up = WarmUp(("colorsys", "chunk_of_nothing", "zipapp"))
    warm_up.when_loaded("zipapp", lambda: told.append("zipapp"))
    warm_up.when_loaded("never_asked_for", lambda: told.append("at once"))
    assert told == ["at once"]
    with qtbot.waitSignal(warm_up.finished, timeout=10_000):
        warm_up.start()
    qtbot.waitUntil(lambda: told == ["at once", "zipapp"])
    assert "zipapp" in sys.modules
    warm_up.when_loaded("zipapp", lambda: told.append("again"))
    assert told[-1] == "again"
    warm_up.stop()


def test_what_defines_qt_classes_is_loaded_on_the_windows_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[tuple[str, bool]] = []

    def load(name: str) -> None:
        loaded.append((name, threading.current_thread() is threading.main_thread()))

    monkeypatch.setattr("app.warm_up.load_module", load)
    warm_up = WarmUp(("models.planner", "app.pages.review.page", "PySide6.QtNetwork", "numpy"))
    with qtbot.waitSignal(warm_up.finished, timeout=10_000):
        warm_up.start()
    warm_up.stop()
    assert loaded == [
        ("models.planner", False),
        ("app.pages.review.page", True),
        ("PySide6.QtNetwork", True),
        ("numpy", False),
    ]


def test_what_is_loaded_on_the_other_thread_knows_nothing_of_qt() -> None:
    others = [name for name in MODULES if not name.startswith(("app.", "PySide6."))]
    assert others
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_QT, *others], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_what_few_need_is_not_loaded() -> None:
    """FFmpeg's libraries stop all threads for 15 ms at a time as they load, for other speeds alone."""
    code = "import sys\nfrom app.warm_up import load_modules\nload_modules()\nprint('av' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["False"]


def test_it_stops_although_the_window_takes_no_more_turns(qtbot: QtBot) -> None:
    warm_up = WarmUp(("app.pages.review.page",))
    warm_up.start()
    warm_up.stop()  # this thread has taken no turn since the start

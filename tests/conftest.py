"""What every test gets: windows off the screen, and the checks of its threads."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from importlib.abc import MetaPathFinder

import pytest

from tests.e2e.virtual_mic import virtual_mic

# Widgets that are tested in this process need no display; the tests with a real window bring their own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

__all__ = ["no_leaked_threads", "qt_classes_on_the_windows_thread", "virtual_mic"]

_GRACE_S = 2.0
_NOT_OURS = ("tqdm", "ThreadPoolExecutor", "asyncio")
"""Pools that libraries keep for the life of the process."""


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """A thread that a test began must have ended with it (a moment of grace for those that are ending)."""
    before = set(threading.enumerate())
    yield
    until_s = time.monotonic() + _GRACE_S
    for thread in set(threading.enumerate()) - before:
        if not _is_ours(thread):
            continue
        thread.join(max(0.0, until_s - time.monotonic()))
        assert not thread.is_alive(), f"the test left the thread {thread.name!r} behind"


class _QtImports(MetaPathFinder):
    """Notes what is loaded off the window's thread and may define Qt classes: `app.warm_up` says why not."""

    def __init__(self) -> None:
        self.elsewhere: list[str] = []

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname.startswith(("app.", "PySide6.")) and not _on_main_thread():
            self.elsewhere.append(f"{fullname} on {threading.current_thread().name}")


@pytest.fixture(scope="session")
def qt_imports() -> Iterator[_QtImports]:
    finder = _QtImports()
    sys.meta_path.insert(0, finder)
    yield finder
    sys.meta_path.remove(finder)


@pytest.fixture(autouse=True)
def qt_classes_on_the_windows_thread(qt_imports: _QtImports) -> Iterator[None]:
    yield
    found, qt_imports.elsewhere = qt_imports.elsewhere, []
    assert not found, f"loaded off the window's thread: {', '.join(found)}"


def _on_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _is_ours(thread: threading.Thread) -> bool:
    # Threads that Qt or PortAudio made show up as dummies once they ran Python code; they can't be joined.
    return not isinstance(thread, threading._DummyThread) and not thread.name.startswith(_NOT_OURS)

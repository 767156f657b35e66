"""What every test gets: windows off the screen, and the check that it leaves no thread behind."""

import os
import threading
import time
from collections.abc import Iterator

import pytest

from tests.e2e.virtual_mic import virtual_mic

# Widgets that are tested in this process need no display; the tests with a real window bring their own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

__all__ = ["no_leaked_threads", "virtual_mic"]

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


def _is_ours(thread: threading.Thread) -> bool:
    # Threads that Qt or PortAudio made show up as dummies once they ran Python code; they can't be joined.
    return not isinstance(thread, threading._DummyThread) and not thread.name.startswith(_NOT_OURS)

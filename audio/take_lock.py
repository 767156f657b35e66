"""Tells a take that is being recorded at this moment, also by another process, from one that was left."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

from filelock import FileLock, Timeout

_log = logging.getLogger(__name__)

LOCK_NAME = "recording.lock"


class Mark(Enum):
    NONE = "none"
    RECORDING = "recording"
    """A recorder writes into it."""
    LEFT = "left"
    """The recorder died."""


@contextmanager
def being_recorded(folder: Path) -> Iterator[None]:
    """Marks the take in `folder`. The mark ends with the process, however that ends; so does an empty folder.

    Where files cannot be locked, the recording goes on without it.
    """
    lock = FileLock(folder / LOCK_NAME)
    try:
        lock.acquire(timeout=0)
    except (OSError, NotImplementedError, Timeout) as error:
        _log.warning("%s cannot be locked: %s", folder, error)
    try:
        yield
    finally:
        lock.release()
        with suppress(OSError):
            (folder / LOCK_NAME).unlink(missing_ok=True)
            folder.rmdir()  # only an empty one goes: there was no sound to keep


def mark_of(folder: Path) -> Mark:
    """How the take in `folder` is marked."""
    path = folder / LOCK_NAME
    if not path.exists():
        return Mark.NONE
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return Mark.RECORDING
    except (OSError, NotImplementedError):
        return Mark.LEFT
    lock.release()
    return Mark.LEFT

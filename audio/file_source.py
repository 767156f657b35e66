"""A sound file that stands for the microphone."""

import math
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from audio.blocks import Samples
from audio.sound_file import decode_native
from audio.sound_source import BlockQueue, SourceFormat, as_int16
from models.errors import UserFacingError

_BLOCK_S = 0.02


class FileSource:
    """Puts a file's sound at its own rate, mono, block by block at its natural speed.

    The moments follow a monotonic clock from the start, so nothing drifts however long the file is.
    `speed` 2.0 is twice as fast; `math.inf` puts as fast as the recorder takes, without loss.
    """

    def __init__(self, path: Path, *, speed: float = 1.0) -> None:
        if not speed > 0:
            raise ValueError("speed must be positive")
        self._path = path
        self._speed = speed
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        return self._path.name

    def start(self, blocks: BlockQueue) -> SourceFormat:
        """Begin at the start of the file. Raises `UserFacingError` when it cannot be read."""
        native = decode_native(self._path)
        try:
            rate_hz, first = next(native)  # a file without sound fails here, not in the thread
        except BaseException:
            native.close()
            raise
        self._stopping.clear()
        self._thread = threading.Thread(
            target=self._run, args=(native, rate_hz, first, blocks), name="file-source", daemon=True
        )
        self._thread.start()
        return SourceFormat(rate_hz=rate_hz, block_s=_BLOCK_S)

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(
        self,
        native: Generator[tuple[int, Samples], None, None],
        rate_hz: int,
        first: Samples,
        blocks: BlockQueue,
    ) -> None:
        error: UserFacingError | None = None
        try:
            with closing(native):
                self._put_all(native, rate_hz, first, blocks)
        except UserFacingError as problem:
            error = problem
        finally:
            blocks.end(error)

    def _put_all(
        self,
        native: Generator[tuple[int, Samples], None, None],
        rate_hz: int,
        first: Samples,
        blocks: BlockQueue,
    ) -> None:
        size = max(1, round(_BLOCK_S * rate_hz))
        started_s = time.monotonic()
        frames = 0
        for block in _blocks(native, rate_hz, first, size):
            frames += len(block)
            # A block is there when its last sample was spoken.
            due_s = started_s + frames / rate_hz / self._speed
            if self._stopping.wait(max(0.0, due_s - time.monotonic())):
                return
            while math.isinf(self._speed) and not blocks.has_room:
                if self._stopping.wait(0.001):
                    return
            blocks.put(as_int16(block))


def _blocks(
    native: Generator[tuple[int, Samples], None, None], rate_hz: int, first: Samples, size: int
) -> Iterator[Samples]:
    """Pieces of `size` samples, the last one shorter; a change of rate within the file ends it."""
    held = first
    while True:
        whole = len(held) - len(held) % size
        for start in range(0, whole, size):
            yield held[start : start + size]
        held = held[whole:]
        following = next(native, None)
        if following is None or following[0] != rate_hz:
            break
        held = np.concatenate([held, following[1]])
    if len(held):
        yield held

"""What a recorder records from, and the queue between a source's thread and the recorder's."""

import queue
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from audio.blocks import Samples
from models.errors import UserFacingError

_FULL_SCALE = 32768.0
QUEUE_S = 60.0
"""A stalled disk is bridged for this long before sound is lost."""


@dataclass(frozen=True)
class SourceFormat:
    """Blocks are interleaved little-endian int16 with this rate and number of channels."""

    rate_hz: int
    channels: int = 1
    block_s: float = 0.02


@dataclass(frozen=True)
class EndOfSound:
    """No more blocks will come; `error` says why when nobody asked for the end."""

    error: UserFacingError | None = None


class BlockQueue:
    """A bounded queue that never makes the source wait: what doesn't fit is lost, and counted.

    `put` and `end` are safe in an audio callback: no lock is held while Python code runs.
    """

    def __init__(self, max_blocks: int) -> None:
        self._items: queue.SimpleQueue[bytes | EndOfSound] = queue.SimpleQueue()
        self._max_blocks = max_blocks
        self.lost_blocks = 0
        """Blocks that found the queue full."""
        self.overflows = 0
        """Times the device itself said that it had to drop sound before it reached us."""

    def put(self, block: bytes) -> bool:
        """Take a block; False when there was no room and it is lost."""
        if self._items.qsize() >= self._max_blocks:
            self.lost_blocks += 1
            return False
        self._items.put(block)
        return True

    def end(self, error: UserFacingError | None = None) -> None:
        """Nothing comes after this; the first end counts."""
        self._items.put(EndOfSound(error))

    @property
    def has_room(self) -> bool:
        return self._items.qsize() < self._max_blocks

    def get(self, timeout_s: float) -> bytes | EndOfSound | None:
        """The next block or the end, or None when nothing came in time."""
        try:
            return self._items.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def get_nowait(self) -> bytes | EndOfSound | None:
        """What is there already, or None."""
        try:
            return self._items.get_nowait()
        except queue.Empty:
            return None


class SoundSource(Protocol):
    """A microphone, or something that stands for one."""

    @property
    def name(self) -> str:
        """As the user knows it."""

    def start(self, blocks: BlockQueue) -> SourceFormat:
        """Begin to put blocks from a thread of its own. Raises `UserFacingError`.

        When the sound ends by itself, the source puts an end into the queue.
        """

    def stop(self) -> None:
        """End it: no block is put afterwards, threads and devices are released. May be repeated."""


def mixed_to_mono(data: bytes, channels: int) -> bytes:
    """Interleaved int16 blocks to one channel, by the mean."""
    if channels == 1 or not data:
        return data
    frames = np.frombuffer(data, dtype="<i2").reshape(-1, channels)
    mixed: NDArray[np.int16] = frames.mean(axis=1).round().astype("<i2")
    return mixed.tobytes()


def as_int16(samples: Samples) -> bytes:
    """float32 in [-1, 1] as a block; exact for what came from 16 bits."""
    scaled = np.clip(np.rint(samples * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1)
    whole: NDArray[np.int16] = scaled.astype("<i2")
    return whole.tobytes()

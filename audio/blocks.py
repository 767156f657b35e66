"""The fixed grid on which all sound is analysed.

A take is cut into blocks at multiples of `BLOCK_S` from its start, whatever the size of the chunks
in which it arrives. Each block carries up to `LEAD_S` of the sound before it and `CONTEXT_S` of that
after it. An extractor that is a pure function of a block therefore gives the same frames live, from a
file, and in one pass; memory never grows with the length of the take.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
"""The rate of all analysis."""
HOP_S = 0.01
"""Distance of the frames of every track."""
HOP = 160
"""`HOP_S` in samples."""
BLOCK_S = 4.0
LEAD_S = 2.0
CONTEXT_S = 0.5
_BLOCK = round(BLOCK_S * RATE_HZ)
_LEAD = round(LEAD_S * RATE_HZ)
_CONTEXT = round(CONTEXT_S * RATE_HZ)

Samples = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Block:
    """A piece of a take with its surroundings.

    `samples` (float32, mono, 16 kHz, in [-1, 1]) holds `lead` samples of context, then `length`
    samples of the block itself, then the context after it (none at the end of the take).
    `start_sample` is the place of the block's own first sample in the take; it is a multiple of
    `HOP`. `length` is one too, except at the end of the take.
    """

    samples: Samples
    start_sample: int
    lead: int
    length: int

    @property
    def start_s(self) -> float:
        return self.start_sample / RATE_HZ

    @property
    def n_frames(self) -> int:
        """Frames that belong to this block: frame i of them is around `lead + i * HOP`."""
        return -(-self.length // HOP)

    @property
    def own(self) -> Samples:
        """The block without its context, shape (length,)."""
        return self.samples[self.lead : self.lead + self.length]


class BlockCutter:
    """Cuts sound that arrives in any chunks into the blocks of the fixed grid.

    Holds at most one block, its context and the latest chunk.
    """

    def __init__(self) -> None:
        self._held: Samples = np.zeros(0, dtype=np.float32)
        self._held_from = 0
        self._next = 0

    def push(self, chunk: Samples) -> list[Block]:
        """Take the next samples; return the blocks whose context is now complete."""
        self._held = np.concatenate([self._held, chunk.astype(np.float32, copy=False)])
        blocks = []
        while self._end >= self._next + _BLOCK + _CONTEXT:
            blocks.append(self._cut(_BLOCK))
        return blocks

    def finish(self) -> list[Block]:
        """The rest of the take, in blocks with whatever context there is."""
        blocks = []
        while self._end > self._next:
            blocks.append(self._cut(min(_BLOCK, self._end - self._next)))
        return blocks

    @property
    def _end(self) -> int:
        return self._held_from + len(self._held)

    def _cut(self, length: int) -> Block:
        first = max(0, self._next - _LEAD)
        last = min(self._end, self._next + length + _CONTEXT)
        samples = self._held[first - self._held_from : last - self._held_from].copy()
        block = Block(samples, self._next, self._next - first, length)
        self._next += length
        keep_from = max(self._held_from, self._next - _LEAD)
        self._held = self._held[keep_from - self._held_from :].copy()
        self._held_from = keep_from
        return block


def windows(samples: Samples, length: int) -> Samples:
    """Stretches of `length` samples that begin at every hop, shape (n, length), without copying.

    The same as `librosa.util.frame`, whose module costs a second and 160 MB at every start, and 11 s of
    compiling at the first.
    """
    return np.lib.stride_tricks.sliding_window_view(samples, length)[::HOP]


def blocks_of(samples: Samples) -> list[Block]:
    """All blocks of a take that is in memory."""
    return list(blocks_from([samples]))


def blocks_from(chunks: Iterable[Samples]) -> Iterator[Block]:
    """The blocks of a take that arrives in chunks, in bounded memory."""
    cutter = BlockCutter()
    for chunk in chunks:
        yield from cutter.push(chunk)
    yield from cutter.finish()

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.blocks import BLOCK_S, CONTEXT_S, HOP, LEAD_S, RATE_HZ, Block, BlockCutter, blocks_from, blocks_of


def _same(left: list[Block], right: list[Block]) -> bool:
    return len(left) == len(right) and all(
        (a.start_sample, a.lead, a.length) == (b.start_sample, b.lead, b.length)
        and np.array_equal(a.samples, b.samples)
        for a, b in zip(left, right, strict=True)
    )


@given(
    n_samples=st.integers(0, 12 * RATE_HZ),
    cuts=st.lists(st.integers(0, 12 * RATE_HZ), max_size=12),
)
def test_any_chunking_gives_the_same_blocks(n_samples: int, cuts: list[int]) -> None:
    sound = np.arange(n_samples, dtype=np.float32)
    chunks = np.split(sound, sorted(min(cut, n_samples) for cut in cuts))

    assert _same(list(blocks_from(chunks)), blocks_of(sound))


@pytest.mark.parametrize("seconds", [0.0, 0.00123, 3.9999, 4.0, 4.2, 4.5, 9.7])
def test_the_blocks_own_every_sample_once(seconds: float) -> None:
    sound = np.arange(round(seconds * RATE_HZ), dtype=np.float32)

    blocks = blocks_of(sound)

    own = np.concatenate([block.own for block in blocks]) if blocks else np.zeros(0)
    assert np.array_equal(own, sound)
    assert sum(block.n_frames for block in blocks) == -(-len(sound) // HOP)


def test_a_block_carries_its_neighbours() -> None:
    sound = np.arange(10 * RATE_HZ, dtype=np.float32)

    first, second, last = blocks_of(sound)

    before, after = round(LEAD_S * RATE_HZ), round(CONTEXT_S * RATE_HZ)
    assert (first.lead, second.lead, last.lead) == (0, before, before)
    assert len(first.samples) == first.length + after
    assert len(second.samples) == before + second.length + after
    assert len(last.samples) == before + last.length
    assert second.samples[second.lead] == second.start_sample
    assert second.start_s == BLOCK_S


def test_memory_does_not_grow_with_the_take() -> None:
    cutter = BlockCutter()
    for _ in range(600):
        cutter.push(np.zeros(RATE_HZ, dtype=np.float32))

    assert len(cutter._held) <= (BLOCK_S + LEAD_S + CONTEXT_S + 1) * RATE_HZ

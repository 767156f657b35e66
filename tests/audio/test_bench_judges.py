from dataclasses import replace

import numpy as np
import pytest

from models.transcript import Word
from tests.bench.judges import FillerScore, is_halting, judge_fillers
from tests.bench.material import Clip

MARKED = (("so", 0.5, 0.8), ("um", 1.0, 1.4), ("yes", 1.5, 2.0), ("uh", 3.0, 3.4))


def clip(text: str, words: tuple[tuple[str, float, float], ...] = ()) -> Clip:
    return Clip("clip", np.zeros(16_000, dtype=np.float32), text, words)


def heard(*starts_s: float) -> list[Word]:
    return [Word("um,", start_s, start_s + 0.3, filler=True) for start_s in starts_s]


@pytest.mark.parametrize(
    ("starts_s", "right"), [((1.1, 2.8), 2), ((1.1, 1.2), 1), ((1.5, 3.4), 0), ((), 0), ((0.9, 2.0, 3.1), 2)]
)
def test_a_filler_is_right_near_one_that_was_said(starts_s, right):
    assert judge_fillers(heard(*starts_s), clip("so um yes uh", MARKED)) == FillerScore(
        right, len(starts_s), 2
    )


def test_without_marked_times_their_number_counts():
    assert judge_fillers(heard(0.1, 0.2, 0.3), clip("so um yes uh")) == FillerScore(2, 3, 2)
    assert judge_fillers(heard(9.0), clip("so um yes uh", MARKED[:2])) == FillerScore(1, 1, 2)


def test_where_none_was_said_all_are_invented():
    assert judge_fillers(heard(1.0), clip("so yes")) == FillerScore(0, 1, 0)


@pytest.mark.parametrize(("fluency", "halting"), [(None, False), (5.8, True), (6.2, False)])
def test_halting_readers_are_those_whom_experts_found_not_fluent(fluency, halting):
    assert is_halting(replace(clip("so yes"), fluency=fluency)) is halting

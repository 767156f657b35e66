"""Sentences by the hundred, labelled before they were ever judged: none of the points may slip back."""

from pathlib import Path

import pytest

from models.check_catalogue import check_specs
from tests.bench.understanding import judge, sentences

DATA = Path(__file__).parents[2] / "data"
LEAST = {"sentences_holdout.jsonl": 0.99, "sentences_rounds.jsonl": 0.97}
LEAST_EACH = 0.9


@pytest.mark.parametrize("name", list(LEAST))
def test_precision_and_recall(name: str) -> None:
    tally = judge(sentences([DATA / name]))
    ids = list(check_specs())
    assert tally.precision(ids) >= LEAST[name], tally.errors
    assert tally.recall(ids) >= LEAST[name], tally.errors
    low = [i for i in ids if min(tally.precision([i]), tally.recall([i])) < LEAST_EACH]
    assert not low, tally.errors

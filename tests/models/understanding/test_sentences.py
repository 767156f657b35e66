"""Sentences by the hundred and whole calls, labelled before they were ever judged: no point may slip back."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.check_catalogue import check_specs
from models.codec import call_card_from_json
from models.scenario import Scenario, Verdict
from models.transcript import transcript_from_text
from models.understanding import find_checks
from tests.bench.understanding import judge, sentences

DATA = Path(__file__).parents[2] / "data"
LEAST = {"sentences_holdout.jsonl": 0.99, "sentences_rounds.jsonl": 0.97}
LEAST_EACH = 0.9
CALLS = [json.loads(line) for line in (DATA / "whole_calls.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", list(LEAST))
def test_precision_and_recall(name: str) -> None:
    tally = judge(sentences([DATA / name]))
    ids = list(check_specs())
    assert tally.precision(ids) >= LEAST[name], tally.errors
    assert tally.recall(ids) >= LEAST[name], tally.errors
    low = [i for i in ids if min(tally.precision([i]), tally.recall([i])) < LEAST_EACH]
    assert not low, tally.errors


@pytest.mark.parametrize("call", CALLS, ids=[f"{call['scenario']}-{call['verdict']}" for call in CALLS])
def test_whole_calls(call: dict[str, Any]) -> None:
    verdict = Verdict(call["verdict"]) if call["verdict"] else None
    results = find_checks(
        transcript_from_text(call["text"]),
        call_card_from_json(call["call"]),
        Scenario(call["scenario"]),
        verdict,
    )
    said = {result.id for result in results if result.said}
    assert said - set(call["open"]) == set(call["said"])

"""The phrase data: each table has an example that it matches and one that it does not; lines are readable."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from models.check_catalogue import check_specs
from models.transcript import transcript_from_text
from models.understanding.grammar import Rule
from models.understanding.phrase_data import load_phrases, phrase_data
from models.understanding.tokens import tokenise

PHRASES = files("assets").joinpath("phrases")
TEXTS = {e.name: e.read_text(encoding="utf-8") for e in PHRASES.iterdir() if e.name.endswith(".toml")}
NOT_RULES = {"words.toml", "names.toml", "numbers.toml", "kinds.toml"}
LONGEST_LINE = 110


def _tables() -> list[tuple[str, int, dict[str, Any]]]:
    return [
        (rule_id, index, table)
        for name in sorted(set(TEXTS) - NOT_RULES)
        for rule_id, tables in tomllib.loads(TEXTS[name]).items()
        if rule_id != "families"
        for index, table in enumerate(tables)
    ]


def _matches(rule: Rule, text: str) -> bool:
    spoken = tokenise(transcript_from_text(text))
    # Rules about names look at all words; so does a search that takes either view.
    return any(any(rule.matches(view.text)) for view in (spoken.full, spoken.content))


@pytest.mark.parametrize(("rule_id", "index", "table"), _tables(), ids=lambda value: str(value)[:30])
def test_a_table_matches_its_example_and_not_the_other(
    rule_id: str, index: int, table: dict[str, Any]
) -> None:
    rule = phrase_data().rules[rule_id][index]
    assert _matches(rule, table["yes"]), table["yes"]
    assert not _matches(rule, table["no"]), table["no"]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_lines_are_short(name: str) -> None:
    wide = [line for line in TEXTS[name].splitlines() if len(line) > LONGEST_LINE]
    assert not wide or name == "names.toml"


def test_every_check_has_its_file() -> None:
    assert {name.removesuffix(".toml") for name in set(TEXTS) - NOT_RULES} == set(check_specs())


def test_a_wrong_pattern_is_named() -> None:
    broken = TEXTS | {"closing.toml": '[[closing]]\nsay = ["(bye|"]'}
    with pytest.raises(ValueError, match="bye"):
        load_phrases(broken)

"""The phrase data of `assets/phrases/`, read and compiled once.

`words.toml` holds word families and spelling, `kinds.toml` what the second opinion treats alike; each
check has a file of its rules. A table of a rule begins with an example that it matches (`yes`) and one
that it does not (`no`), which are tested. See `models.understanding.grammar` for the pattern language.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from models.understanding.grammar import Rule, compile_pattern, rules_from

_SHARED = "words.toml"
_LISTS = "names.toml"
_NUMBERS = "numbers.toml"
_KINDS = "kinds.toml"


@dataclass(frozen=True)
class Numbers:
    """Number words, each with its digits as text; months count from 1, weekdays from Monday as 0."""

    digits: Mapping[str, str]
    misheard: Mapping[str, str]
    teens: Mapping[str, str]
    tens: Mapping[str, str]
    times: Mapping[str, str]
    ordinals: Mapping[str, str]
    counts: Mapping[str, str]
    months: Mapping[str, str]
    weekdays: Mapping[str, str]
    between: frozenset[str]
    amounts: frozenset[str]


@dataclass(frozen=True)
class PhraseData:
    """Everything that the rules know about wordings."""

    families: Mapping[str, str]
    rules: Mapping[str, tuple[Rule, ...]]
    respell: Mapping[str, str]
    contraction_endings: Mapping[str, str]
    takes_is: frozenset[str]
    after_is: frozenset[str]
    transparent: tuple[Rule, ...]
    role_words: Mapping[str, str]
    """Short and other forms of words in job titles: "ops" -> "operations"."""
    said_as: Mapping[str, str]
    """Names that sound otherwise than written, spelled as heard: "siobhan" -> "shavon"."""
    sets: Mapping[str, frozenset[str]]
    numbers: Numbers
    kinds: Mapping[str, str]
    """Words that the second opinion treats alike, with the name of their kind."""
    kind_beginnings: tuple[tuple[str, str], ...]
    """The same for every word that begins so."""
    closed_kinds: Mapping[str, str]
    """Kinds that are put alike even where words are looked at as they are: persons, days."""

    def kind_by_beginning(self, word: str) -> str:
        """The kind of a word by how it begins, empty for none."""
        return next((kind for beginning, kind in self.kind_beginnings if word.startswith(beginning)), "")

    def pattern(self, text: str) -> re.Pattern[str]:
        """A pattern of the phrase language with these word families."""
        return compile_pattern(text, self.families)


@cache
def phrase_data() -> PhraseData:
    """The shipped phrase data."""
    return load_phrases(
        {
            entry.name: entry.read_text(encoding="utf-8")
            for entry in sorted(files("assets").joinpath("phrases").iterdir(), key=lambda item: item.name)
            if entry.name.endswith(".toml")
        }
    )


def load_phrases(texts: Mapping[str, str]) -> PhraseData:
    """Phrase data from TOML texts by file name. Raises `ValueError` on a pattern that is no pattern."""
    shared: dict[str, Any] = tomllib.loads(texts[_SHARED])
    lists: dict[str, Any] = tomllib.loads(texts[_LISTS])
    families: dict[str, str] = dict(shared["families"])
    rules: dict[str, list[Rule]] = {}
    off_topic = compile_pattern(shared["off_topic"]["say"], families)
    about_the_job = frozenset(shared["off_topic"]["checks"].split())
    for name, text in texts.items():
        if name in (_SHARED, _LISTS, _NUMBERS, _KINDS):
            continue
        content = tomllib.loads(text)
        families.update(content.pop("families", {}))
        for check_id, entries in content.items():
            rules.setdefault(check_id, []).extend(
                rules_from(entries, families, off_topic if check_id in about_the_job else None)
            )
    spelling = shared["spelling"]
    kinds = tomllib.loads(texts[_KINDS])
    open_kinds = _by_word(kinds["open"])
    return PhraseData(
        families=families,
        rules={check_id: tuple(entries) for check_id, entries in rules.items()},
        respell=spelling["respell"],
        contraction_endings=spelling["contraction_endings"],
        takes_is=frozenset(spelling["takes_is"].split()),
        after_is=frozenset(spelling["after_is"].split()),
        transparent=tuple(rules_from(spelling["transparent"], families)),
        role_words=shared["role_words"],
        said_as=shared["said_as"],
        sets={name: frozenset(" ".join(words.split()).split()) for name, words in lists.items()},
        numbers=_numbers(tomllib.loads(texts[_NUMBERS])),
        kinds={word: kind for word, kind in open_kinds.items() if not word.endswith("*")},
        kind_beginnings=tuple((word[:-1], kind) for word, kind in open_kinds.items() if word.endswith("*")),
        closed_kinds=_by_word(kinds["closed"]),
    )


def _by_word(kinds: Mapping[str, str]) -> dict[str, str]:
    """The kind of each word, the first that names it."""
    found: dict[str, str] = {}
    for kind, words in kinds.items():
        for word in words.split():
            found.setdefault(word, kind.upper())
    return found


def _numbers(tables: dict[str, Any]) -> Numbers:
    between, amounts = (frozenset(tables.pop(name)["words"].split()) for name in ("between", "amounts"))
    return Numbers(**tables, between=between, amounts=amounts)

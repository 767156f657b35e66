"""What the second opinion looks at in a piece of talk: groups of words and pairs at a distance.

Each piece is read twice: as its words, with names, numbers and days put alike, and as kinds of words
("could you DECIDE by DAY"; assets/phrases/kinds.toml). Of each reading, groups of one to three words
that stand together and pairs up to four words apart are counted. So the order of words counts, which
tells who does what, a question from a statement, and what a "not" belongs to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.understanding.phrase_data import PhraseData

_LONGEST_GROUP = 3
_FARTHEST = 4
_FIRST, _LAST = "^", "$"
_DIGITS = re.compile(r"[\d.,]+")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)")


@dataclass(frozen=True)
class Patterns:
    """The four ways to look at a piece, each a list with repetitions."""

    groups: tuple[str, ...]
    pairs: tuple[str, ...]
    kind_groups: tuple[str, ...]
    kind_pairs: tuple[str, ...]


def patterns_of(words: Sequence[str], data: PhraseData) -> Patterns:
    """The patterns of a piece given as the words of a token stream."""
    plain = [_FIRST, *_put_alike(words, data), _LAST]
    kinds = [data.kinds.get(word) or data.kind_by_beginning(word) or word for word in plain]
    return Patterns(
        groups=tuple(_groups(plain)),
        pairs=tuple(_pairs(plain)),
        kind_groups=tuple(_groups(kinds)),
        kind_pairs=tuple(_pairs(kinds)),
    )


def _put_alike(words: Sequence[str], data: PhraseData) -> Iterator[str]:
    before = ""
    for word in words:
        now = _alike(word, data)
        if not now == before == "NUM":
            yield now
        before = now


def _alike(word: str, data: PhraseData) -> str:
    numbers, sets = data.numbers, data.sets
    if _DIGITS.fullmatch(word) or any(
        word in known for known in (numbers.digits, numbers.teens, numbers.tens, numbers.times)
    ):
        return "NUM"
    if word in numbers.ordinals or _ORDINAL.fullmatch(word):
        return "ORDINAL"
    if word in data.closed_kinds:
        return data.closed_kinds[word]
    if word in sets["titles"]:
        return "TITLE"
    if word in sets["common_first_names"] or word in sets["common_surnames"]:
        return "NAME"
    return "OCCUPATION" if word in sets["occupations"] else word


def _groups(words: Sequence[str]) -> Iterator[str]:
    for length in range(1, _LONGEST_GROUP + 1):
        for at in range(len(words) - length + 1):
            yield " ".join(words[at : at + length])


def _pairs(words: Sequence[str]) -> Iterator[str]:
    for distance in range(2, _FARTHEST + 1):
        for at in range(len(words) - distance):
            yield f"{words[at]} {'.' * (distance - 1)} {words[at + distance]}"

"""What greeting and own name share: names where a name may stand."""

from collections.abc import Iterator

from models.understanding.evidence import Material
from models.understanding.tokens import TokenStream


def follows(stream: TokenStream, at: int, material: Material, rules: str) -> bool:
    """Whether a wording of `rules` begins at token `at`."""
    start = position(stream, at)
    return any(rule.say.match(stream.text, start) for rule in material.data.rules[rules])


def position(stream: TokenStream, at: int) -> int:
    """Where token `at` begins in the stream's text."""
    return 1 + sum(len(token.text) + 1 for token in stream.tokens[:at])


def may_be_name(word: str, no_names: frozenset[str]) -> bool:
    """Whether a word can be a name at all."""
    return word.isalpha() and word not in no_names


def in_order(matches: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(matches)

"""The caller's own first and last name, together or in two halves."""

import re
from collections.abc import Mapping
from itertools import takewhile

from models.understanding.evidence import Evidence, Material
from models.understanding.matching import ends_sentence
from models.understanding.name_frames import in_order, may_be_name, position
from models.understanding.names import NamePart, find_name, same_full_name
from models.understanding.tokens import TokenStream, fold

_OPENING_WORDS = 6
"""A bare "Hannah Stone from the interview" counts as one's name only this early."""
_FEWEST_NAMES, _MOST_NAMES = 2, 3
_DESCRIBES = re.compile(r"(...ing|...ly|...ed|able|ful|ous)$")
_GOES_ON = frozenset(("of", "is", "to", "than", "that"))
_MAX_BETWEEN = 12
"""Words between the two halves of a name: "Wendy here. Sorry, my surname is Jones"."""


def find_full_name(material: Material) -> Evidence | None:
    """The caller's own first and last name, together or in two halves."""
    if len(material.call.caller.split()) >= 2:
        return _own_name_of_card(material)
    return _own_name_of_anyone(material)


def _own_name_of_card(material: Material) -> Evidence | None:
    stream, data = material.spoken.full, material.data
    words = [token.text for token in stream.tokens]
    parts = fold(material.call.caller).split()
    first_name, last_name = parts[0], " ".join(parts[1:])
    introduced = {
        stream.token_at(end) for rule in data.rules["own_name_opener"] for _, end in rule.matches(stream.text)
    }
    firsts: list[tuple[int, int]] = []
    for at in range(len(words)):
        part = NamePart.INTRODUCED_FIRST if at in introduced else NamePart.FIRST
        count = find_name(words, at, first_name, material, part)
        exact = words[at] == first_name
        if count and (exact or at in introduced or count == 1):
            firsts.append((at, at + count))
    for start, end in firsts:
        if _of_someone_else(stream, start, material):
            continue
        near = end + _MAX_BETWEEN if words[start] == first_name else end + 2
        for at in range(end, min(len(words), near)):
            if words[at - 1] in data.sets["titles"]:
                continue  # "It's Wendy. I met Mr. Jones."
            count = find_name(words, at, last_name, material, NamePart.LAST) or (
                len(parts) > 2 and find_name(words, at, parts[-1], material, NamePart.LAST)
            )
            if count:
                begin = start - _opener_length(stream, start, material)
                return _evidence(stream, begin, at + count - 1)
    for at in sorted(introduced):
        for count in range(min(5, len(words) - at), 1, -1):
            if same_full_name(words[at : at + count], parts, material):
                return _evidence(stream, at - _opener_length(stream, at, material), at + count - 1)
    return None


def _of_someone_else(stream: TokenStream, at: int, material: Material) -> bool:
    start = position(stream, at)
    return any(rule.say.search(stream.text, 0, start) for rule in material.data.rules["others_name_before"])


def _opener_length(stream: TokenStream, at: int, material: Material) -> int:
    """Words of "this is", "my name is" before the name in its sentence, so that the quote reads whole."""
    start, words = position(stream, at), material.spoken.transcript.words
    for rule in material.data.rules["own_name_opener"]:
        for begin, end in rule.matches(stream.text):
            if end == start:
                opener = stream.tokens[stream.token_at(begin) : at]
                own = takewhile(lambda token: not ends_sentence(words[token.word]), reversed(opener))
                return len(list(own))
    return 0


def _own_name_of_anyone(material: Material) -> Evidence | None:
    stream, data = material.spoken.full, material.data
    words = [token.text for token in stream.tokens]
    for rule in data.rules["own_name_opener"]:
        for start, end in in_order(rule.matches(stream.text)):
            at = stream.token_at(end)
            if at < len(words) and words[at] in data.sets["titles"]:
                at += 1  # "This is Dr. Alison Meredith."
            count = _two_names_at(stream, at, material, weak=rule.kind == "weak")
            if count:
                return _evidence(stream, stream.token_at(start), at + count - 1)
    for rule in data.rules["own_name_closer"]:
        for start, end in in_order(rule.matches(stream.text)):
            at = stream.token_at(start) - 2
            if rule.kind == "opening" and at > _OPENING_WORDS:
                continue
            if (
                at >= 0
                and not _mid_phrase(words, at, data.sets)
                and _two_names_at(stream, at, material, weak=False) >= 2
            ):
                return _evidence(stream, at, stream.token_at(end) - 1)
    return _name_in_halves(stream, words, material)


def _name_in_halves(stream: TokenStream, words: list[str], material: Material) -> Evidence | None:
    """ "Wendy here, Wendy Jones", "my first name is Wendy and my last name is Jones"."""
    data, no_names = material.data, material.data.sets["not_a_name"]
    for at, word in enumerate(words[: len(words) - 1]):
        if word not in words[max(0, at - 4) : at] or not may_be_name(word, no_names) or len(word) < 3:
            continue
        before = words.index(word, max(0, at - 4))
        framed = {"here", "is", "am", "speaking", "it", "name"} & set(words[max(0, before - 2) : at])
        if framed and _two_names_at(stream, at, material, weak=True):
            return _evidence(stream, before, at + 1)
    for rule in data.rules["own_name_halves"]:
        for start, end in in_order(rule.matches(stream.text)):
            return _evidence(stream, stream.token_at(start), stream.token_at(end) - 1)
    return None


def _two_names_at(stream: TokenStream, at: int, material: Material, *, weak: bool) -> int:
    """Number of tokens of a first and last name from `at` on; 0 when they can't be one.

    "Mei-Ling" is one name of two tokens. After a `weak` opener ("I am") a pair counts only when
    neither word looks like an adjective or a participle.
    """
    sets, tokens = material.data.sets, stream.tokens
    end = at
    while end < len(tokens) and may_be_name(tokens[end].text, sets["not_a_name"]) and end - at < _MOST_NAMES:
        end += 1
    names = tokens[at:end]
    if len({token.word for token in names}) < _FEWEST_NAMES:
        return 0
    following = tokens[end].text if end < len(tokens) else ""
    if weak and (
        any(_describes(token.text, sets["common_first_names"]) for token in names[:2])
        or (following in _GOES_ON and names[0].text not in sets["common_first_names"])
    ):
        return 0
    hyphenated = len(names) > 2 and names[0].word == names[1].word
    surname = len(names) > 2 and names[2].text in sets["common_surnames"]
    return 3 if hyphenated or surname else 2


def _mid_phrase(words: list[str], at: int, sets: Mapping[str, frozenset[str]]) -> bool:
    """Whether what stands before a name goes on with it: "Mr Ed Doe here", "a tree common here"."""
    before = words[at - 1] if at else ""
    return before in sets["titles"] or (
        before in sets["not_a_name"] and before not in sets["before_own_name"]
    )


def _describes(word: str, first_names: frozenset[str]) -> bool:
    """Whether a word looks like an adjective or a participle; "Sally" is a name all the same."""
    return bool(_DESCRIBES.search(word)) and word not in first_names


def _evidence(stream: TokenStream, first: int, last: int) -> Evidence:
    return Evidence(stream.tokens[first].word, stream.tokens[last].word)

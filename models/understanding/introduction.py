"""Greeting by name and the caller's own full name."""

import re
from collections.abc import Iterator

from models.understanding.evidence import Evidence, Material
from models.understanding.names import NamePart, find_name, same_full_name
from models.understanding.tokens import TokenStream, fold

_OPENING_WORDS = 6
"""A bare "Hannah Stone from the interview" counts as one's name only this early."""
_MAX_BETWEEN = 12
"""Words between the two halves of a name: "Wendy here. Sorry, my surname is Jones"."""


def find_greeting(material: Material) -> Evidence | None:
    """A greeting of, or a question for, the person on the card; without a card, of anyone by name."""
    stream = material.spoken.full
    words = [token.text for token in stream.tokens]
    name_at = _interviewer_at if material.call.interviewer.strip() else _any_name_at
    for rule in material.data.rules["greeting_opener"]:
        for start, end in _in_order(rule.matches(stream.text)):
            at = stream.token_at(end)
            count = name_at(words, at, material)
            if count and not _own_name(words, at, count, material):
                return _evidence(stream, stream.token_at(start), at + count - 1)
    for rule in material.data.rules["greeting_ask"]:
        for start, end in _in_order(rule.matches(stream.text)):
            at = stream.token_at(end)
            count = name_at(words, at, material)
            if count and _answerable(stream, at + count, material):
                return _evidence(stream, stream.token_at(start), at + count - 1)
    for rule in material.data.rules["greeting_after"]:
        for start, end in _in_order(rule.matches(stream.text)):
            closer = stream.token_at(start)
            for at in range(max(0, closer - 3), closer):
                count = name_at(words, at, material)
                titled = at > 0 and words[at - 1] in material.data.sets["titles"]
                if count and at + count == closer and (titled or at == 0 or material.call.interviewer):
                    return _evidence(stream, at - 1 if titled else at, stream.token_at(end) - 1)
    return None


def _own_name(words: list[str], at: int, count: int, material: Material) -> bool:
    """Whether "Good morning, Daniel Kim here" names the caller and not the person called."""
    if material.call.interviewer.strip() or words[at] in material.data.sets["titles"]:
        return False
    after = words[at + count : at + count + 2]
    speaking = bool(after) and after[0] in ("here", "speaking", "calling")
    return speaking and after[1:] not in (["is"], ["to"], ["about"]) and count >= 2


def _answerable(stream: TokenStream, at: int, material: Material) -> bool:
    position = _position(stream, at)
    return any(rule.say.match(stream.text, position) for rule in material.data.rules["greeting_answerable"])


def _interviewer_at(words: list[str], at: int, material: Material) -> int:
    """Number of words from `at` on that are the interviewer's name, title included; 0 for none."""
    skip = 0
    titles = material.data.sets["titles"]
    while at + skip < len(words) and (words[at + skip] in titles or words[at + skip] == "the"):
        skip += 1
    parts = [part for part in fold(material.call.interviewer).split() if part not in titles]
    if not parts:
        return 0
    candidates = [(" ".join(parts), NamePart.LAST)]
    if len(parts) > 1:
        candidates += [
            (" ".join(parts[1:]), NamePart.LAST),
            (parts[-1], NamePart.LAST),
            (parts[0], NamePart.FIRST),
        ]
    for name, part in candidates:
        count = find_name(words, at + skip, name, material.data, part)
        if count:
            return skip + count
    return 0


def _any_name_at(words: list[str], at: int, material: Material) -> int:
    titles, no_names = material.data.sets["titles"], material.data.sets["not_a_name"]
    skip = 0
    while at + skip < len(words) and words[at + skip] in titles:
        skip += 1
    if at + skip >= len(words):
        return 0
    word = words[at + skip]
    if word in no_names or not word.isalpha() or len(word) < 2:
        return 0
    if not skip and word.endswith(("ing", "ly")) and word not in material.data.sets["common_first_names"]:
        return 0
    surname = words[at + skip + 1 : at + skip + 2]
    return skip + 1 + bool(surname and _may_be_name(surname[0], no_names) and not skip)


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
        count = find_name(words, at, first_name, data, part)
        exact = words[at] == first_name
        if count and (exact or at in introduced or count == 1):
            firsts.append((at, at + count))
    for start, end in firsts:
        if _of_someone_else(stream, start, material):
            continue
        near = end + _MAX_BETWEEN if words[start] == first_name else end + 2
        for at in range(end, min(len(words), near)):
            count = find_name(words, at, last_name, data, NamePart.LAST) or (
                len(parts) > 2 and find_name(words, at, parts[-1], data, NamePart.LAST)
            )
            if count:
                begin = start - _opener_length(stream, start, material)
                return _evidence(stream, begin, at + count - 1)
    for at in sorted(introduced):
        for count in range(min(5, len(words) - at), 1, -1):
            if same_full_name(words[at : at + count], parts, data):
                return _evidence(stream, at - _opener_length(stream, at, material), at + count - 1)
    return None


def _of_someone_else(stream: TokenStream, at: int, material: Material) -> bool:
    start = _position(stream, at)
    return any(rule.say.search(stream.text, 0, start) for rule in material.data.rules["others_name_before"])


def _opener_length(stream: TokenStream, at: int, material: Material) -> int:
    """Words of "this is", "my name is" before the name, so that the quote reads whole."""
    start = _position(stream, at)
    for rule in material.data.rules["own_name_opener"]:
        for begin, end in rule.matches(stream.text):
            if end == start:
                return at - stream.token_at(begin)
    return 0


def _position(stream: TokenStream, at: int) -> int:
    return 1 + sum(len(token.text) + 1 for token in stream.tokens[:at])


def _own_name_of_anyone(material: Material) -> Evidence | None:
    stream, data = material.spoken.full, material.data
    words = [token.text for token in stream.tokens]
    for rule in data.rules["own_name_opener"]:
        for start, end in _in_order(rule.matches(stream.text)):
            at = stream.token_at(end)
            count = _two_names_at(words, at, material, weak=rule.kind == "weak")
            if count:
                return _evidence(stream, stream.token_at(start), at + count - 1)
    for rule in data.rules["own_name_closer"]:
        for start, end in _in_order(rule.matches(stream.text)):
            at = stream.token_at(start) - 2
            if rule.kind == "opening" and at > _OPENING_WORDS:
                continue
            if at >= 0 and _two_names_at(words, at, material, weak=False) >= 2:
                return _evidence(stream, at, stream.token_at(end) - 1)
    return _name_in_halves(stream, words, material)


def _name_in_halves(stream: TokenStream, words: list[str], material: Material) -> Evidence | None:
    """ "Wendy here, Wendy Jones", "my first name is Wendy and my last name is Jones"."""
    data, no_names = material.data, material.data.sets["not_a_name"]
    for at, word in enumerate(words[: len(words) - 1]):
        if word not in words[max(0, at - 4) : at] or not _may_be_name(word, no_names) or len(word) < 3:
            continue
        before = words.index(word, max(0, at - 4))
        framed = {"here", "is", "am", "speaking", "it", "name"} & set(words[max(0, before - 2) : at])
        if framed and _two_names_at(words, at, material, weak=True):
            return _evidence(stream, before, at + 1)
    for rule in data.rules["own_name_halves"]:
        for start, end in _in_order(rule.matches(stream.text)):
            return _evidence(stream, stream.token_at(start), stream.token_at(end) - 1)
    return None


def _two_names_at(words: list[str], at: int, material: Material, *, weak: bool) -> int:
    """Number of words of a first and last name from `at` on; 0 when they can't be one."""
    no_names = material.data.sets["not_a_name"]
    pair = words[at : at + 2]
    titled = at > 0 and words[at - 1] in material.data.sets["titles"]
    if len(pair) < 2 or titled or not all(_may_be_name(word, no_names) for word in pair):
        return 0
    if weak and any(re.search(r"(...ing|...ly|...ed|able|ful|ous)$", word) for word in pair):
        return 0
    following = words[at + 2] if at + 2 < len(words) else ""
    if (
        weak
        and following in ("of", "is", "to", "than", "that")
        and pair[0] not in material.data.sets["common_first_names"]
    ):
        return 0
    return (
        3
        if following
        and _may_be_name(following, no_names)
        and following in material.data.sets["common_surnames"]
        else 2
    )


def _may_be_name(word: str, no_names: frozenset[str]) -> bool:
    return word.isalpha() and word not in no_names


def _in_order(matches: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(matches)


def _evidence(stream: TokenStream, first: int, last: int) -> Evidence:
    return Evidence(stream.tokens[first].word, stream.tokens[last].word)

"""Greeting by name: of the person on the card, or, without a card, of anybody."""

import re
from collections.abc import Iterator
from itertools import chain

from models.understanding.evidence import Evidence, Material
from models.understanding.name_frames import follows, in_order, may_be_name
from models.understanding.names import NamePart, find_name
from models.understanding.tokens import TokenStream, fold

_FRAMES = (
    ("greeting_opener", ""),
    ("greeting_ask", "greeting_answerable"),
    ("greeting_asking", "greeting_asked_for"),
)
"""Rules before the name, and those that have to follow it."""
_DESCRIBES = re.compile(r"(ing|ly|[^aeiou]ed|ous|able|less|ful|ated)$")


def find_greeting(material: Material) -> Evidence | None:
    """A greeting of, or a question for, the person on the card; without a card, of anyone by name."""
    stream = material.spoken.full
    found = next(chain(_name_after_opener(stream, material), _name_before_greeting(stream, material)), None)
    return Evidence(stream.tokens[found[0]].word, stream.tokens[found[1]].word) if found else None


def _name_after_opener(stream: TokenStream, material: Material) -> Iterator[tuple[int, int]]:
    words = [token.text for token in stream.tokens]
    for openers, needed_after in _FRAMES:
        for rule in material.data.rules[openers]:
            if rule.kind == "card" and not material.call.interviewer.strip():
                continue
            for start, end in in_order(rule.matches(stream.text)):
                at = stream.token_at(end)
                count = _name_at(words, at, material)
                asks = openers != "greeting_ask" or _begins(words, stream.token_at(start), material)
                if (rule.kind == "known" or not asks) and not _known(words[at : at + 1], material):
                    continue
                if not count or _own_name(words, at, count, material):
                    continue
                if not needed_after or follows(stream, at + count, material, needed_after):
                    yield stream.token_at(start), at + count - 1


def _begins(words: list[str], at: int, material: Material) -> bool:
    """Whether a question can begin here: "our house was built in 1942" asks for nobody."""
    return at == 0 or words[at - 1] in material.data.sets["before_question"]


def _known(word: list[str], material: Material) -> bool:
    """Whether a word can only be a name or its title; with a card, the name has to be the card's anyway."""
    sets = material.data.sets
    sure = sets["titles"] | sets["common_first_names"]
    return bool(material.call.interviewer.strip()) or any(part in sure for part in word)


def _name_before_greeting(stream: TokenStream, material: Material) -> Iterator[tuple[int, int]]:
    """ "Mr. Scott, hello"."""
    words = [token.text for token in stream.tokens]
    for rule in material.data.rules["greeting_after"]:
        for start, end in in_order(rule.matches(stream.text)):
            closer = stream.token_at(start)
            for at in range(max(0, closer - 3), closer):
                count = _name_at(words, at, material)
                titled = at > 0 and words[at - 1] in material.data.sets["titles"]
                if count and at + count == closer and (titled or at == 0 or material.call.interviewer):
                    yield at - 1 if titled else at, stream.token_at(end) - 1


def _name_at(words: list[str], at: int, material: Material) -> int:
    known = bool(material.call.interviewer.strip())
    return _interviewer_at(words, at, material) if known else _any_name_at(words, at, material)


def _own_name(words: list[str], at: int, count: int, material: Material) -> bool:
    """Whether "Good morning, Daniel Kim here" names the caller and not the person called."""
    if material.call.interviewer.strip() or words[at] in material.data.sets["titles"]:
        return False
    after = words[at + count : at + count + 2]
    if after == ["is", "my"]:
        return True
    speaking = bool(after) and after[0] in ("here", "speaking", "calling", "on")
    return speaking and after[1:] not in (["is"], ["to"], ["about"]) and count >= 2


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
        count = find_name(words, at + skip, name, material, part)
        if count:
            return skip + count
    return _run_into_title(words, at, parts[-1], material)


def _run_into_title(words: list[str], at: int, name: str, material: Material) -> int:
    """The same where the title was heard as a part of the name: "Missy Bramovitz" for Ms. Abramowitz."""
    heard = words[at] if at < len(words) else ""
    for title in sorted(material.data.sets["spoken_titles"]):
        rest = heard.removeprefix(title)
        if rest not in ("", heard):
            count = find_name([rest, *words[at + 1 : at + 4]], 0, name, material, NamePart.LAST)
            if count:
                return count
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
    if not skip and _DESCRIBES.search(word) and word not in material.data.sets["common_first_names"]:
        return 0
    surname = words[at + skip + 1 : at + skip + 2]
    return skip + 1 + bool(surname and may_be_name(surname[0], no_names) and not skip)

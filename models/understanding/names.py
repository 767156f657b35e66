"""Names judged by sound and spelling, since recognised speech rarely spells a name right.

A written name becomes a string of broad sound classes (in the spirit of Philips' Metaphone, with
vowels kept). Two names are as far apart as the cheapest way to turn one string into the other,
where vowels, a silent r and voicing cost little and a different consonant costs much.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from models.understanding.phrase_data import PhraseData

SAME_NAME = 0.27
"""Largest distance per sound at which two spellings count as the same name. Measured on
mishearings of tiny.en against similar other names (tests/models/understanding/test_names.py)."""
SAME_COMMON_NAME = 0.12
"""The same when what was heard is itself another well-known name: then it has to sound alike."""

_SPELLING = (
    (r"^(kn|gn|pn)", "n"),
    (r"^wr", "r"),
    (r"^x", "z"),
    (r"^mc|^mac(?=[^aeiouy])", "mak"),
    (r"tch|sch(?=[aeiou])", "X"),
    (r"dg(?=[eiy])", "J"),
    (r"sh|ch(?=[eiaouy]|$)|ti(?=on)|ci(?=a)", "X"),
    (r"ch", "k"),
    (r"ph", "f"),
    (r"ght", "t"),
    (r"gh$|gh(?=[^aeiou])", ""),
    (r"gh", "g"),
    (r"th", "t"),
    (r"ck|q(?:u)?", "k"),
    (r"x", "ks"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"g(?=[eiy])", "J"),
    (r"j", "J"),
    (r"z", "s"),
    (r"wh", "w"),
    (r"(?<=[aeiou])w(?![aeiou])", "o"),
    (r"(?<=[aeiou])h(?![aeiou])", ""),
    (r"(?<=[^aeiouy])e(?=s?$)", ""),
    (r"mb$", "m"),
    (r"(.)\1", r"\1"),
    (r"(?<=[aeiouy])r(?=[^aeiouy]|$)", "1"),  # not spoken by many
    (r"^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])", "Y"),
    (r"[eiy]+", "i"),
    (r"[ou]+", "o"),
    (r"a+", "a"),
    (r"([aio])[aio]+", r"\1"),
)
_RULES = tuple((re.compile(pattern), text) for pattern, text in _SPELLING)
_WEIGHT = {"a": 0.3, "i": 0.3, "o": 0.3, "1": 0.15, "Y": 0.3, "h": 0.3, "w": 0.4, "r": 0.6}
_NEAR = {
    frozenset(pair): cost
    for pairs, cost in (
        (("pb", "td", "kg", "fv", "sX", "JX"), 0.3),
        (("sJ", "Jg", "Ji", "Yi", "Jd", "Yh", "wo", "1r", "tX", "vb", "vw", "1l"), 0.45),
        (("mn", "lr", "rw", "st", "ft", "hk", "ks", "kX"), 0.75),
        (("ai", "ao", "io", "1a", "1o", "1i"), 0.2),
    )
    for pair in pairs
}


@lru_cache(maxsize=4096)
def sounds(text: str) -> str:
    """The broad sound classes of a written name or word: "Okafor" gives "okafo1"."""
    spelled = re.sub(r"[^a-z]", "", text.lower())
    for pattern, replacement in _RULES:
        spelled = pattern.sub(replacement, spelled)
    return spelled


@lru_cache(maxsize=16384)
def sound_distance(heard: str, name: str) -> float:
    """How far two spellings are apart by sound, per sound of `name`: 0 alike, about 1 unrelated."""
    left, right = sounds(heard), sounds(name)
    if left == right:
        return 0.0
    size = sum(_weight(c) for c in right) or 1.0
    row = [0.0]
    for c in right:
        row.append(row[-1] + _weight(c))
    for c in left:
        previous, row = row, [row[0] + _weight(c)]
        for index, other in enumerate(right):
            row.append(
                min(
                    previous[index] + _swap(c, other),
                    previous[index + 1] + _weight(c),
                    row[index] + _weight(other),
                )
            )
    return row[-1] / size


def _weight(sound: str) -> float:
    return _WEIGHT.get(sound, 1.0)


def _swap(left: str, right: str) -> float:
    if left == right:
        return 0.0
    near = _NEAR.get(frozenset((left, right)))
    return near if near is not None else max(_weight(left), _weight(right))


def same_name(heard: str, name: str, data: PhraseData, *, family: bool) -> bool:
    """Whether `heard` (one or more words run together) is `name`, by sound or spelling."""
    heard, name = heard.lower(), name.lower()
    if heard == name:
        return True
    if fuzz.ratio(sounds(heard), sounds(name)) < 35:
        return False
    known = data.sets["common_surnames" if family else "common_first_names"]
    distance = sound_distance(heard, name)
    if heard in known:
        return distance <= SAME_COMMON_NAME
    if distance <= SAME_NAME:
        return True
    return len(name) >= 5 and fuzz.ratio(heard, name) >= 82


def find_name(words: Sequence[str], at: int, name: str, data: PhraseData, *, family: bool) -> int:
    """How many of the words from index `at` on make up `name`: 1 to 4, or 0 when they do not.

    A name of several parts ("van der Berg") and one heard as several words ("oh car for") count.
    """
    target = "".join(name.lower().split())
    longest = min(4, len(words) - at)
    for count in range(1, longest + 1):
        joined = "".join(words[at : at + count])
        if len(joined) > len(target) + 5:
            break
        if count > 1 and len(joined) < len(target) - 3:
            continue
        if same_name(joined, target, data, family=family):
            return count
    return 0

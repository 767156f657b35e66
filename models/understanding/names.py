"""Names judged by sound and spelling, since recognised speech rarely spells a name right.

A written name becomes a string of broad sound classes (in the spirit of Philips' Metaphone, with
vowels kept). Two names are as far apart as the cheapest way to turn one string into the other,
where vowels, a silent r and voicing cost little and a different consonant costs much.
"""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from rapidfuzz import fuzz

from models.understanding.evidence import Material

SAME_NAME = 0.25
"""Largest distance per sound at which two spellings count as the same name. Measured on
mishearings of tiny.en against similar other names (tests/models/understanding/test_names.py)."""
SAME_FIRST_NAME = 0.34
"""First names may be further off: the surname next to them has to fit, too."""
INTRODUCED_FIRST_NAME = 0.46
"""After "my name is" and before the right surname: "RF Chatterjee" for Aarav."""
SAME_COMMON_NAME = 0.05
"""The same when what was heard is itself another well-known name: then it has to sound alike."""

_OTHER_START = 0.05
"""First consonants are heard best: another one weighs more."""
_SPELLED_ALIKE = 82
"""Similarity of the spelling, 0 to 100, that makes up for a different sound."""
_UNLIKE = 30
_SHORT = 6


class NamePart(Enum):
    """How much else speaks for a name decides how far off it may sound."""

    LAST = "last"
    FIRST = "first"
    INTRODUCED_FIRST = "introduced first"


_KNEW_THE_CARD = 0.8
"""Speech recognised with the card in view has its names spelled as on the card, where they sound so: what
was still written otherwise has to be this much nearer ("Bramwell" is no Bradwell)."""

_LIMIT = {
    NamePart.LAST: SAME_NAME,
    NamePart.FIRST: SAME_FIRST_NAME,
    NamePart.INTRODUCED_FIRST: INTRODUCED_FIRST_NAME,
}
_SPELLING = (
    (r"^(kn|gn|pn)", "n"),
    (r"^wr", "r"),
    (r"^n(?=[gkdtj])|^m(?=[bpf])", ""),  # Ngozi, Mbeki
    (r"^x", "z"),
    (r"^mc|^mac(?=[^aeiouy])", "mak"),
    (r"tch|sch(?=[aeiou])", "X"),
    (r"dg(?=[eiy])", "J"),
    (r"sh|ch(?=[eiaouy]|$)|ti(?=on)|ci(?=a)", "X"),
    (r"ch", "k"),
    (r"ph", "f"),
    (r"ught", "ot"),
    (r"(ug|ew)h?es$", "ews"),
    (r"ght", "t"),
    (r"gh$|gh(?=[^aeiou])", ""),
    (r"gh", "g"),
    (r"th", "0"),  # heard as t, s, f or d
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
    (r"(?<=[^aeiouy])e$|(?<=[nmk])e(?=s$)", ""),
    (r"mb$", "m"),
    (r"(?<=[bg])uy", "y"),
    (r"(.)\1", r"\1"),
    (r"(?<=[aeiouy])r(?=[^aeiouy]|$)", "1"),  # not spoken by many
    (r"^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])", "Y"),
    (r"[eiy]+", "i"),
    (r"[ou]+", "o"),
    (r"a+", "a"),
    (r"([aio])[aio]+", r"\1"),
)
_OTHER_LETTERS = (
    # Slavic and German: Wojcik "voychik", Szymon "shimon", Jakob "yakob"
    (
        ("w", "v"),
        ("j", "y"),
        ("sz|sch", "sh"),
        ("cz|ci(?=[aeou])|c(?=ik?$)", "ch"),
        ("rz", "zh"),
        ("z$", "ts"),
    ),
    # Spanish and Portuguese: Javier "havier", Castillo "castiyo", Joao "zhoao"
    (("j|g(?=[ei])", "h"), ("ll", "y"), ("x", "h"), ("ñ|nh", "ny"), ("ch", "tch"), ("h(?=o)", "")),
    # Spanish of Mexico, Portuguese, Chinese: Xochitl "sochitl", Xiao "shao"
    (("x", "sh"), ("q", "ch"), ("zh", "j"), ("tl$", "")),
    # Vietnamese: Nguyen "nuyen", Linh "lin"
    (("^ng", "n"), ("nh$", "n")),
    # French: Beauchamp "bosham", Renault "reno"
    (("eaux?|ault|aud$", "o"), ("ch", "sh"), ("j", "zh"), ("(?<=[aeiou])[stxp]$", ""), ("ille", "iy")),
)
_RULES = tuple((re.compile(pattern), text) for pattern, text in _SPELLING)
_WEIGHT = {"a": 0.3, "i": 0.3, "o": 0.3, "1": 0.15, "Y": 0.3, "h": 0.3, "w": 0.4, "r": 0.6}
_NEAR = {
    frozenset(pair): cost
    for pairs, cost in (
        (("pb", "td", "kg", "fv", "sX", "JX"), 0.3),
        (("sJ", "Jg", "Ji", "Yi", "Jd", "Yh", "wo", "1r", "tX", "vb", "vw", "1l"), 0.45),
        (("mn", "lr", "rw", "st", "ft", "hk", "ks", "kX"), 0.75),
        (("0t",), 0.1),
        (("0s", "0f", "0d", "0v"), 0.3),
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
    extra = _other_start(left, right)
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
    return row[-1] / size + extra


def _other_start(left: str, right: str) -> float:
    """What another first consonant adds to the distance."""
    if not left or not right or left[0] == right[0] or min(_weight(left[0]), _weight(right[0])) < 1:
        return 0.0
    return _OTHER_START if _swap(left[0], right[0]) < 1 else 2 * _OTHER_START


def _weight(sound: str) -> float:
    return _WEIGHT.get(sound, 1.0)


def _swap(left: str, right: str) -> float:
    if left == right:
        return 0.0
    near = _NEAR.get(frozenset((left, right)))
    return near if near is not None else max(_weight(left), _weight(right))


def same_name(heard: str, name: str, material: Material, part: NamePart) -> bool:
    """Whether `heard` (one or more words run together) is `name`, by sound or spelling."""
    heard, name, data = heard.lower(), name.lower(), material.data
    if heard == name:
        return True
    if heard in data.sets["common_surnames" if part is NamePart.LAST else "common_first_names"]:
        limit, by_spelling = SAME_COMMON_NAME, False
    elif material.spoken.transcript.timed:
        limit, by_spelling = _KNEW_THE_CARD * _LIMIT[part], False
    else:
        limit, by_spelling = _LIMIT[part], True
    return _like_any(heard, name, data.said_as.get(name, name), limit, by_spelling)


@lru_cache(maxsize=16384)
def _like_any(heard: str, name: str, said_as: str, limit: float, by_spelling: bool) -> bool:
    return any(
        _sounds_like(heard, other, limit) or (by_spelling and _spelled_like(heard, other))
        for other in (name, said_as, *other_spellings(name))
    )


@lru_cache(maxsize=256)
def other_spellings(name: str) -> tuple[str, ...]:
    """The name spelled as an English ear hears it, by the letters of other languages."""
    found = []
    for pairs in _OTHER_LETTERS:
        spelled = name
        for written, heard in pairs:
            spelled = re.sub(written, heard, spelled)
        if spelled != name:
            found.append(spelled)
    return tuple(found)


def _sounds_like(heard: str, name: str, limit: float) -> bool:
    return not _unlike(heard, name) and sound_distance(heard, name) <= limit


def _spelled_like(heard: str, name: str) -> bool:
    if len(name) < _SHORT or heard[0] != name[0] or _unlike(heard, name):
        return False
    return fuzz.ratio(heard, name) >= _SPELLED_ALIKE and abs(len(heard) - len(name)) <= 1


def _unlike(heard: str, name: str) -> bool:
    return len(name) > _SHORT and fuzz.ratio(sounds(heard), sounds(name)) < _UNLIKE


def same_full_name(heard: Sequence[str], name: Sequence[str], material: Material) -> bool:
    """Whether words run together anyhow ("my or aquifer") are a first and a last name, each alike."""
    data = material.data
    if any(word in data.sets["common_surnames"] and word not in name for word in heard[1:]):
        return False
    known = heard[0] in data.sets["common_first_names"] and not name[0].startswith(heard[0])
    if known and not same_name(heard[0], name[0], material, NamePart.FIRST):
        return False
    joined = "".join(heard)
    return any(
        same_name(joined[:at], name[0], material, NamePart.INTRODUCED_FIRST)
        and same_name(joined[at:], "".join(name[1:]), material, NamePart.LAST)
        for at in range(2, len(joined) - 2)
    )


def find_name(words: Sequence[str], at: int, name: str, material: Material, part: NamePart) -> int:
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
        if same_name(joined, target, material, part):
            return count
    return 0

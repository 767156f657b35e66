"""How many syllables a text has when it is said aloud.

Words are looked up in a table made from the CMU Pronouncing Dictionary; numbers and abbreviations are
put into words first (`models.spoken_numbers`); unknown words, mostly names, are counted by their
spelling, which is right for nine in ten.
"""

import gzip
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from models.spoken_numbers import as_spoken

_SHORT_FORMS = {
    "mr": 2, "mrs": 2, "ms": 1, "dr": 2, "st": 1, "jr": 2, "sr": 2, "prof": 3, "inc": 3, "co": 3, "corp": 4,
    "ltd": 3, "vs": 2, "etc": 4, "approx": 4, "dept": 3, "ext": 3, "mon": 2, "tue": 2, "tues": 2, "thu": 2,
    "thurs": 2, "fri": 2, "jan": 4, "feb": 4, "aug": 2, "sept": 3, "oct": 3, "nov": 3, "dec": 3, "no": 2,
}  # fmt: skip
"""Abbreviations as they are read, when a full stop follows or there is no other reading."""
_ALWAYS_SHORT = frozenset({"mr", "mrs", "ms", "dr", "jr", "sr", "ltd", "vs", "dept", "corp"})
_TOKEN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ'.]*")
_DOTTED = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Za-z]\.[A-Za-z]$")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
_MURMURS = frozenset(
    {"um", "uh", "er", "erm", "hm", "hmm", "mm", "mmm", "uhm", "umm", "uhh", "ah", "err", "mhm"}
)


@lru_cache(maxsize=4)
def count(text: str) -> int:
    """The syllables of a text in running speech; 0 when there is nothing to say in it.

    Kept for the texts counted last: those of a call that has just been measured ahead.
    """
    spoken = as_spoken(text)
    shouted = spoken.upper() == spoken
    return sum(_of_token(token, shouted) for token in _TOKEN.findall(spoken.replace("’", "'")))


def of_word(word: str) -> int:
    """The syllables of one word without looking at its case, as in the dictionary or by its spelling."""
    bare = word.lower().strip("'.")
    if not bare:
        return 0
    if bare in _MURMURS:
        return 2 if bare == "mhm" else 1
    table = _table()
    known = table.get(bare)
    if known is not None:
        return known
    stem, _, ending = bare.partition("'")
    if ending:
        return of_word(stem) + _of_ending(stem, ending)
    return by_spelling(bare)


def by_spelling(word: str) -> int:
    """A guess for a lower-case word that no dictionary has, by its groups of vowels."""
    groups = len(_VOWELS.findall(word))
    if re.search(r"[^aeiouyl]e$", word) or re.search(r"[aeiouy]le$", word):
        groups -= 1  # silent e: "Blake", "Cole"; but "Doyle" has its y in one group already
    if re.search(r"[^aeiouytd]ed$", word) or re.search(r"[^aeiouyscxzg]es$", word):
        groups -= not re.search(r"(ch|sh|[^aeiouy]l)es$", word)
    groups += len(re.findall(r"i[ao](?!u)|[aeiou]ing|eo(?!u)|ua[^r]|uou", word))
    groups -= len(re.findall(r"[tsc]i[ao]|gi[ao]|gue$|que$", word))
    groups += bool(re.search(r"[^aeiouy]sm$", word) or re.search(r"[aeiouy]sm$", word))
    groups += word.startswith("mc") and len(word) > 3
    return max(1, groups)


@lru_cache(maxsize=4096)
def _of_token(token: str, shouted: bool) -> int:
    if _DOTTED.match(token):
        return sum(_of_letter(letter) for letter in token.lower() if letter.isalpha())
    bare = token.strip("'.")
    low = bare.lower()
    if low in _SHORT_FORMS and (token.endswith(".") or low in _ALWAYS_SHORT) and low != "no":
        return _SHORT_FORMS[low]
    stem = bare[:-2] if bare.endswith("'s") else bare.removesuffix("s") if bare[:-1].isupper() else bare
    if not shouted and stem.isupper() and 2 <= len(stem) <= 5 and not _said_as_word(stem):
        return sum(_of_letter(letter) for letter in stem.lower())
    return of_word(bare)


def _said_as_word(capitals: str) -> bool:
    """True for NASA and the like: four letters or more, in the dictionary, and with a vowel."""
    low = capitals.lower()
    return len(low) >= 4 and low in _table() and bool(_VOWELS.search(low))


def _of_letter(letter: str) -> int:
    return 3 if letter == "w" else 1


def _of_ending(stem: str, ending: str) -> int:
    """The syllables that 's, 'll, 'd and the like add to a stem."""
    if ending == "s":
        return int(bool(re.search(r"(s|z|x|ch|sh|[cgs]e)$", stem)))
    if ending in ("ll", "ve", "re", "d"):
        return int(not re.search(r"[aeiouy]$", stem))
    return len(_VOWELS.findall(ending))


@lru_cache(maxsize=1)
def _table() -> Mapping[str, int]:
    packed = (resources.files("assets") / "syllables" / "table.txt.gz").read_bytes()
    table: dict[str, int] = {}
    for line in gzip.decompress(packed).decode("utf-8").split("\n"):
        number, _, words = line.partition(" ")
        table.update(dict.fromkeys(words.split(" "), int(number)))
    return table

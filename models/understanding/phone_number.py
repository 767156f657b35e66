"""Phone numbers in any grouping and wording, compared with the card's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from models.transcript import Transcript
from models.understanding.evidence import Evidence, Material
from models.understanding.phrase_data import Numbers, phrase_data
from models.understanding.tokens import TokenStream, tokenise

_MIN_DIGITS = 7
_MIN_DIGITS_ANNOUNCED = 6
_MAX_DIGITS = 15
"""E.164 allows no more."""
_MAX_EXTENSION = 4
_ROUND = "h"
"""Stands for the two zeros of a spoken "hundred", which two digits after it may fill."""
_ADDED = re.compile(r"h(?=[1-9]\d)")
_AMOUNT = re.compile(r"\d{1,3}(,\d{3})+|\d+[.,]\d\d")
"""Digits with thousands or hundredths set off: "1,250,000"."""
_LOST_REPEATS = 2
_GROUP_SIZES = (3, 4, 5, 6)
_LOOK_BACK = 8
"""Words before a number that tell whose number it is."""


@dataclass(frozen=True)
class SpokenNumber:
    """A run of digits and the tokens that say it, first and last."""

    digits: str
    first: int
    last: int
    summed: str = ""
    """The same with "five hundred fifty-five" read as 555, not as 500 55."""


def find_phone_number(material: Material) -> Evidence | None:
    """The caller's number. One that differs from the card's is a problem and does not count."""
    stream = material.spoken.full
    own = digits_of(material.call.phone)
    wrong: SpokenNumber | None = None
    for number in spoken_numbers([token.text for token in stream.tokens], material.data.numbers):
        announced = _last_cue(stream, number, material, "number_announced") >= 0
        if len(number.digits) < (_MIN_DIGITS_ANNOUNCED if announced or own else _MIN_DIGITS):
            continue
        if _not_a_phone_number(stream, number, material) or not (announced or _plain_digits(stream, number)):
            continue
        if own and not _is_own(number, own, recognised=material.spoken.transcript.timed):
            wrong = wrong or number
            continue
        return Evidence(stream.tokens[number.first].word, stream.tokens[number.last].word)
    if wrong is None:
        return None
    return Evidence(
        stream.tokens[wrong.first].word,
        stream.tokens[wrong.last].word,
        problem=f"The number heard was {wrong.digits}; the call card has {material.call.phone.strip()}.",
        said=False,
    )


def _is_own(number: SpokenNumber, own: str, *, recognised: bool) -> bool:
    return any(
        same_number(digits, own) or (recognised and _repeats_lost(digits, own))
        for digits in (number.digits, number.summed)
    )


def _repeats_lost(heard: str, card: str) -> bool:
    """Whether only repeated digits are missing: Whisper writes "three one two, five five five" as 31255."""
    left, right = _runs(heard), _runs(card)
    return (
        0 < len(card) - len(heard) <= _LOST_REPEATS
        and [digit for digit, _ in left] == [digit for digit, _ in right]
        and all(few <= many for (_, few), (_, many) in zip(left, right, strict=True))
    )


def _runs(digits: str) -> list[tuple[str, int]]:
    return [(digit, len(list(run))) for digit, run in groupby(digits)]


def _last_cue(stream: TokenStream, number: SpokenNumber, material: Material, rules: str) -> int:
    """Where the last wording of these rules begins in the words before a number; -1 for none."""
    before = stream.tokens[max(0, number.first - _LOOK_BACK) : number.first]
    text = " " + "".join(f"{token.text} " for token in before)
    return max((start for rule in material.data.rules[rules] for start, _ in rule.matches(text)), default=-1)


def _plain_digits(stream: TokenStream, number: SpokenNumber) -> bool:
    """False for "five hundred to six thousand", "1,250,000": amounts, unless a phone number is announced."""
    said = [token.text for token in stream.tokens[number.first : number.last + 1]]
    if any(_AMOUNT.fullmatch(word) for word in said):
        return False
    return sum(word in ("hundred", "thousand") for word in said) < 2


def _not_a_phone_number(stream: TokenStream, number: SpokenNumber, material: Material) -> bool:
    if len(number.digits) > 2 * _MAX_DIGITS:
        return True
    after = stream.tokens[number.last + 1 : number.last + 2]
    if after and after[0].text in material.data.numbers.amounts:
        return True
    # "About the sales job. You can reach me on ...": what stands nearest to the number names it.
    other = _last_cue(stream, number, material, "number_of_something_else")
    return other > _last_cue(stream, number, material, "number_announced")


def digits_of(text: str) -> str:
    """The digits of a written number, without a "(0)" after a country code and without an extension."""
    text = re.split(r"(?i)\bext|\bx\s*\d", text)[0]
    return re.sub(r"\D", "", re.sub(r"(\+\s*\d[\d\s-]*)\(0\)", r"\1", text))


def same_number(heard: str, card: str) -> bool:
    """Whether two digit strings are the same line, with or without country code or extension."""
    half = len(heard) // 2
    if len(heard) > len(card) and heard[:half] == heard[half:] and same_number(heard[:half], card):
        return True  # said twice without a word between
    if any(heard[: -2 * size] + heard[-size:] == card for size in _GROUP_SIZES):
        return True  # the last group said again: the second time counts
    return heard == card or _ends_alike(heard, card) or _ends_alike(card, heard) or _extended(heard, card)


def _ends_alike(longer: str, shorter: str) -> bool:
    core = shorter.lstrip("0")  # the trunk zero and 00 for + are not spoken together with a country code
    return len(core) >= _MIN_DIGITS and longer.replace("440", "44", 1).endswith(core)


def _extended(heard: str, card: str) -> bool:
    extra = len(heard) - len(card)
    return len(card) >= _MIN_DIGITS_ANNOUNCED and 0 < extra <= _MAX_EXTENSION and heard.startswith(card)


@lru_cache(maxsize=2)
def numbers_said(transcript: Transcript) -> tuple[SpokenNumber, ...]:
    """Every run of digits that may be a phone number; `first` and `last` are words of the transcript.

    Kept for the words heard last: of a call that ends in a pause they have been found by then.
    """
    tokens = tokenise(transcript).full.tokens
    found = spoken_numbers([token.text for token in tokens], phrase_data().numbers)
    return tuple(
        replace(number, first=tokens[number.first].word, last=tokens[number.last].word)
        for number in found
        if len(number.digits) >= _MIN_DIGITS_ANNOUNCED
    )


def spoken_numbers(words: Sequence[str], numbers: Numbers) -> Iterator[SpokenNumber]:
    """Every run of spoken or written digits, however grouped."""
    index = 0
    while index < len(words):
        run = _run_at(words, index, numbers)
        if run is None:
            index += 1
        else:
            yield run
            index = run.last + 1


def _run_at(words: Sequence[str], start: int, numbers: Numbers) -> SpokenNumber | None:
    digits, index, last, between = "", start, start, 0
    while index < len(words) and len(digits) <= 2 * _MAX_DIGITS:
        value, used = _digits_at(words, index, numbers, inside=bool(digits))
        if value:
            digits += value
            last = index + used - 1
            index += used
            between = 0
        elif digits and between < 2 and words[index] in numbers.between:
            between += 1
            index += 1
        else:
            break
    if not digits:
        return None
    summed = _ADDED.sub("", digits)
    return SpokenNumber(digits.replace(_ROUND, "00"), start, last, summed.replace(_ROUND, "00"))


def _digits_at(words: Sequence[str], index: int, numbers: Numbers, *, inside: bool) -> tuple[str, int]:
    """The digits said from `index` on and the number of words they take; ("", 0) for none."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    if word in numbers.times:
        value, used = _digits_at(words, index + 1, numbers, inside=True) if following else ("", 0)
        repeated = value[:1] * (int(numbers.times[word]) - 1)
        return (repeated + value, 1 + used) if value else ("", 0)
    if word[0].isdigit() and word[-1].isdigit():
        return re.sub(r"\D", "", word), 1
    if word in numbers.tens:
        unit = numbers.digits.get(following, "0")
        return (numbers.tens[word] + unit, 2) if unit != "0" else (numbers.tens[word] + "0", 1)
    if inside and word in numbers.misheard and following:
        after, _ = _digits_at(words, index + 1, numbers, inside=False)
        return (numbers.misheard[word], 1) if after else ("", 0)
    value = numbers.digits.get(word) or numbers.teens.get(word, "")
    if value and value != "0" and following in ("hundred", "thousand"):
        return value + (_ROUND if following == "hundred" else "000"), 2
    return (value, 1) if value else ("", 0)

"""Content that is said twice.

Two content words that stood together before and stand together again mark both as said again. That
catches a sentence that is repeated in other order or with other small words; a free paraphrase is not
recognised, which errs on the kind side. Names, the job and the phone number may be repeated.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from models.call import CallCard
from models.transcript import Transcript

_WINDOW = 3
"""How many content words apart two words still belong together."""
_APART = 4
"""Fewer content words between two mentions than this is a stumble, not a repetition."""

_SMALL_WORDS = """
a about after again all also am an and any are as at be because been before being but by can could did do
does doing for from get go going got had has have having he hello her hi him his how i if in into is it its
just know let like may me mean might more much my no not now of off on one or our out over please really said
say see she should so some such than that the their them then there these they thing things think this those
to too up us very was we well were what when where which who will with would yeah yes you your i'm i'd i've
i'll it's that's don't you're you've we're thank thanks bye goodbye call calling number zero oh two three four
five six seven eight nine ten double triple hundred
"""
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True)
class Repetition:
    """`words` content words were said again, the first of them at `first_word` to `last_word`."""

    words: int
    first_word: int | None = None
    last_word: int | None = None


@lru_cache(maxsize=2)
def repetition(transcript: Transcript, call: CallCard) -> Repetition:
    """How much content is said twice; case and punctuation play no part.

    Kept for the words heard last, as what was found in them is.
    """
    known = frozenset(_stems((call.caller, call.role, call.company, call.interviewer)))
    content = [
        (index, stem)
        for index, word in enumerate(transcript.words)
        if not word.filler and (stem := _stem(word.text)) and stem not in known
    ]
    earlier: dict[frozenset[str], int] = {}
    again: set[int] = set()
    for place, (index, stem) in enumerate(content):
        for other_place in range(max(0, place - _WINDOW), place):
            other_index, other = content[other_place]
            pair = frozenset((stem, other))
            if len(pair) == 2 and other_place - earlier.setdefault(pair, place) >= _APART:
                again |= {other_index, index}
    if not again:
        return Repetition(0)
    first = min(again)
    last = max(index for index in again if index - first <= 12)
    return Repetition(len(again), first, last)


def _stems(texts: Iterable[str]) -> Iterable[str]:
    return (stem for text in texts for word in text.split() if (stem := _stem(word)))


@lru_cache(maxsize=4096)
def _stem(text: str) -> str:
    """The word without case, punctuation and its commonest endings; empty for small words and numbers."""
    word = text.lower().strip(" .,;:!?…-–—\"'()").replace("’", "'")
    if not word or word in _SMALL or any(letter.isdigit() for letter in word):
        return ""
    for ending in ("'s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word

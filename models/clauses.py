"""Where clauses end in a transcript: by its punctuation, checked by grammar.

A recogniser puts commas, even full stops, where a speaker hesitates, and leaves them out where clauses
meet. So punctuation is only a hint: no clause ends after "the" or "and", whatever follows it, and one
ends before "but I" or "because they" without any.
"""

from collections.abc import Sequence
from functools import lru_cache


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_LAST = _word_set(
    "a an the my your our their every i we he she they and but or nor because although if whether "
    "unless than very quite mr mrs ms mister dr doctor i'm i've i'd i'll we're we've we'd "
    "we'll you're you've you'd you'll he's she's it's they're they've they'd they'll that's there's "
    "let's who's what's"
)
"""Words that need another one after them."""
_SELDOM_LAST = _word_set(
    "to of for from with about at by on in into as like since through during before after over under "
    "between is am are was were be been being have has had do does did will would can could shall "
    "should may might must this that these those his her its which who whom whose what when where why "
    "how so just also still want wanted going gonna not don't didn't no really miss"
)
"""Words that end a clause only now and then ("the job I applied for."): a comma is not enough, and a full
stop only if what follows can begin a sentence."""
_CONJUNCTIONS = _word_set(
    "and but or so because although though since while if when whenever where whether until unless "
    "before after as that then which who once plus"
)
_SUBJECTS = _word_set(
    "i you he she it we they this that there who what my your his her our their the a an someone "
    "anyone everyone nobody everything nothing"
)
_STARTERS = (
    _SUBJECTS
    | _CONJUNCTIONS
    | _word_set(
        "thank thanks please hello hi hey good bye goodbye yes yeah no well okay ok oh let sorry how why "
        "where is are was were do does did have has can could would will should may might these those in on "
        "at last next again actually also maybe perhaps unfortunately calling just speaking"
    )
)
"""How sentences of a call begin."""
_NAMING = _word_set("is i'm it's name's called")
_PLAIN_SUBJECTS = frozenset(["i", "we", "he", "she", "they"])
_RELATIVE = frozenset(["because", "although", "though", "unless", "whether", "which"])
_DIGITS = _word_set("zero oh one two three four five six seven eight nine ten double triple hundred thousand")
_CLOSING = "\"'”’)]"


def clause_ends(words: Sequence[str], fillers: Sequence[bool]) -> frozenset[int]:
    """The indices of the words after which a clause ends; the last word is always one.

    `fillers` (as long as `words`) marks filled pauses: grammar looks through them, and a filler is the
    end of a clause when the word before it is. Groups of spoken digits count as clauses, since
    everybody pauses between them.
    """
    return _clause_ends(tuple(words), tuple(fillers))


@lru_cache(maxsize=2)
def _clause_ends(words: tuple[str, ...], fillers: tuple[bool, ...]) -> frozenset[int]:
    """Kept for the words heard last, since pauses, brevity and tone all look for their clauses."""
    fluent = [index for index, filler in enumerate(fillers) if not filler]
    ends: set[int] = set()
    for place, index in enumerate(fluent):
        before = words[fluent[place - 1]] if place else ""
        following = tuple(words[other] for other in fluent[place + 1 : place + 3])
        until = fluent[place + 1] if place + 1 < len(fluent) else len(words)
        if not following or _ends(before, words[index], following, filler_next=until > index + 1):
            ends.update(range(index, until))
    return frozenset(ends)


@lru_cache(maxsize=8192)
def _ends(before: str, word: str, following: tuple[str, ...], *, filler_next: bool) -> bool:
    """Whether a clause ends after `word`; a comma before a filler tells of the filler only.

    Remembered, since a call's words are looked at again and again while it grows.
    """
    bare, next_bare = _bare(word), _bare(following[0])
    if bare in _NEVER_LAST:
        return False
    mark = _mark(word)
    if mark in (".", "?", "!", ";", ":"):
        return next_bare.split("'")[0] in _STARTERS or not (bare in _SELDOM_LAST or _bare(before) in _NAMING)
    if _is_digit(bare) and _is_digit(next_bare):
        return True
    if bare in _SELDOM_LAST or bare in _CONJUNCTIONS:
        return False
    if mark == "," and not filler_next:
        return True
    return _starts_clause(following)


def _starts_clause(following: Sequence[str]) -> bool:
    first = _bare(following[0])
    second = _bare(following[1]).split("'")[0] if len(following) > 1 else ""
    if first in _RELATIVE:
        return True
    if first in _CONJUNCTIONS:
        return second in _SUBJECTS
    return first.split("'")[0] in _PLAIN_SUBJECTS


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    return word.strip(" .,;:!?…-–—()[]\"“”'‘").replace("’", "'").lower()


@lru_cache(maxsize=4096)
def _mark(word: str) -> str:
    """The punctuation after a word; nothing for an ellipsis or a dash: those mark breaking off."""
    ending = word.rstrip(_CLOSING)
    if ending.endswith(("...", "…")):
        return ""
    return ending[-1:] if ending[-1:] in ".,;:?!" else ""


def _is_digit(bare: str) -> bool:
    return bare in _DIGITS or (bool(bare) and all(part.isdigit() for part in bare.split("-")))

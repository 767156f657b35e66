"""Two hearings of the same sound made into one.

The plain hearing gives the words. The primed one, to which Whisper was shown
the call card and some fillers beforehand, gives the fillers and the spelling
of names, and nothing else: what a prompt changes otherwise is not believed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from audio.hints import Hints, bare_words
from audio.whisper_model import AlignedWord
from models.transcript import is_filler

_UNSURE = 0.4
"""A plain word below this gives way to a filler in its place."""

_SAME_END_S = 0.3
_PHRASE = 3


def merge(plain: Sequence[AlignedWord], primed: Sequence[AlignedWord], hints: Hints) -> list[AlignedWord]:
    """The words of the plain hearing, with fillers and accepted names of the primed one.

    Times and probabilities are those of the hearing that a word came from.
    """
    merged: list[AlignedWord] = []
    spoken = [bare for word in primed for bare in bare_words(word.text)]
    matcher = SequenceMatcher(None, [_key(w) for w in plain], [_key(w) for w in primed], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            merged += _beside_fillers(plain[a:b], primed, c)
        elif tag == "delete":
            merged += _likely(plain[a:b])
        elif tag == "insert":
            merged += (word for word in primed[c:d] if is_filler(word.text))
        else:
            for before, after in _parts(plain[a:b], primed[c:d], hints):
                merged += _replaced(before, after, hints, spoken)
    return merged


def leaves_out(plain: str, primed: str) -> bool:
    """Whether the plain hearing lacks a whole phrase of the primed one: three words or more in a row.

    In 280 segments heard with the right card and with another one, all eight such phrases were spoken.
    """
    one, other = bare_words(plain), bare_words(primed)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return any(tag == "insert" and d - c >= _PHRASE for tag, _, _, c, d in matcher.get_opcodes())


def _parts(
    plain: Sequence[AlignedWord], primed: Sequence[AlignedWord], hints: Hints
) -> Iterable[tuple[Sequence[AlignedWord], Sequence[AlignedWord]]]:
    """Two readings of one stretch, cut where a name is complete or both end a sentence.

    Of "Mr. Bramwell? Lakshmi ..." each name has to stand for itself.
    """
    for i, word in enumerate(plain[:-1], start=1):
        for j, other in enumerate(primed[:-1], start=1):
            ends = _ends_sentence(word) and _ends_sentence(other)
            if abs(word.end_s - other.end_s) < _SAME_END_S and (ends or _ends_name(primed[:j], hints)):
                yield plain[:i], primed[:j]
                yield from _parts(plain[i:], primed[j:], hints)
                return
    yield plain, primed


def _ends_sentence(word: AlignedWord) -> bool:
    return word.text.rstrip().endswith((".", "?", "!"))


def _ends_name(words: Sequence[AlignedWord], hints: Hints) -> bool:
    said = [bare for word in words for bare in bare_words(word.text)]
    return any(tuple(said[-len(name) :]) == name for name in hints.names)


def _replaced(
    plain: Sequence[AlignedWord], primed: Sequence[AlignedWord], hints: Hints, spoken: Sequence[str]
) -> Iterable[AlignedWord]:
    words = [word for word in primed if not is_filler(word.text)]
    fillers = [word for word in primed if is_filler(word.text)]
    plain = _likely(plain)
    if fillers:
        plain = [word for word in plain if not is_filler(word.text)]
    if not words and len(plain) == 1 and fillers[0].probability > plain[0].probability:
        return fillers
    if not words:
        return _in_time_order([word for word in plain if word.probability >= _UNSURE], fillers)
    accepted = hints.accepts(
        [bare for word in words for bare in bare_words(word.text)],
        [word.probability for word in words],
        [word.probability for word in plain],
        unhinted=[bare for word in plain for bare in bare_words(word.text)],
        around=spoken,
    )
    return primed if accepted else _in_time_order(plain, fillers)


def _likely(plain: Sequence[AlignedWord]) -> list[AlignedWord]:
    """The words without doubtful fillers that the primed hearing has not, which is all out for fillers."""
    return [word for word in plain if not is_filler(word.text) or word.probability >= _UNSURE]


def _beside_fillers(
    plain: Sequence[AlignedWord], primed: Sequence[AlignedWord], first: int
) -> Iterable[AlignedWord]:
    """Words that both heard, as the plain hearing has them; beside a filler as the primed one has them.

    Whisper expects a filler only after a comma: "is, uh, a". `first`: where the words are in `primed`.
    A filler that both heard is as probable as in the surer hearing.
    """
    for i, word in enumerate(plain, start=first):
        if is_filler(word.text):
            yield replace(primed[i], probability=max(word.probability, primed[i].probability))
        else:
            near = primed[max(0, i - 1) : i + 2]
            yield primed[i] if any(is_filler(other.text) for other in near) else word


def _in_time_order(words: Sequence[AlignedWord], fillers: Sequence[AlignedWord]) -> list[AlignedWord]:
    """The fillers put between the words, by the middle of each; the words keep their order."""
    joined, waiting = [], list(fillers)
    for word in words:
        while waiting and _middle(waiting[0]) < _middle(word):
            joined.append(waiting.pop(0))
        joined.append(word)
    return joined + waiting


def _middle(word: AlignedWord) -> float:
    return (word.start_s + word.end_s) / 2


def _key(word: AlignedWord) -> str:
    return "<filler>" if is_filler(word.text) else " ".join(bare_words(word.text))

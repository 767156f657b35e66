"""Phrases: stretches of the caller's speech between pauses and sentence ends."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from models.measures import Pause
from models.questions import is_question
from models.transcript import PartnerTurn, Transcript, Word

_SENTENCE_ENDS = ".?!"


@dataclass(frozen=True)
class Phrase:
    """A stretch of speech that ends with a silent pause, the sentence, or the turn."""

    start_s: float
    end_s: float
    text: str = ""
    question: bool = False
    """It belongs to a sentence that asks something."""


@lru_cache(maxsize=2)
def find(transcript: Transcript, pauses: tuple[Pause, ...] = ()) -> tuple[Phrase, ...]:
    """The phrases of a timed transcript; borders at pauses are taken from the sound, not from the words.

    Kept for the words heard last: those of a call that ends in a pause have been looked at by then.
    """
    phrases: list[Phrase] = []
    held: list[Word] = []
    sentence: list[Word] = []
    first_of_sentence = 0
    start_s: float | None = None
    words = transcript.words
    middles_s = [(pause.start_s + pause.end_s) / 2 for pause in pauses]
    for i, word in enumerate(words):
        start_s = word.start_s if start_s is None else start_s
        held.append(word)
        sentence.append(word)
        following = words[i + 1] if i + 1 < len(words) else None
        pause = _between(word, following, pauses, middles_s)
        sentence_ends = word.text.rstrip("\"'”’)").endswith(tuple(_SENTENCE_ENDS)) or (
            following is None or _interrupted(word, following, transcript.partner_turns)
        )
        if pause or sentence_ends:
            end_s = pause.start_s if pause else word.end_s
            if end_s > start_s:
                phrases.append(Phrase(start_s, end_s, _text(held)))
            held, start_s = [], pause.end_s if pause else None
        if sentence_ends:
            asks = is_question(_text(sentence))
            phrases[first_of_sentence:] = [replace(p, question=asks) for p in phrases[first_of_sentence:]]
            sentence, first_of_sentence = [], len(phrases)
    return tuple(phrases)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _between(
    word: Word, following: Word | None, pauses: Sequence[Pause], middles_s: Sequence[float]
) -> Pause | None:
    """The pause whose middle lies between the middles of two neighbouring words."""
    if following is None:
        return None
    first = (word.start_s + word.end_s) / 2
    last = (following.start_s + following.end_s) / 2
    at = bisect_left(middles_s, first)
    return pauses[at] if at < len(pauses) and middles_s[at] <= last else None


def _interrupted(word: Word, following: Word, turns: Sequence[PartnerTurn]) -> bool:
    return any(word.start_s <= turn.start_s < following.end_s for turn in turns)

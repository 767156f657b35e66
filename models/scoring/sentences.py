"""Sentences and clauses as ranges of word indices (first and last word, both included)."""

from bisect import bisect_right
from collections.abc import Iterable

from models.clauses import clause_ends
from models.measures import Pause
from models.transcript import Transcript

Range = tuple[int, int]

_LONG_PAUSE_S = 0.7
"""A pause as long as this at the end of a clause ends the sentence, whatever the punctuation says."""


def clauses(transcript: Transcript) -> tuple[Range, ...]:
    """All clauses in order; every word is in one."""
    return _ranges(_clause_ends(transcript), len(transcript.words))


def sentences(transcript: Transcript, pauses: Iterable[Pause]) -> tuple[Range, ...]:
    """All sentences in order: they end at a full stop or a question mark, or at a long pause."""
    words = transcript.words
    rests_s = sorted(
        pause.start_s + pause.duration_s / 2
        for pause in pauses
        if transcript.timed and pause.duration_s >= _LONG_PAUSE_S
    )
    ends = [
        index
        for index in _clause_ends(transcript)
        if words[index].text.rstrip("\"'”’)").endswith((".", "!", "?"))
        or index + 1 == len(words)
        or bisect_right(rests_s, words[index].start_s) < bisect_right(rests_s, words[index + 1].start_s)
    ]
    return _ranges(ends, len(words))


def _clause_ends(transcript: Transcript) -> list[int]:
    words = transcript.words
    return sorted(clause_ends([word.text for word in words], [word.filler for word in words]))


def _ranges(ends: Iterable[int], count: int) -> tuple[Range, ...]:
    found: list[Range] = []
    start = 0
    for end in sorted({*ends, count - 1} if count else set()):
        found.append((start, end))
        start = end + 1
    return tuple(found)

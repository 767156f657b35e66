"""Two transcripts line by line: what stayed, what was dropped, what is new.

Lines are aligned by the best global alignment (Needleman and Wunsch 1970) over how alike they are
(rapidfuzz' token-sort ratio), so that a sentence said later or in other words still meets its pair.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from models.sentences import ends_sentence
from models.transcript import Word

_LINE_PAUSE_S = 0.7
_ALIKE = 48.0
"""Unrelated sentences stay at 46 and below; the same thought in other words reaches 50."""


class Part(StrEnum):
    SAME = "same"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True)
class Line:
    """A sentence, or what was said up to a longer pause; word indices are inclusive."""

    first_word: int
    last_word: int
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True)
class Piece:
    text: str
    part: Part


@dataclass(frozen=True)
class LinePair:
    """The same line in both takes, or a line that only one of them has."""

    left: Line | None
    right: Line | None
    left_pieces: tuple[Piece, ...]
    right_pieces: tuple[Piece, ...]


def lines(words: Sequence[Word]) -> tuple[Line, ...]:
    """Cuts at sentence ends and at pauses of 0.7 s and more."""
    return tuple(_lines(words))


def aligned(left: Sequence[Word], right: Sequence[Word]) -> tuple[LinePair, ...]:
    """Every line of both takes, once, in order."""
    left_lines, right_lines = lines(left), lines(right)
    return tuple(_pair(a, b) for a, b in _align(left_lines, right_lines))


def _lines(words: Sequence[Word]) -> Iterator[Line]:
    first = 0
    for index, word in enumerate(words):
        is_last = index == len(words) - 1
        ends = ends_sentence(word.text)
        if is_last or ends or words[index + 1].start_s - word.end_s >= _LINE_PAUSE_S:
            text = " ".join(said.text for said in words[first : index + 1])
            yield Line(first, index, words[first].start_s, word.end_s, text)
            first = index + 1


def _align(left: Sequence[Line], right: Sequence[Line]) -> list[tuple[Line | None, Line | None]]:
    likeness = [[_likeness(a, b) for b in right] for a in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], likeness[i][j] + best[i + 1][j + 1])
    pairs: list[tuple[Line | None, Line | None]] = []
    i = j = 0
    while i < len(left) or j < len(right):
        both = i < len(left) and j < len(right)
        if both and likeness[i][j] > 0 and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((left[i], right[j]))
            i, j = i + 1, j + 1
        elif i < len(left) and (j == len(right) or best[i][j] == best[i + 1][j]):
            pairs.append((left[i], None))
            i += 1
        else:
            pairs.append((None, right[j]))
            j += 1
    return pairs


def _likeness(left: Line, right: Line) -> float:
    ratio = fuzz.token_sort_ratio(_plain(left.text), _plain(right.text))
    return ratio if ratio >= _ALIKE else 0.0


def _pair(left: Line | None, right: Line | None) -> LinePair:
    if left is None or right is None:
        return LinePair(
            left,
            right,
            (Piece(left.text, Part.DROPPED),) if left else (),
            (Piece(right.text, Part.NEW),) if right else (),
        )
    ours, theirs = left.text.split(), right.text.split()
    matcher = difflib.SequenceMatcher(None, [_plain(t) for t in ours], [_plain(t) for t in theirs], False)
    left_pieces: list[Piece] = []
    right_pieces: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if b > a:
            left_pieces.append(Piece(" ".join(ours[a:b]), Part.SAME if tag == "equal" else Part.DROPPED))
        if d > c:
            right_pieces.append(Piece(" ".join(theirs[c:d]), Part.SAME if tag == "equal" else Part.NEW))
    return LinePair(left, right, tuple(left_pieces), tuple(right_pieces))


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum() or c.isspace() or c == "'").strip()

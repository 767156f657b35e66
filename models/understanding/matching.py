"""Where a rule's wordings occur, as spans of transcript words."""

from collections.abc import Iterator
from itertools import pairwise

from models.transcript import Word
from models.understanding.grammar import Rule
from models.understanding.tokens import Spoken, TokenStream

_SHORT = frozenset(("mr", "mrs", "ms", "dr", "prof", "st"))


def rule_spans(rule: Rule, spoken: Spoken) -> Iterator[tuple[int, int]]:
    """First and last transcript word of every occurrence.

    Whether a point was said never depends on punctuation. Where it begins does: a wording that
    reaches back across a full stop is taken from its own sentence if it is complete there.
    """
    stream = spoken.full if rule.full_view else spoken.content
    for start, end in rule.matches(stream.text):
        cut = _next_sentence(stream, spoken, start, end)
        while cut is not None:
            later = next(rule.matches(stream.text, cut), None)
            if later and later[0] < end:
                start, end = later  # noqa: PLW2901
            cut = _next_sentence(stream, spoken, max(cut, start), end)
        first, last = stream.word_span(start, end)
        if last > first and ends_sentence(spoken.transcript.words[last - 1]):
            last -= 1  # a single word of the next sentence
        yield first, last


def ends_sentence(word: Word) -> bool:
    """Whether a full stop, question or exclamation mark follows the word."""
    return (
        word.text.rstrip("\"'”’)").endswith((".", "?", "!")) and word.text.rstrip(".").lower() not in _SHORT
    )


def _next_sentence(stream: TokenStream, spoken: Spoken, start: int, end: int) -> int | None:
    """Where between two positions of the stream's text a sentence begins, by the transcript's punctuation."""
    words = spoken.transcript.words
    position, first = start, stream.token_at(start)
    for before, token in pairwise(stream.tokens[first : stream.token_at(end)]):
        position += len(before.text) + 1
        if before.word < token.word and ends_sentence(words[token.word - 1]):
            return position
    return None

"""Where a rule's wordings occur, as spans of transcript words."""

from collections.abc import Iterator

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
    starts = _sentence_starts(stream, spoken)
    for start, end in rule.matches(stream.text):
        for cut in starts:
            if start < cut < end:
                later = next(rule.matches(stream.text, cut), None)
                if later and later[0] < end:
                    start, end = later  # noqa: PLW2901
        first, last = stream.word_span(start, end)
        if last > first and ends_sentence(spoken.transcript.words[last - 1]):
            last -= 1  # a single word of the next sentence
        yield first, last


def ends_sentence(word: Word) -> bool:
    """Whether a full stop, question or exclamation mark follows the word."""
    return (
        word.text.rstrip("\"'”’)").endswith((".", "?", "!")) and word.text.rstrip(".").lower() not in _SHORT
    )


def _sentence_starts(stream: TokenStream, spoken: Spoken) -> list[int]:
    """Positions in the stream's text at which a sentence begins, by the transcript's punctuation."""
    words = spoken.transcript.words
    position, found, previous = 1, [], -1
    for token in stream.tokens:
        if 0 <= previous < token.word and ends_sentence(words[token.word - 1]):
            found.append(position)
        previous = token.word
        position += len(token.text) + 1
    return found

"""Words as the rules see them: lower case, no punctuation, contractions written out.

Punctuation and case play no part on purpose: recognised speech has them at random. Two views of
the same words exist. The *full* view keeps everything but fillers. The *content* view also drops
words that can stand anywhere without changing what is asked or said ("just", "you know"), and
stutters, so that the rules need not foresee them.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from models.transcript import Transcript, is_filler
from models.understanding.grammar import BREAK
from models.understanding.phrase_data import PhraseData, phrase_data

_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|[a-z]+(?:'[a-z]+)*")


@dataclass(frozen=True)
class Token:
    """One normalised word; `word` is the index of the transcript word that it came from."""

    text: str
    word: int


@dataclass(frozen=True)
class TokenStream:
    """Tokens, and the same as one string for regular expressions: " i am calling "."""

    tokens: tuple[Token, ...]

    @cached_property
    def text(self) -> str:
        return " " + "".join(f"{token.text} " for token in self.tokens)

    @cached_property
    def _token_at(self) -> dict[int, int]:
        position, found = 1, {}
        for index, token in enumerate(self.tokens):
            found[position] = index
            position += len(token.text) + 1
        found[position] = len(self.tokens)
        return found

    def token_at(self, position: int) -> int:
        """Index of the token that starts at `position` of `text`; the end gives the number of tokens."""
        return self._token_at[position]

    def word_span(self, start: int, end: int) -> tuple[int, int]:
        """First and last transcript word of `text[start:end]`, a match that covers whole tokens."""
        first, last = self.token_at(start), self.token_at(end) - 1
        return self.tokens[first].word, self.tokens[max(first, last)].word


@dataclass(frozen=True)
class Spoken:
    """The caller's words in both views."""

    transcript: Transcript
    full: TokenStream
    content: TokenStream = field(repr=False)


@lru_cache(maxsize=2)
def tokenise(transcript: Transcript) -> Spoken:
    """Both token streams of the caller's words. Fillers are in neither.

    Kept for the words heard last, since points, delivery and scores all read them.
    """
    data = phrase_data()
    full = TokenStream(tuple(_tokens(transcript, data)))
    return Spoken(transcript=transcript, full=full, content=_content(full, data))


def fold(text: str) -> str:
    """Lower case without accents and with plain apostrophes."""
    plain = text.replace("’", "'").replace("‘", "'").replace("´", "'").replace("`", "'").replace("-", " ")
    decomposed = unicodedata.normalize("NFKD", plain.replace("–", " ").replace("—", " "))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def _tokens(transcript: Transcript, data: PhraseData) -> list[Token]:
    tokens: list[Token] = []
    breaks = sorted(turn.start_s for turn in transcript.partner_turns) if transcript.timed else []
    for index, word in enumerate(transcript.words):
        while breaks and breaks[0] < word.start_s + 0.2:
            breaks.pop(0)
            if tokens:
                tokens.append(Token(BREAK, index))
        if word.filler or is_filler(word.text):
            continue
        for text in _split(word.text):
            tokens.append(Token(text, index))
    return _mend(tokens, data)


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[str, ...]:
    return tuple(split_word(text, phrase_data()))


def split_word(text: str, data: PhraseData) -> list[str]:
    """The normalised tokens of one written word: "I'm" gives "i am", "follow-up" two words."""
    folded = fold(text)
    if folded.count(".") > 1:  # c.v., a.m.
        folded = re.sub(r"(?<=\b[a-z])\.", "", folded)
    tokens: list[str] = []
    for raw in _WORD.findall(folded):
        tokens.extend(_expand(raw, data))
    return tokens


def _expand(raw: str, data: PhraseData) -> list[str]:
    if raw in data.respell:
        return data.respell[raw].split()
    head, apostrophe, tail = raw.partition("'")
    if not apostrophe:
        return [raw]
    if tail == "s":
        return [head, "is"] if head in data.takes_is else [head, "'s"]
    if raw.endswith("n't"):
        return [raw[:-3], "not"]
    ending = data.contraction_endings.get(tail)
    return [head, ending] if ending else [raw.replace("'", "")]


def _mend(tokens: list[Token], data: PhraseData) -> list[Token]:
    """Resolve what needs the next word: "position's been", "I'd been"; drop possessive endings."""
    mended: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if token.text == "'s":
            if following in data.after_is:
                mended.append(Token("is", token.word))
            continue
        if token.text == "would" and following in ("been", "had", "better"):
            mended.append(Token("had", token.word))
            continue
        mended.append(token)
    return mended


def _content(full: TokenStream, data: PhraseData) -> TokenStream:
    dropped: set[int] = set()
    for rule in data.transparent:
        for start, end in rule.matches(full.text):
            dropped.update(range(full.token_at(start), full.token_at(end)))
    kept: list[Token] = []
    for index, token in enumerate(full.tokens):
        if index in dropped or (kept and kept[-1].text == token.text and not token.text[0].isdigit()):
            continue
        kept.append(token)
    return TokenStream(tuple(kept))

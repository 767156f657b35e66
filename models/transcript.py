"""What was said, word by word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_FILLER = re.compile(r"u+h*m+|u+h+|e+r+m*|h+m+|mm+|a+h+", re.IGNORECASE)


@dataclass(frozen=True)
class Word:
    """One spoken word with its punctuation; times in seconds from the start of the recording."""

    text: str
    start_s: float
    end_s: float
    probability: float = 1.0
    filler: bool = False


@dataclass(frozen=True)
class PartnerTurn:
    """A stretch in which the other side spoke; its words are not the caller's."""

    start_s: float
    end_s: float
    text: str = ""


@dataclass(frozen=True)
class Transcript:
    """The caller's words in order, and the partner's turns.

    `timed` is False for a transcript typed as text: its word times mean nothing.
    """

    words: tuple[Word, ...] = ()
    partner_turns: tuple[PartnerTurn, ...] = ()
    timed: bool = True

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def fluent_words(self) -> tuple[Word, ...]:
        """The words without fillers: what counts as a word in rates and limits."""
        return tuple(word for word in self.words if not word.filler)


def is_filler(text: str) -> bool:
    """True for um, uh, er, erm, hmm and ah however long they are spelt, whatever the case and punctuation."""
    return _FILLER.fullmatch(text.strip(" .,;:!?…-–—\"'")) is not None


def transcript_from_text(text: str) -> Transcript:
    """A transcript without times, from typed or pasted text."""
    return Transcript(words=tuple(_untimed(text.split())), timed=False)


def _untimed(tokens: Iterable[str]) -> Iterable[Word]:
    for token in tokens:
        yield Word(text=token, start_s=0.0, end_s=0.0, filler=is_filler(token))

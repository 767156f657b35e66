"""Subtitle cues from words: short enough to read, cut where the speaker paused.

Limits follow common subtitling practice (BBC subtitle guidelines: up to two lines of about 37 to
42 characters; a cue stays no longer than it takes to say).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.sentences import ends_sentence
from models.transcript import PartnerTurn, Transcript, Word

_MAX_CHARACTERS = 84
_MAX_DURATION_S = 6.0
_PAUSE_S = 0.6


@dataclass(frozen=True)
class Cue:
    start_s: float
    end_s: float
    text: str
    speaker: str


def cues(transcript: Transcript, caller: str = "", partner: str = "") -> tuple[Cue, ...]:
    """The caller's words and the partner's turns in time order."""
    own = (_cue(words, caller or "Caller") for words in _groups(transcript.words))
    others = (_partner_cue(turn, partner or "Other side") for turn in transcript.partner_turns if turn.text)
    return tuple(sorted((*own, *others), key=lambda cue: (cue.start_s, cue.end_s)))


def _groups(words: Iterable[Word]) -> Iterator[list[Word]]:
    group: list[Word] = []
    for word in words:
        if group and _breaks(group, word):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _breaks(group: list[Word], word: Word) -> bool:
    last = group[-1]
    length = sum(len(said.text) + 1 for said in group) + len(word.text)
    return (
        (ends_sentence(last.text) and length > _MAX_CHARACTERS / 3)
        or word.start_s - last.end_s >= _PAUSE_S
        or length > _MAX_CHARACTERS
        or word.end_s - group[0].start_s > _MAX_DURATION_S
    )


def _cue(words: list[Word], speaker: str) -> Cue:
    return Cue(words[0].start_s, words[-1].end_s, " ".join(word.text for word in words), speaker)


def _partner_cue(turn: PartnerTurn, speaker: str) -> Cue:
    return Cue(turn.start_s, turn.end_s, turn.text, speaker)

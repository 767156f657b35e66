"""What the user puts right in a take: a word that was misheard, a point ticked or missed.

Corrections are kept beside the machine's result and applied again on every new scoring, so that
neither ever overwrites the other. Word indices always mean the words as they were transcribed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from models.scorecard import CheckResult
from models.transcript import Transcript, Word, is_filler


@dataclass(frozen=True)
class WordCorrection:
    """The words really said in place of the transcribed word; empty when nothing was said there."""

    word: int
    text: str


@dataclass(frozen=True)
class TickCorrection:
    """Whether a point was really made."""

    check_id: str
    said: bool


@dataclass(frozen=True)
class Corrections:
    """All corrections of one take; the last one on a word or a check counts."""

    words: tuple[WordCorrection, ...] = ()
    ticks: tuple[TickCorrection, ...] = ()

    @property
    def count(self) -> int:
        """How many words and points were put right."""
        return len(self.words) + len(self.ticks)

    def with_word(self, word: int, text: str) -> "Corrections":
        kept = self.without_word(word)
        return replace(kept, words=(*kept.words, WordCorrection(word, text)))

    def without_word(self, word: int) -> "Corrections":
        """Back to what was heard there."""
        return replace(self, words=tuple(old for old in self.words if old.word != word))

    def with_tick(self, check_id: str, said: bool) -> "Corrections":
        kept = self.without_tick(check_id)
        return replace(kept, ticks=(*kept.ticks, TickCorrection(check_id, said)))

    def without_tick(self, check_id: str) -> "Corrections":
        """Back to what was found there."""
        return replace(self, ticks=tuple(old for old in self.ticks if old.check_id != check_id))


@dataclass(frozen=True)
class RemovedWord:
    """A transcribed word that the user took out; it stood before the shown word `before`."""

    word: int
    before: int
    heard: Word


@dataclass(frozen=True)
class Changes:
    """What the user's words changed, seen from the corrected transcript."""

    heard: Mapping[int, str] = field(default_factory=dict)
    """Index of a shown word -> what was heard in its place."""
    removed: tuple[RemovedWord, ...] = ()


def corrected_transcript(transcript: Transcript, corrections: Corrections) -> Transcript:
    """The transcript with the user's words; several words share the time of the one they replace."""
    texts = {correction.word: correction.text for correction in corrections.words}
    words: list[Word] = []
    for index, word in enumerate(transcript.words):
        words.extend(_replaced(word, texts[index]) if index in texts else (word,))
    return replace(transcript, words=tuple(words))


def origins(transcript: Transcript, corrections: Corrections) -> tuple[int, ...]:
    """For each word of the corrected transcript, the index of the transcribed word it stands for."""
    counts = {correction.word: len(correction.text.split()) for correction in corrections.words}
    return tuple(index for index in range(len(transcript.words)) for _ in range(counts.get(index, 1)))


def edited_word(transcript: Transcript, corrections: Corrections, shown: int, said: str) -> Corrections:
    """The corrections after the word at index `shown` of the corrected transcript became `said`."""
    whence = origins(transcript, corrections)
    words = corrected_transcript(transcript, corrections).words
    same = [index for index, origin in enumerate(whence) if origin == whence[shown]]
    texts = (said.strip() if index == shown else words[index].text for index in same)
    text = " ".join(text for text in texts if text)
    if text == transcript.words[whence[shown]].text:
        return corrections.without_word(whence[shown])
    return corrections.with_word(whence[shown], text)


def changes(transcript: Transcript, corrections: Corrections) -> Changes:
    """Which shown words are the user's, and which heard words are not shown any more."""
    texts = {correction.word: correction.text for correction in corrections.words}
    heard: dict[int, str] = {}
    removed: list[RemovedWord] = []
    shown = 0
    for index, word in enumerate(transcript.words):
        count = len(texts[index].split()) if index in texts else 1
        if index in texts:
            heard.update(dict.fromkeys(range(shown, shown + count), word.text))
        if not count:
            removed.append(RemovedWord(index, shown, word))
        shown += count
    return Changes(heard, tuple(removed))


def corrected_checks(checks: Iterable[CheckResult], corrections: Corrections) -> tuple[CheckResult, ...]:
    """The checks with the user's ticks, marked as corrected where they differ from what was heard."""
    ticks = {correction.check_id: correction.said for correction in corrections.ticks}
    return tuple(
        _ticked(check, ticks[check.id]) if ticks.get(check.id, check.said) != check.said else check
        for check in checks
    )


def _replaced(word: Word, text: str) -> Iterable[Word]:
    tokens = text.split()
    step_s = (word.end_s - word.start_s) / max(len(tokens), 1)
    for position, token in enumerate(tokens):
        start_s = word.start_s + position * step_s
        yield Word(token, start_s, start_s + step_s, probability=1.0, filler=is_filler(token))


def _ticked(check: CheckResult, said: bool) -> CheckResult:
    if said:
        return replace(check, said=True, problem="", corrected=True)
    return CheckResult(check.id, check.wanted, said=False, corrected=True)

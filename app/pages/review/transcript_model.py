"""The scored transcript as items to show, in reading order. Plain Python: no widgets here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.check_catalogue import check_specs
from models.corrections import Changes, RemovedWord
from models.delivery import DeliveryKind, DeliverySpan
from models.measures import Pause, PausePlace, pause_length
from models.scorecard import CheckResult, Scorecard
from models.sentences import ends_sentence
from models.transcript import PartnerTurn, Word

INTRO_S = 10.0
_PARAGRAPH_PAUSE_S = 0.9
_SHOWN_PAUSE_S = 0.6
"""Shorter pauses at a clause end are ordinary breathing; hesitations are shown from 250 ms."""

SHOWN_KINDS = (DeliveryKind.HEDGING, DeliveryKind.PUSHY, DeliveryKind.APOLOGISING, DeliveryKind.WARM)
KIND_LABELS: Mapping[DeliveryKind, str] = {
    DeliveryKind.HEDGING: "hedge",
    DeliveryKind.PUSHY: "pressing",
    DeliveryKind.APOLOGISING: "apology",
    DeliveryKind.WARM: "warm",
    DeliveryKind.CREDENTIALS: "credentials",
}


@dataclass(frozen=True)
class Tag:
    """A label over a word: a point of the call or a way of putting it."""

    text: str
    kind: str
    """"point", "fault", "problem" or a delivery kind."""


@dataclass(frozen=True)
class WordItem:
    """`kinds` are the delivery kinds of the phrase it is in; `tags` begin at this word.

    `heard` is what was heard there before the user put it right, else empty.
    """

    index: int
    word: Word
    kinds: frozenset[DeliveryKind] = frozenset()
    tags: tuple[Tag, ...] = ()
    heard: str = ""


@dataclass(frozen=True)
class RemovedItem:
    """A word that the user took out; it can be brought back."""

    removed: RemovedWord

    @property
    def word(self) -> Word:
        return self.removed.heard


@dataclass(frozen=True)
class PauseItem:
    start_s: float
    end_s: float
    is_hesitation: bool

    @property
    def label(self) -> str:
        name = "hesitation" if self.is_hesitation else "pause"
        return f"{pause_length(self.end_s - self.start_s)} {name}"


@dataclass(frozen=True)
class IntroMark:
    """Ten seconds after the first own word: what stands before it is the intro."""

    at_s: float
    label: str = "10 s"


@dataclass(frozen=True)
class PartnerItem:
    turn: PartnerTurn

    @property
    def label(self) -> str:
        return f"Other side, {self.turn.end_s - self.turn.start_s:.0f} s"


@dataclass(frozen=True)
class ParagraphBreak:
    pass


Item = WordItem | RemovedItem | PauseItem | IntroMark | PartnerItem | ParagraphBreak


def transcript_items(
    scorecard: Scorecard, spans: Iterable[DeliverySpan], changes: Changes | None = None
) -> tuple[Item, ...]:
    """Words with their marks, and between them pauses, the ten-second mark and the partner's turns."""
    return tuple(_Composer(scorecard, tuple(spans), changes or Changes()).items())


def phrase_around(scorecard: Scorecard, word: int) -> tuple[float, float]:
    """From the pause before a word to the pause after it: what is looped, in seconds."""
    words = scorecard.words
    first = last = word
    while first > 0 and not _parted(words[first - 1], words[first]):
        first -= 1
    while last < len(words) - 1 and not _parted(words[last], words[last + 1]):
        last += 1
    return max(0.0, words[first].start_s - 0.1), words[last].end_s + 0.1


def phrase_words(scorecard: Scorecard, word: int) -> str:
    """What was said from the pause before a word to the pause after it."""
    start_s, end_s = phrase_around(scorecard, word)
    return " ".join(w.text for w in scorecard.words if w.start_s >= start_s and w.end_s <= end_s)


def _parted(left: Word, right: Word) -> bool:
    ends_sentence = left.text.endswith((".", "?", "!")) and left.text.lower() not in {
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
    }
    return ends_sentence or right.start_s - left.end_s >= _SHOWN_PAUSE_S


def intro_end_s(words: Sequence[Word], turns: Sequence[PartnerTurn]) -> float | None:
    """When ten seconds have passed since the first own word; the clock stands while the partner talks."""
    if not words:
        return None
    end_s = words[0].start_s + INTRO_S
    for turn in sorted(turns, key=lambda turn: turn.start_s):
        if words[0].start_s <= turn.start_s < end_s:
            end_s += turn.end_s - turn.start_s
    return end_s


class _Composer:
    def __init__(self, scorecard: Scorecard, spans: tuple[DeliverySpan, ...], changes: Changes) -> None:
        self._card = scorecard
        self._heard = changes.heard
        self._removed = list(changes.removed)
        self._spans = [span for span in spans if span.kind in SHOWN_KINDS]
        self._tags = _tags(scorecard.checks, self._spans)
        self._kinds = _kinds(self._spans)
        self._pauses = [pause for pause in scorecard.measures.pauses if _is_shown(pause)]
        self._turns = sorted(scorecard.partner_turns, key=lambda turn: turn.start_s)
        self._mark_s = intro_end_s(scorecard.words, scorecard.partner_turns)

    def items(self) -> Iterator[Item]:
        words = self._card.words
        for index, word in enumerate(words):
            yield from self._taken_out(index)
            yield from self._between(words[index - 1] if index else None, word)
            kinds, tags = self._kinds.get(index, frozenset()), self._tags.get(index, ())
            yield WordItem(index, word, kinds, tags, self._heard.get(index, ""))
        yield from self._taken_out(len(words))
        if words:
            yield from self._between(words[-1], None)

    def _taken_out(self, before: int) -> Iterator[Item]:
        while self._removed and self._removed[0].before <= before:
            yield RemovedItem(self._removed.pop(0))

    def _between(self, left: Word | None, right: Word | None) -> Iterator[Item]:
        """What stands between two words, at the start and at the end."""
        until_s = right.start_s if right else float("inf")
        parted = False
        if self._mark_s is not None and left is not None and self._mark_s <= until_s:
            yield IntroMark(self._mark_s)
            self._mark_s = None
        while self._pauses and _middle(self._pauses[0]) < until_s:
            pause = self._pauses.pop(0)
            if left is not None and right is not None:
                yield PauseItem(pause.start_s, pause.end_s, pause.place is PausePlace.HESITATION)
                parted = parted or pause.duration_s >= _PARAGRAPH_PAUSE_S
        while self._turns and self._turns[0].start_s < until_s:
            if left is not None:
                yield ParagraphBreak()
            yield PartnerItem(self._turns.pop(0))
            parted = True
        if parted and right is not None and (left is None or ends_sentence(left.text)):
            yield ParagraphBreak()


def _middle(pause: Pause) -> float:
    return (pause.start_s + pause.end_s) / 2


def _is_shown(pause: Pause) -> bool:
    return pause.place is PausePlace.HESITATION or pause.duration_s >= _SHOWN_PAUSE_S


def _kinds(spans: Iterable[DeliverySpan]) -> dict[int, frozenset[DeliveryKind]]:
    kinds: dict[int, frozenset[DeliveryKind]] = {}
    for span in spans:
        for index in range(span.first_word, span.last_word + 1):
            kinds[index] = kinds.get(index, frozenset()) | {span.kind}
    return kinds


def _tags(checks: Iterable[CheckResult], spans: Iterable[DeliverySpan]) -> dict[int, tuple[Tag, ...]]:
    tags: dict[int, tuple[Tag, ...]] = {}
    specs = check_specs()
    for check in checks:
        spec = specs.get(check.id)
        if check.first_word is None or spec is None or spec.is_fault:
            continue
        kind = "problem" if check.problem else "point"
        if check.said or check.problem:
            tags[check.first_word] = (*tags.get(check.first_word, ()), Tag(spec.title, kind))
    for span in spans:
        if span.kind is not DeliveryKind.WARM:
            tag = Tag(KIND_LABELS[span.kind], span.kind.value)
            tags[span.first_word] = (*tags.get(span.first_word, ()), tag)
    return tags

"""The transcript of a report: lines of pieces, each plain or marked by how it was put."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.measures import PausePlace, pause_length
from models.progress.alignment import lines
from models.scorecard import Scorecard
from models.transcript import Transcript, Word
from models.understanding import delivery_spans


class Mark(StrEnum):
    """What a piece of the transcript is, besides said."""

    PLAIN = "plain"
    FILLER = "filler"
    PAUSE = "pause"
    HEDGE = "hedging"
    PUSHY = "pushy"
    APOLOGISING = "apologising"
    WARM = "warm"


@dataclass(frozen=True)
class Piece:
    text: str
    mark: Mark = Mark.PLAIN


@dataclass(frozen=True)
class ReportLine:
    """A line of the transcript; `speaker` is empty for the caller."""

    start_s: float
    speaker: str
    pieces: tuple[Piece, ...]


def report_lines(card: Scorecard, partner: str) -> Iterator[ReportLine]:
    """The caller's sentences and the turns of the other side, named `partner`, in time order."""
    marks = _marks(card)
    own = [
        ReportLine(line.start_s, "", tuple(_pieces(card, line.first_word, line.last_word, marks)))
        for line in lines(card.words)
    ]
    others = [ReportLine(turn.start_s, partner, (Piece(turn.text or "…"),)) for turn in card.partner_turns]
    yield from sorted((*own, *others), key=lambda line: line.start_s)


def _marks(card: Scorecard) -> dict[int, Mark]:
    kinds = {mark.value: mark for mark in Mark}
    found: dict[int, Mark] = {}
    for span in delivery_spans(Transcript(card.words, card.partner_turns)):
        mark = kinds.get(span.kind.value)
        if mark is not None:
            found.update(dict.fromkeys(range(span.first_word, span.last_word + 1), mark))
    found.update({at: Mark.FILLER for at, word in enumerate(card.words) if word.filler})
    return found


def _pieces(card: Scorecard, first: int, last: int, marks: dict[int, Mark]) -> Iterator[Piece]:
    run: list[str] = []
    run_mark = Mark.PLAIN
    for at in range(first, last + 1):
        mark = marks.get(at, Mark.PLAIN)
        if run and mark is not run_mark:
            yield Piece(" ".join(run), run_mark)
            run = []
        run, run_mark = [*run, card.words[at].text], mark
        pause_s = _hesitation_after(card, card.words[at]) if at < last else None
        if pause_s is not None:
            yield Piece(" ".join(run), run_mark)
            yield Piece(f"{pause_length(pause_s)} pause", Mark.PAUSE)
            run = []
    if run:
        yield Piece(" ".join(run), run_mark)


def _hesitation_after(card: Scorecard, word: Word) -> float | None:
    for pause in card.measures.pauses:
        if pause.place is PausePlace.HESITATION and abs(pause.start_s - word.end_s) < 0.3:
            return pause.duration_s
    return None

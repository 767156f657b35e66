"""A Praat TextGrid (long text format, Praat manual "TextGrid file formats").

Tiers: words, fillers, pauses, checks, partner. Every tier covers the whole recording without
overlaps, as Praat demands; checks that overlap in time share an interval, joined with " + ".
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.check_catalogue import check_specs
from models.scorecard import Scorecard

_RESOLUTION_S = 0.0001


@dataclass(frozen=True)
class Interval:
    start_s: float
    end_s: float
    label: str


def to_textgrid(scorecard: Scorecard) -> str:
    """The text of a TextGrid file for the whole take."""
    tiers = {
        "words": [Interval(word.start_s, word.end_s, word.text) for word in scorecard.words],
        "fillers": [Interval(word.start_s, word.end_s, word.text) for word in scorecard.words if word.filler],
        "pauses": [Interval(p.start_s, p.end_s, p.place.value) for p in scorecard.measures.pauses],
        "checks": _checks(scorecard),
        "partner": [Interval(turn.start_s, turn.end_s, turn.text) for turn in scorecard.partner_turns],
    }
    length_s = max([scorecard.duration_s, *(i.end_s for tier in tiers.values() for i in tier)])
    return "\n".join(_file(tiers, length_s)) + "\n"


def tiled(intervals: Iterable[Interval], length_s: float) -> tuple[Interval, ...]:
    """The intervals without overlaps, with empty ones between, from 0 to `length_s`."""
    spans = sorted((i for i in intervals if i.end_s - i.start_s > _RESOLUTION_S), key=lambda i: i.start_s)
    edges = sorted({0.0, length_s, *(_rounded(edge) for i in spans for edge in (i.start_s, i.end_s))})
    waiting = iter(spans)
    following = next(waiting, None)
    active: list[Interval] = []
    tiles: list[Interval] = []
    for start_s, end_s in itertools.pairwise(edges):
        middle_s = (start_s + end_s) / 2
        while following and following.start_s <= middle_s:
            active.append(following)
            following = next(waiting, None)
        active = [i for i in active if i.end_s > middle_s]
        label = " + ".join(i.label for i in active)
        if tiles and tiles[-1].label == label == "":
            tiles[-1] = Interval(tiles[-1].start_s, end_s, "")
        else:
            tiles.append(Interval(start_s, end_s, label))
    return tuple(tiles)


def _checks(scorecard: Scorecard) -> list[Interval]:
    titles = check_specs()
    return [
        Interval(check.start_s, check.end_s, titles[check.id].title if check.id in titles else check.id)
        for check in scorecard.checks
        if check.said and check.start_s is not None and check.end_s is not None
    ]


def _file(tiers: dict[str, list[Interval]], length_s: float) -> Iterator[str]:
    yield 'File type = "ooTextFile"'
    yield 'Object class = "TextGrid"'
    yield ""
    yield "xmin = 0"
    yield f"xmax = {length_s:.4f}"
    yield "tiers? <exists>"
    yield f"size = {len(tiers)}"
    yield "item []:"
    for number, (name, intervals) in enumerate(tiers.items(), start=1):
        tiles = tiled(intervals, _rounded(length_s))
        yield f"    item [{number}]:"
        yield '        class = "IntervalTier"'
        yield f'        name = "{name}"'
        yield "        xmin = 0"
        yield f"        xmax = {length_s:.4f}"
        yield f"        intervals: size = {len(tiles)}"
        for position, tile in enumerate(tiles, start=1):
            yield f"        intervals [{position}]:"
            yield f"            xmin = {tile.start_s:.4f}"
            yield f"            xmax = {tile.end_s:.4f}"
            yield f'            text = "{_quoted(tile.label)}"'


def _rounded(seconds: float) -> float:
    return round(seconds, 4)


def _quoted(text: str) -> str:
    return text.replace('"', '""').replace("\n", " ")

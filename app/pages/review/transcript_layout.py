"""Places the items of a transcript in lines: words below, their tags in lanes above. No painting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.pages.review.transcript_model import (
    IntroMark,
    Item,
    ParagraphBreak,
    PartnerItem,
    PauseItem,
    Tag,
    WordItem,
)

Measure = Callable[[str], float]
"""The width of a text in pixels."""


@dataclass(frozen=True)
class Metrics:
    """Sizes in pixels of the fonts in use."""

    word_width: Measure
    tag_width: Measure
    word_height: float
    tag_height: float
    space: float

    @property
    def chip_padding(self) -> float:
        return self.space * 1.5


@dataclass(frozen=True)
class Placed:
    """An item at its place; `y` is the top of the word's row."""

    item: Item
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class PlacedTag:
    tag: Tag
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Layout:
    items: tuple[Placed, ...] = ()
    tags: tuple[PlacedTag, ...] = ()
    height: float = 0.0
    word_places: dict[int, int] = field(default_factory=dict)
    """Index of a word in the transcript -> index in `items`."""


def lay_out(items: Sequence[Item], width: float, metrics: Metrics) -> Layout:
    """Breaks lines at `width`; tags that would overlap go one lane higher."""
    lines = _lines(items, width, metrics)
    placed: list[Placed] = []
    tags: list[PlacedTag] = []
    y = 0.0
    for line, gap in lines:
        lanes, lane_ends = _lanes(line, width, metrics)
        y += gap + len(lane_ends) * metrics.tag_height
        placed.extend(Placed(item, x, y, w) for item, x, w in line)
        tags.extend(PlacedTag(tag, x, y - (lane + 1) * metrics.tag_height, w) for tag, x, w, lane in lanes)
        y += metrics.word_height
    words = {p.item.index: at for at, p in enumerate(placed) if isinstance(p.item, WordItem)}
    return Layout(tuple(placed), tuple(tags), y, words)


_Cell = tuple[Item, float, float]


def _lines(items: Sequence[Item], width: float, metrics: Metrics) -> list[tuple[list[_Cell], float]]:
    """Lines of (item, x, width), each with the gap above it."""
    lines: list[tuple[list[_Cell], float]] = []
    line: list[_Cell] = []
    x = gap = 0.0
    for item in items:
        alone = isinstance(item, ParagraphBreak | PartnerItem)
        item_width = _width(item, metrics, width)
        if line and (alone or x + item_width > width):
            lines.append((line, gap))
            line, x, gap = [], 0.0, metrics.word_height * 0.25
        if isinstance(item, ParagraphBreak):
            gap = metrics.word_height * 0.6 if lines else 0.0
            continue
        line.append((item, x, item_width))
        x += item_width + metrics.space
        if alone:
            lines.append((line, gap))
            line, x, gap = [], 0.0, metrics.word_height * 0.4
    if line:
        lines.append((line, gap))
    return lines


def _width(item: Item, metrics: Metrics, available: float) -> float:
    match item:
        case WordItem():
            return metrics.word_width(item.word.text)
        case PauseItem() | IntroMark():
            return metrics.tag_width(item.label) + 2 * metrics.chip_padding
        case _:
            return available


def _lanes(
    line: Sequence[_Cell], width: float, metrics: Metrics
) -> tuple[list[tuple[Tag, float, float, int]], list[float]]:
    """Every tag of a line with its lane, and where each lane ends."""
    found: list[tuple[Tag, float, float, int]] = []
    ends: list[float] = []
    for item, word_x, _ in line:
        for tag in item.tags if isinstance(item, WordItem) else ():
            tag_width = metrics.tag_width(tag.text) + 2 * metrics.chip_padding
            x = max(0.0, min(word_x, width - tag_width))
            lane = next((at for at, end in enumerate(ends) if end + metrics.space <= x), len(ends))
            if lane == len(ends):
                ends.append(0.0)
            ends[lane] = x + tag_width
            found.append((tag, x, tag_width, lane))
    return found, ends

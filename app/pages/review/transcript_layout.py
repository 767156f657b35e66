"""Places the items of a transcript in lines: words below, their tags in lanes above. No painting."""

from bisect import bisect_left, bisect_right
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
class Row:
    """One line: from the top of its highest tag to the bottom of its words."""

    top: float
    y: float
    """The top of the words."""
    bottom: float
    items: tuple[Placed, ...]
    tags: tuple[PlacedTag, ...]

    @property
    def words(self) -> tuple[Placed, ...]:
        return tuple(placed for placed in self.items if isinstance(placed.item, WordItem))


@dataclass(frozen=True)
class Layout:
    """Rows from top to bottom; they never overlap."""

    rows: tuple[Row, ...] = ()
    height: float = 0.0
    words: dict[int, tuple[Row, Placed]] = field(default_factory=dict)
    """Index of a word in the transcript -> its row and place."""

    @property
    def items(self) -> tuple[Placed, ...]:
        return tuple(placed for row in self.rows for placed in row.items)

    @property
    def tags(self) -> tuple[PlacedTag, ...]:
        return tuple(tag for row in self.rows for tag in row.tags)

    def rows_between(self, top: float, bottom: float) -> tuple[Row, ...]:
        """The rows that reach into a stretch of the height; found by bisection."""
        first = bisect_left(self.rows, top, key=lambda row: row.bottom)
        last = bisect_right(self.rows, bottom, key=lambda row: row.top)
        return self.rows[first:last]

    def word_at(self, x: float, y: float, slack: float = 3.0) -> int | None:
        """The word under a point, `slack` pixels more to the left and right."""
        for row in self.rows_between(y, y):
            for placed in row.words if row.y <= y <= row.bottom else ():
                if placed.x - slack <= x <= placed.x + placed.width + slack:
                    return word_index(placed)
        return None

    def word_across(self, word: int, step: int) -> int | None:
        """The nearest word in the next line (`step` 1) or the one before (-1); None at the ends."""
        if word not in self.words:
            return None
        row, here = self.words[word]
        at = bisect_left(self.rows, row.y, key=lambda row: row.y) + step
        while 0 <= at < len(self.rows):
            if words := self.rows[at].words:
                return word_index(min(words, key=lambda placed: abs(placed.x - here.x)))
            at += step
        return None


def word_index(placed: Placed) -> int:
    """The index in the transcript of a placed word; -1 for what is none."""
    return placed.item.index if isinstance(placed.item, WordItem) else -1


class LayoutCache:
    """The layout of the same items at the widths asked for; a window asks for the same few again."""

    _KEPT = 4

    def __init__(self, items: Sequence[Item], metrics: Metrics) -> None:
        self.metrics = metrics
        self._items = tuple(items)
        self._layouts: dict[int, Layout] = {}

    def at(self, width: int) -> Layout:
        if width not in self._layouts:
            while len(self._layouts) >= self._KEPT:
                del self._layouts[next(iter(self._layouts))]
            self._layouts[width] = lay_out(self._items, width, self.metrics)
        return self._layouts[width]


def lay_out(items: Sequence[Item], width: float, metrics: Metrics) -> Layout:
    """Breaks lines at `width`; tags that would overlap go one lane higher."""
    rows: list[Row] = []
    y = 0.0
    for line, gap in _lines(items, width, metrics):
        lanes, lane_ends = _lanes(line, width, metrics)
        top = y + gap
        y = top + len(lane_ends) * metrics.tag_height
        placed = tuple(Placed(item, x, y, w) for item, x, w in line)
        tags = tuple(PlacedTag(tag, x, y - (lane + 1) * metrics.tag_height, w) for tag, x, w, lane in lanes)
        rows.append(Row(top, y, y + metrics.word_height, placed, tags))
        y += metrics.word_height
    words = {word_index(placed): (row, placed) for row in rows for placed in row.words}
    return Layout(tuple(rows), y, words)


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

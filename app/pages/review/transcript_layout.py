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
    RemovedItem,
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
class PartnerLine:
    """One line of a turn of the other side; only the first has its label."""

    item: PartnerItem
    label: str
    text: str
    indent: float


LaidOut = WordItem | RemovedItem | PauseItem | IntroMark | PartnerLine


@dataclass(frozen=True)
class Placed:
    """An item at its place; `y` is the top of the word's row."""

    item: LaidOut
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


@dataclass(frozen=True)
class Layout:
    """Rows from top to bottom; they never overlap.

    `stops` are where the arrow keys halt, in reading order: words, and words that were taken out.
    """

    rows: tuple[Row, ...] = ()
    height: float = 0.0
    stops: tuple[Placed, ...] = ()
    words: dict[int, int] = field(default_factory=dict)
    """Index of a word in the transcript -> its stop."""

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

    def placed_at(self, x: float, y: float, slack: float = 3.0) -> Placed | None:
        """The item under a point, `slack` pixels more to the left and right."""
        for row in self.rows_between(y, y):
            for placed in row.items if row.y <= y <= row.bottom else ():
                if placed.x - slack <= x <= placed.x + placed.width + slack:
                    return placed
        return None

    def tag_at(self, x: float, y: float) -> Tag | None:
        """The tag under a point."""
        for row in self.rows_between(y, y):
            for tag in row.tags if y < row.y else ():
                height = (row.y - row.top) / max(len({tag.y for tag in row.tags}), 1)
                if tag.x <= x <= tag.x + tag.width and tag.y <= y < tag.y + height:
                    return tag.tag
        return None

    def stop_at(self, x: float, y: float) -> int | None:
        """The stop under a point."""
        placed = self.placed_at(x, y)
        return self.stop_of(placed) if placed is not None else None

    def stop_of(self, placed: Placed) -> int | None:
        if not isinstance(placed.item, WordItem | RemovedItem):
            return None
        at = bisect_left(self.stops, (placed.y, placed.x), key=lambda stop: (stop.y, stop.x))
        return at if at < len(self.stops) and self.stops[at] == placed else None

    def stop_across(self, stop: int, step: int) -> int | None:
        """The nearest stop in the next line (`step` 1) or the one before (-1); None at the ends."""
        if not 0 <= stop < len(self.stops):
            return None
        here = self.stops[stop]
        beyond = [at for at, other in enumerate(self.stops) if (other.y - here.y) * step > 0]
        if not beyond:
            return None
        line_y = self.stops[beyond[0] if step > 0 else beyond[-1]].y
        line = [at for at in beyond if self.stops[at].y == line_y]
        return min(line, key=lambda at: abs(self.stops[at].x - here.x))


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
    placed_items = (placed for row in rows for placed in row.items)
    stops = tuple(placed for placed in placed_items if isinstance(placed.item, WordItem | RemovedItem))
    words = {stop.item.index: at for at, stop in enumerate(stops) if isinstance(stop.item, WordItem)}
    return Layout(tuple(rows), y, stops, words)


_Cell = tuple[LaidOut, float, float]


def _lines(items: Sequence[Item], width: float, metrics: Metrics) -> list[tuple[list[_Cell], float]]:
    """Lines of (item, x, width), each with the gap above it."""
    lines: list[tuple[list[_Cell], float]] = []
    line: list[_Cell] = []
    x = gap = 0.0
    for item in items:
        if isinstance(item, ParagraphBreak | PartnerItem) and line:
            lines.append((line, gap))
            line, x = [], 0.0
            gap = metrics.word_height * 0.25
        if isinstance(item, ParagraphBreak):
            gap = metrics.word_height * 0.6 if lines else 0.0
            continue
        if isinstance(item, PartnerItem):
            for said in _partner_lines(item, width, metrics):
                lines.append(([(said, 0.0, width)], gap))
                gap = 0.0
            gap = metrics.word_height * 0.4
            continue
        item_width = _width(item, metrics)
        if line and x + item_width > width:
            lines.append((line, gap))
            line, x, gap = [], 0.0, metrics.word_height * 0.25
        line.append((item, x, item_width))
        x += item_width + metrics.space
    if line:
        lines.append((line, gap))
    return lines


def _width(item: WordItem | RemovedItem | PauseItem | IntroMark, metrics: Metrics) -> float:
    match item:
        case WordItem():
            return metrics.word_width(item.word.text)
        case RemovedItem():
            return metrics.tag_width(item.word.text) + 2 * metrics.chip_padding
        case _:
            return metrics.tag_width(item.label) + 2 * metrics.chip_padding


def _partner_lines(item: PartnerItem, width: float, metrics: Metrics) -> list[PartnerLine]:
    """The label, and beside it the words, broken at the width that is left."""
    padding = 2 * metrics.chip_padding
    indent = metrics.tag_width(item.label) + 2 * padding
    texts = [""]
    for token in item.turn.text.split():
        longer = f"{texts[-1]} {token}".strip()
        if texts[-1] and indent + metrics.word_width(longer) + padding > width:
            texts.append(token)
        else:
            texts[-1] = longer
    return [PartnerLine(item, "" if at else item.label, text, indent) for at, text in enumerate(texts)]


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

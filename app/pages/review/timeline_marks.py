"""Where the flags of the checks and their names stand above the lanes: in two rows, so that none collide."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from app.pages.review.timeline_model import CheckMark, TimelineData, View

LANES = 2
FLAG_PX = 13.0
_GAP_PX = 10.0


@dataclass(frozen=True)
class PlacedMark:
    """`lane` 0 is the lower row; without room for its name a mark is a flag only."""

    mark: CheckMark
    x: float
    lane: int
    left: float
    width: float
    has_label: bool

    @property
    def points_left(self) -> bool:
        """At the right end the name stands left of the flag."""
        return self.has_label and self.left < self.x - 1


def place_marks(
    data: TimelineData, view: View, left: float, width: float, label_width: Callable[[str], float]
) -> tuple[PlacedMark, ...]:
    """The marks in the visible part, from left to right; `left` and `width` are the lanes' in pixels."""
    shown = [mark for mark in data.marks if view.start_s <= mark.start_s <= view.end_s]
    shown.sort(key=lambda mark: mark.start_s)
    xs = [left + view.x_of(mark.start_s, width) for mark in shown]
    widths = [FLAG_PX + label_width(mark.label) for mark in shown]
    places = label_places(zip(xs, widths, strict=True), left + width)
    placed: list[PlacedMark] = []
    for mark, x, wide, place in zip(shown, xs, widths, places, strict=True):
        if place is not None:
            placed.append(PlacedMark(mark, x, place[0], place[1], wide, True))
        else:
            placed = [_clear_of(x, one) for one in placed]
            placed.append(PlacedMark(mark, x, 0, x, FLAG_PX, False))
    return tuple(placed)


def _clear_of(x: float, one: PlacedMark) -> PlacedMark:
    """A name in the lower row ends before a flag that found no room for its own."""
    overlaps = one.has_label and one.lane == 0 and one.x < x < one.left + one.width + _GAP_PX
    if not overlaps or one.points_left:
        return one
    room = x - one.left - _GAP_PX / 2
    return replace(one, width=room) if room > 3 * FLAG_PX else replace(one, width=FLAG_PX, has_label=False)


def label_places(labels: Iterable[tuple[float, float]], right: float) -> list[tuple[int, float] | None]:
    """For each (x of the flag, width with its name), in order of x: its lane and left edge.

    A name stands right of its flag in the first lane with room; at the right end it stands left of it.
    None where there is no room at all.
    """
    ends = [float("-inf")] * LANES
    places: list[tuple[int, float] | None] = []
    for x, width in labels:
        left = x if x + width <= right else x - width
        lane = next((lane for lane, end in enumerate(ends) if end + _GAP_PX <= left), None)
        places.append(None if lane is None else (lane, left))
        if lane is not None:
            ends[lane] = max(left + width, x)
    return places

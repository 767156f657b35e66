"""Piecewise linear curves from a measure to the points it costs."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Curve:
    """Anchors (measure, points lost), ascending; straight lines between, flat outside."""

    anchors: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if len(self.anchors) < 2:
            raise ValueError("a curve needs at least two anchors")
        if any(left[0] >= right[0] for left, right in pairwise(self.anchors)):
            raise ValueError("the anchors must ascend")
        if any(loss < 0 for _, loss in self.anchors):
            raise ValueError("a loss cannot be negative")

    @property
    def most(self) -> float:
        """The largest loss."""
        return max(loss for _, loss in self.anchors)

    def loss(self, value: float) -> float:
        """Points lost at `value`."""
        xs = [x for x, _ in self.anchors]
        if value <= xs[0]:
            return self.anchors[0][1]
        if value >= xs[-1]:
            return self.anchors[-1][1]
        right = bisect_right(xs, value)
        (x0, y0), (x1, y1) = self.anchors[right - 1], self.anchors[right]
        return y0 + (y1 - y0) * (value - x0) / (x1 - x0)

    def steepest(self, step: float) -> float:
        """The largest change of the loss when the measure changes by `step`."""
        corners = [x for x, _ in self.anchors]
        starts = [*corners, *(x - step for x in corners)]
        return max(abs(self.loss(x + step) - self.loss(x)) for x in starts)

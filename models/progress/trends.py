"""One metric over takes or days, and whether it has changed.

A change counts only outside its uncertainty: the 95 % interval of the difference of two means,
from the takes' own standard errors and from how much a person varies from take to take.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from itertools import groupby
from statistics import fmean, pstdev

from models.progress.metrics import METRICS, Better, Metric
from models.scorecard import Status
from models.take import TakeSummary

BASELINE_TAKES = 3
_RECENT_TAKES = 3
_Z_95 = 1.96


class Direction(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    DIFFERENT = "different"
    """Clearly changed, where neither way is better."""
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Point:
    """One take, or the mean of one day's takes (then `take_ids` are all of them)."""

    at: datetime
    value: float
    standard_error: float
    take_ids: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """From the first takes to the latest ones. `margin` is half the 95 % interval of `difference`."""

    metric: Metric
    baseline: float
    recent: float
    difference: float
    margin: float
    direction: Direction

    @property
    def clarity(self) -> float:
        """How many margins the difference is; what improved most is what improved most clearly."""
        return abs(self.difference) / self.margin if self.margin else 0.0


@dataclass(frozen=True)
class Overview:
    """What Progress says at the top. `baseline` values need three takes."""

    takes: int
    practice_days: tuple[date, ...]
    changes: tuple[Change, ...]
    most_improved: Change | None


def series(takes: Iterable[TakeSummary], metric: Metric) -> tuple[Point, ...]:
    """The metric of every take that has it, oldest first."""
    points = (
        Point(take.started_at, value, metric.standard_error(take), (take.take_id,))
        for take in takes
        if take.status is Status.SCORED and (value := metric.value(take)) is not None
    )
    return tuple(sorted(points, key=lambda point: point.at))


def daily(points: Iterable[Point], zone: tzinfo | None = None) -> tuple[Point, ...]:
    """The mean of each day, in the user's time zone."""
    grouped = groupby(points, key=lambda point: point.at.astimezone(zone).date())
    return tuple(_mean(tuple(group)) for _, group in grouped)


def change(points: Sequence[Point], metric: Metric) -> Change | None:
    """The first three takes against the latest ones after them; None while there are too few."""
    if len(points) <= BASELINE_TAKES:
        return None
    first, later = points[:BASELINE_TAKES], points[BASELINE_TAKES:][-_RECENT_TAKES:]
    baseline, recent = fmean(p.value for p in first), fmean(p.value for p in later)
    between = pstdev([*(p.value - baseline for p in first), *(p.value - recent for p in later)])
    error = math.hypot(_error_of_mean(first, between), _error_of_mean(later, between))
    difference, margin = recent - baseline, _Z_95 * error
    return Change(metric, baseline, recent, difference, margin, direction(metric, difference, margin))


def direction(metric: Metric, difference: float, margin: float) -> Direction:
    """Unclear inside the margin; outside it, what the difference means for this metric."""
    if abs(difference) <= margin:
        return Direction.UNCLEAR
    if metric.better is Better.NEITHER:
        return Direction.DIFFERENT
    return Direction.BETTER if (difference > 0) == (metric.better is Better.HIGHER) else Direction.WORSE


def overview(takes: Sequence[TakeSummary], zone: tzinfo | None = None) -> Overview:
    """Everything that needs all takes of the filter at once."""
    changes = tuple(found for m in METRICS if (found := change(series(takes, m), m)) is not None)
    improved = [found for found in changes if found.direction is Direction.BETTER]
    days = sorted({take.started_at.astimezone(zone).date() for take in takes})
    return Overview(
        takes=len(takes),
        practice_days=tuple(days),
        changes=changes,
        most_improved=max(improved, key=lambda found: found.clarity, default=None),
    )


def best(takes: Iterable[TakeSummary], metric: Metric) -> Point | None:
    """The best take by a metric that has a better way; the earliest of equals."""
    if metric.better is Better.NEITHER:
        return None
    sign = 1 if metric.better is Better.HIGHER else -1
    return max(series(takes, metric), key=lambda point: sign * point.value, default=None)


def _mean(points: tuple[Point, ...]) -> Point:
    return Point(
        at=points[-1].at,
        value=fmean(point.value for point in points),
        standard_error=_error_of_mean(points, 0.0),
        take_ids=tuple(take_id for point in points for take_id in point.take_ids),
    )


def _error_of_mean(points: Sequence[Point], between: float) -> float:
    variance = fmean(point.standard_error**2 for point in points) + between**2
    return math.sqrt(variance / len(points))

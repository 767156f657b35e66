"""One metric over takes or days, and whether it has changed.

A change counts only outside its uncertainty: the 95 % interval of the difference of two means,
from the takes' own standard errors and from how much a person varies from take to take.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from itertools import islice
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
    """One take, or the mean of several (then `take_ids` are all of them)."""

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
        """How many margins the difference is."""
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
    ordered = in_order(takes)
    return tuple(_point(t, metric, value) for t in ordered if (value := metric.value(t)) is not None)


def in_order(takes: Iterable[TakeSummary]) -> tuple[TakeSummary, ...]:
    """The scored takes, oldest first; retries of one line are left out, because they are no whole calls."""
    whole = (take for take in takes if take.status is Status.SCORED and not take.focus_line)
    return tuple(sorted(whole, key=lambda take: take.started_at))


def ends(scored: Sequence[TakeSummary], metric: Metric) -> tuple[Point, ...]:
    """The points that `change` looks at: the first three and the latest three of takes that are in order.

    With thousands of takes this spares making a point of each.
    """
    judged = (take for take in scored if metric.value(take) is not None)
    first = tuple(islice(judged, BASELINE_TAKES))
    known = {take.take_id for take in first}
    from_the_end = (t for t in reversed(scored) if metric.value(t) is not None and t.take_id not in known)
    latest = tuple(islice(from_the_end, _RECENT_TAKES)) if len(first) == BASELINE_TAKES else ()
    return tuple(point for take in (*first, *reversed(latest)) for point in series([take], metric))


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
    scored = in_order(takes)
    changes = tuple(found for m in METRICS if (found := change(ends(scored, m), m)) is not None)
    improved = [found for found in changes if found.direction is Direction.BETTER]
    days = sorted({take.started_at.astimezone(zone).date() for take in takes})
    return Overview(
        takes=len(takes),
        practice_days=tuple(days),
        changes=changes,
        most_improved=max(improved, key=_improvement, default=None),
    )


def best(takes: Iterable[TakeSummary], metric: Metric) -> Point | None:
    """The best take by a metric that has a better way; the earliest of equals."""
    if metric.better is Better.NEITHER:
        return None
    sign = 1 if metric.better is Better.HIGHER else -1
    values = ((sign * value, take) for take in in_order(takes) if (value := metric.value(take)) is not None)
    found = max(values, key=lambda pair: pair[0], default=None)
    return _point(found[1], metric, sign * found[0]) if found is not None else None


def _improvement(found: Change) -> tuple[bool, float]:
    """Scores by their points, which one can compare; measures, each on its scale, only after them."""
    is_score = found.metric.score is not None
    return is_score, abs(found.difference) if is_score else found.clarity


def _point(take: TakeSummary, metric: Metric, value: float) -> Point:
    return Point(take.started_at, value, metric.standard_error(take), (take.take_id,))


def _error_of_mean(points: Sequence[Point], between: float) -> float:
    variance = fmean(point.standard_error**2 for point in points) + between**2
    return math.sqrt(variance / len(points))

"""Two takes side by side: scores, measures and checks with their differences."""

import math
from dataclasses import dataclass

from models.history.records import TakeRecord
from models.progress.alignment import LinePair, aligned
from models.progress.metrics import METRICS, Metric
from models.progress.trends import Direction, direction

_Z_95 = 1.96


@dataclass(frozen=True)
class Difference:
    """One metric in both takes; None where a take has no value that can be stood behind."""

    metric: Metric
    left: float | None
    right: float | None
    difference: float | None
    margin: float | None
    direction: Direction


@dataclass(frozen=True)
class CheckDifference:
    check_id: str
    left_said: bool
    right_said: bool


@dataclass(frozen=True)
class Comparison:
    left: TakeRecord
    right: TakeRecord
    differences: tuple[Difference, ...]
    checks: tuple[CheckDifference, ...]
    lines: tuple[LinePair, ...]


def compare(left: TakeRecord, right: TakeRecord) -> Comparison:
    """The right take against the left; usually the later against the earlier."""
    theirs = {check.id: check.said for check in right.scorecard.checks}
    return Comparison(
        left=left,
        right=right,
        differences=tuple(_difference(metric, left, right) for metric in METRICS),
        checks=tuple(
            CheckDifference(check.id, check.said, theirs[check.id])
            for check in left.scorecard.checks
            if check.id in theirs
        ),
        lines=aligned(left.scorecard.words, right.scorecard.words),
    )


def _difference(metric: Metric, left: TakeRecord, right: TakeRecord) -> Difference:
    a, b = metric.value(left.summary), metric.value(right.summary)
    if a is None or b is None:
        return Difference(metric, a, b, None, None, Direction.UNCLEAR)
    error = math.hypot(metric.standard_error(left.summary), metric.standard_error(right.summary))
    margin = _Z_95 * error
    return Difference(metric, a, b, b - a, margin, direction(metric, b - a, margin))

"""What the chart shows, and where: pure geometry, no painting."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from statistics import fmean

from app.pages.progress.overview_model import shown_value
from models.progress.metrics import METRICS, Metric, metric
from models.progress.trends import BASELINE_TAKES, Point, series
from models.take import TakeSummary

SCORES = "scores"
"""The choice that shows the three scores together."""
_Z_95 = 1.96


@dataclass(frozen=True)
class Series:
    """One line: `baseline` is the mean of the first three takes, when there are so many."""

    metric: Metric
    points: tuple[Point, ...]
    baseline: float | None


@dataclass(frozen=True)
class ChartData:
    """Lines on one scale from `low` to `high`; x is the time of the take, spaced evenly in order."""

    series: tuple[Series, ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()
    """The take ids of each x position, oldest first; several when a column is a mean."""
    low: float = 0.0
    high: float = 100.0
    unit: str = "points"
    by_day: bool = False

    @cached_property
    def places(self) -> dict[str, int]:
        """The column of every take id."""
        return {take_id: x for x, ids in enumerate(self.columns) for take_id in ids}


def chart_data(
    takes: Iterable[TakeSummary], metric_id: str = SCORES, *, by_day: bool = False, most: int = 80
) -> ChartData:
    """At most `most` columns: with more takes than that, each stands for the mean of several."""
    chosen = [m for m in METRICS if m.score is not None] if metric_id == SCORES else [metric(metric_id)]
    takes = tuple(takes)
    raw = [(m, series(takes, m)) for m in chosen]
    order = sorted({(p.at, p.take_ids[0]) for _, points in raw for p in points})
    columns = _columns(order, by_day, most)
    place = {take_id: x for x, ids in enumerate(columns) for take_id in ids}
    made = tuple(Series(m, _grouped(points, place), _baseline(points)) for m, points in raw)
    low, high = (0.0, 100.0) if chosen[0].score is not None else _range(made)
    return ChartData(made, columns, low, high, chosen[0].unit, by_day)


def margin(point: Point) -> float:
    """Half the 95 % interval."""
    return _Z_95 * point.standard_error


def ticks(low: float, high: float, wanted: int = 4) -> tuple[float, ...]:
    """Round values across the range."""
    step = _round_step((high - low) / wanted)
    first = math.ceil(low / step - 1e-9)
    return tuple(number * step for number in range(first, math.floor(high / step + 1e-9) + 1))


def reading(data: ChartData, column: int) -> str:
    """The values of one column in words, for the pointer, the keys and the screen reader."""
    ids = set(data.columns[column])
    parts: list[str] = []
    when = ""
    for line in data.series:
        point = next((p for p in line.points if p.take_ids[-1] in ids), None)
        if point is None:
            continue
        local = point.at.astimezone()
        clock = "" if data.by_day or len(ids) > 1 else f", {local:%H:%M}"
        when = f"{local:%a} {local.day} {local:%b %Y}{clock}"
        several = f" (mean of {len(ids)} takes)" if len(ids) > 1 else ""
        value = shown_value(line.metric, point.value)
        unit = f" {line.metric.unit}" if line.metric.unit and line.metric.score is None else ""
        parts.append(f"{line.metric.label} {value}{unit} ± {shown_value(line.metric, margin(point))}")
        when += several
    return "\n".join([when, *parts])


def _columns(order: Sequence[tuple[datetime, str]], by_day: bool, most: int) -> tuple[tuple[str, ...], ...]:
    groups: list[list[str]] = []
    last: object = None
    for at, take_id in order:
        day: object = at.astimezone().date() if by_day else take_id
        if day != last or not groups:
            groups.append([])
            last = day
        groups[-1].append(take_id)
    size = math.ceil(len(groups) / most) if groups else 1
    return tuple(
        tuple(take_id for group in groups[at : at + size] for take_id in group)
        for at in range(0, len(groups), size)
    )


def _grouped(points: Sequence[Point], place: dict[str, int]) -> tuple[Point, ...]:
    groups: dict[int, list[Point]] = {}
    for point in points:
        groups.setdefault(place[point.take_ids[0]], []).append(point)
    return tuple(_mean(groups[x]) for x in sorted(groups))


def _mean(points: Sequence[Point]) -> Point:
    if len(points) == 1:
        return points[0]
    value = fmean(p.value for p in points)
    spread = fmean((p.value - value) ** 2 for p in points) + fmean(p.standard_error**2 for p in points)
    ids = tuple(take_id for p in points for take_id in p.take_ids)
    return Point(points[-1].at, value, math.sqrt(spread / len(points)), ids)


def _baseline(points: Sequence[Point]) -> float | None:
    return fmean(p.value for p in points[:BASELINE_TAKES]) if len(points) >= BASELINE_TAKES else None


def _range(lines: Sequence[Series]) -> tuple[float, float]:
    edges = [p.value + sign * margin(p) for line in lines for p in line.points for sign in (-1, 1)]
    if not edges:
        return 0.0, 1.0
    low, high = min(edges), max(edges)
    low = max(low, 0.0) if min(p.value for line in lines for p in line.points) >= 0 else low
    step = _round_step(max(high - low, 1e-6) / 4)
    return math.floor(low / step) * step, math.ceil(high / step) * step


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(max(rough, 1e-9)))
    return next((f * power for f in (1, 2, 2.5, 5) if f * power >= rough), 10 * power)

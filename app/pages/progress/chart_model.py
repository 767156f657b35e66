"""What the chart shows, and where: pure geometry, no painting."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from statistics import fmean

from app.pages.progress.overview_model import shown_value
from models.progress.metrics import METRICS, Metric, metric
from models.progress.trends import BASELINE_TAKES, Point, ends, in_order
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
    scored = in_order(takes)
    drawn = [take for take in scored if any(m.value(take) is not None for m in chosen)]
    columns = _columns(drawn, by_day, most)
    made = tuple(Series(m, _points(columns, m), _baseline(scored, m)) for m in chosen)
    low, high = (0.0, 100.0) if chosen[0].score is not None else _range(made)
    ids = tuple(tuple(take.take_id for take in column) for column in columns)
    return ChartData(made, ids, low, high, chosen[0].unit, by_day)


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


def _columns(takes: Sequence[TakeSummary], by_day: bool, most: int) -> list[list[TakeSummary]]:
    """Takes in order, one to a column or one day's; neighbours join when there are more than `most`."""
    if by_day:
        columns = [
            list(day) for _, day in groupby(takes, key=lambda take: take.started_at.astimezone().date())
        ]
    else:
        columns = [[take] for take in takes]
    size = math.ceil(len(columns) / most) or 1
    return [list(chain.from_iterable(columns[at : at + size])) for at in range(0, len(columns), size)]


def _points(columns: Iterable[Sequence[TakeSummary]], shown: Metric) -> tuple[Point, ...]:
    return tuple(point for column in columns if (point := _mean(column, shown)) is not None)


def _mean(column: Sequence[TakeSummary], shown: Metric) -> Point | None:
    """One mark; the error of a mean of several has how much they differ in it, too."""
    judged = [(take, value) for take in column if (value := shown.value(take)) is not None]
    if not judged:
        return None
    last, count = judged[-1][0], len(judged)
    errors = sum(shown.standard_error(take) ** 2 for take, _ in judged) / count
    mean = sum(value for _, value in judged) / count
    spread = sum((value - mean) ** 2 for _, value in judged) / count
    ids = tuple(take.take_id for take, _ in judged)
    return Point(last.started_at, mean, math.sqrt((spread + errors) / count), ids)


def _baseline(scored: Sequence[TakeSummary], shown: Metric) -> float | None:
    first = ends(scored, shown)[:BASELINE_TAKES]
    return fmean(point.value for point in first) if len(first) == BASELINE_TAKES else None


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

"""What Progress says of a list of takes: headline, next step, the three scores. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean

from models.history.saved_card import SavedCard
from models.progress.metrics import METRICS, Metric
from models.progress.trends import BASELINE_TAKES, Change, Direction, Overview, best, ends, in_order, overview
from models.scorecard import ScoreName
from models.scoring import load_rubric
from models.take import TakeSummary

_RECENT = 3


@dataclass(frozen=True)
class Tile:
    """One score at a glance."""

    label: str
    latest: str
    best: str
    baseline: str
    change: str
    direction: Direction | None
    best_take_id: str | None = None


@dataclass(frozen=True)
class ProgressView:
    """Everything of the page but the chart; `takes` newest first."""

    takes: tuple[TakeSummary, ...] = ()
    cards: tuple[SavedCard, ...] = ()
    headline: str = ""
    next_step: str = ""
    practised: str = ""
    tiles: tuple[Tile, ...] = ()
    elsewhere: str = ""
    """With no take in the filter: where there are some; empty when there are none at all."""
    others: tuple[str, ...] = field(default=())
    """Further clear changes, one sentence each."""
    older: tuple[str, ...] = ()
    """The takes that were scored by an older rubric than the newest of today."""


def progress_view(takes: Sequence[TakeSummary], cards: Sequence[SavedCard] = ()) -> ProgressView:
    """The whole page's words for these takes (newest first)."""
    seen = overview(takes)
    changes = {change.metric.id: change for change in seen.changes}
    scored = in_order(takes)
    return ProgressView(
        takes=tuple(takes),
        cards=tuple(cards),
        headline=_headline(len(scored), seen),
        next_step=_next_step(scored),
        practised=_practised(takes, seen),
        tiles=tuple(_tile(m, scored, changes.get(m.id)) for m in METRICS if m.score is not None),
        others=_others(seen),
        older=tuple(take.take_id for take in takes if take.rubric_version < load_rubric().version),
    )


def shown_value(metric: Metric, value: float | None) -> str:
    """With as many decimals as mean anything."""
    if value is None:
        return "–"
    return f"{value:.1f}" if metric.typical_error < 1 else f"{value:.0f}"


def shown_difference(metric: Metric, difference: float | None, margin: float | None) -> str:
    """With its sign and half its 95 % interval, such as "+12 ± 8"."""
    if difference is None or margin is None:
        return "–"
    amount = shown_value(metric, abs(difference))
    sign = "" if not float(amount) else "+" if difference > 0 else "−"
    return f"{sign}{amount} ± {shown_value(metric, margin)}"


def change_words(change: Change | None, takes: int) -> str:
    """The change since the first takes with its uncertainty; the direction is in words, too."""
    if change is None:
        missing = BASELINE_TAKES + 1 - takes
        return f"{_count(missing, 'more take')} to compare" if missing > 0 else "Not judged yet"
    amount = shown_difference(change.metric, change.difference, change.margin)
    if change.direction is Direction.UNCLEAR:
        return f"No clear change yet ({amount})"
    return f"▲ up {amount}" if change.difference > 0 else f"▼ down {amount}"


def _headline(scored: int, seen: Overview) -> str:
    if scored == 0:
        return "No scored take yet"
    if scored < BASELINE_TAKES:
        return f"{_count(scored, 'take')} so far: three make a baseline"
    if scored == BASELINE_TAKES:
        return "Your baseline is set: from the next take on you see what changes"
    improved = seen.most_improved
    if improved is None:
        return "No clear change yet: the differences are within the uncertainty"
    first, now = (shown_value(improved.metric, value) for value in (improved.baseline, improved.recent))
    return f"{improved.metric.label} improved most: from {first} at first to {now} now"


def _next_step(scored: Sequence[TakeSummary]) -> str:
    latest = scored[-_RECENT:]
    means: dict[ScoreName, float] = {}
    for name in ScoreName:
        values = [value for take in latest if (value := take.scores.get(name)) is not None]
        if values:
            means[name] = fmean(values)
    if not means:
        return "Rehearse a call, and it is scored here."
    weakest = min(means, key=lambda name: means[name])
    if means[weakest] >= 90:
        return "All three scores are high. Try a harder call, or a card with another job."
    return f"Next: {weakest.label}, {_HINTS[weakest]}"


_HINTS = {
    ScoreName.BREVITY: "your lowest score of late. Say why you call sooner, then stop.",
    ScoreName.INTRO: "your lowest score of late. Say who you are and which interview in ten seconds.",
    ScoreName.TONE: "your lowest score of late. Fewer hedges, and pauses only between sentences.",
}


def _practised(takes: Sequence[TakeSummary], seen: Overview) -> str:
    kinds = len({take.scenario for take in takes})
    mixed = f", {kinds} kinds of call" if kinds > 1 else ""
    return f"{_count(seen.takes, 'take')} on {_count(len(seen.practice_days), 'practice day')}{mixed}"


def _tile(metric: Metric, scored: Sequence[TakeSummary], change: Change | None) -> Tile:
    points = ends(scored, metric)
    top = best(scored, metric)
    has_baseline = len(points) >= BASELINE_TAKES
    baseline = fmean(point.value for point in points[:BASELINE_TAKES]) if has_baseline else None
    return Tile(
        label=metric.label,
        latest=shown_value(metric, points[-1].value if points else None),
        best=shown_value(metric, top.value if top else None),
        baseline=shown_value(metric, baseline),
        change=change_words(change, len(points)),
        direction=change.direction if change else None,
        best_take_id=top.take_ids[0] if top else None,
    )


def _others(seen: Overview) -> tuple[str, ...]:
    clear = [
        change
        for change in seen.changes
        if change.metric.score is None
        and change.direction is not Direction.UNCLEAR
        and change is not seen.most_improved
    ]
    clear.sort(key=lambda change: -change.clarity)
    return tuple(_other(change) for change in clear[:2])


def _other(change: Change) -> str:
    first, now = (shown_value(change.metric, value) for value in (change.baseline, change.recent))
    return f"{change.metric.label}: {first} at first, {now} now"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

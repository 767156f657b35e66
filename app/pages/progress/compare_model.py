"""What the comparison of two takes says. Plain Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from app.pages.progress.overview_model import shown_difference, shown_value
from app.theme.tokens import Tokens
from models.check_catalogue import CheckSpec, check_specs
from models.progress.alignment import LinePair, Part, Piece
from models.progress.comparison import CheckDifference, Comparison, Difference
from models.progress.trends import Direction


@dataclass(frozen=True)
class Row:
    """One score or measure in both takes; `change` has the difference with its uncertainty."""

    label: str
    unit: str
    left: str
    right: str
    change: str
    verdict: str
    direction: Direction
    is_score: bool


@dataclass(frozen=True)
class PointGroup:
    """Points of the call of which the same is true, such as those that only B makes."""

    sign: str
    heading: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class CompareView:
    headline: str
    rows: tuple[Row, ...]
    points: tuple[PointGroup, ...]
    pairs: tuple[LinePair, ...]


def compare_view(found: Comparison) -> CompareView:
    """The words for a comparison; the right take is judged against the left."""
    return CompareView(
        headline=_headline(found.differences),
        rows=tuple(_row(difference) for difference in found.differences),
        points=tuple(_point_groups(found)),
        pairs=found.lines,
    )


def pieces_html(pieces: Iterable[Piece], look: Tokens) -> str:
    """Rich text: what was dropped is struck through, what is new underlined; colour comes on top."""
    styles = {
        Part.DROPPED: f"color:{look.danger}; text-decoration:line-through",
        Part.NEW: f"color:{look.success}; text-decoration:underline; font-weight:600",
    }
    return " ".join(
        f"<span style='{styles[piece.part]}'>{escape(piece.text)}</span>"
        if piece.part in styles
        else escape(piece.text)
        for piece in pieces
    )


def pair_words(pair: LinePair) -> str:
    """What became of a line, in text."""
    if pair.right is None:
        return "dropped"
    if pair.left is None:
        return "new"
    changed = any(piece.part is not Part.SAME for piece in (*pair.left_pieces, *pair.right_pieces))
    return "changed" if changed else "same"


def _headline(differences: Iterable[Difference]) -> str:
    clear = [d for d in differences if d.metric.score is not None and d.direction is not Direction.UNCLEAR]
    if not clear:
        return "No clear change in the three scores: they differ by less than they are sure"
    parts = [
        f"{d.metric.label} {'better' if d.direction is Direction.BETTER else 'worse'} "
        f"({shown_value(d.metric, d.left)} → {shown_value(d.metric, d.right)})"
        for d in sorted(clear, key=lambda d: -abs(d.difference or 0.0))
    ]
    return ", ".join(parts)


def _row(difference: Difference) -> Row:
    metric = difference.metric
    return Row(
        label=metric.label,
        unit=metric.unit if metric.score is None else "",
        left=shown_value(metric, difference.left),
        right=shown_value(metric, difference.right),
        change=shown_difference(metric, difference.difference, difference.margin),
        verdict=_verdict(difference),
        direction=difference.direction,
        is_score=metric.score is not None,
    )


def _verdict(difference: Difference) -> str:
    """Inside the uncertainty nothing is claimed."""
    if difference.difference is None:
        return "Cannot be compared"
    arrow = "▲" if difference.difference > 0 else "▼"
    match difference.direction:
        case Direction.BETTER:
            return f"{arrow} better"
        case Direction.WORSE:
            return f"{arrow} worse"
        case Direction.DIFFERENT:
            return f"{arrow} different"
        case Direction.UNCLEAR:
            return "No clear change"


def _point_groups(found: Comparison) -> Iterator[PointGroup]:
    judged = list(_judged(found))
    for sign, heading, in_left, in_right in (
        ("+", "Better in B", False, True),
        ("−", "Better in A", True, False),
        ("=", "Good in both", True, True),
        ("○", "Missing in both", False, False),
    ):
        titles = tuple(
            spec.title
            for spec, check in judged
            if (check.left_said != spec.is_fault, check.right_said != spec.is_fault) == (in_left, in_right)
            and not (spec.is_fault and in_left and in_right)  # faults that nobody made are no news
        )
        if titles:
            yield PointGroup(sign, heading, titles)


def _judged(found: Comparison) -> Iterator[tuple[CheckSpec, CheckDifference]]:
    """The points that the advice asks for in either call, and the faults."""
    specs = check_specs()
    for check in found.checks:
        spec = specs.get(check.check_id)
        calls = (take.scorecard for take in (found.left, found.right))
        if spec is not None and any(spec.belongs(call.scenario, call.verdict) for call in calls):
            yield spec, check

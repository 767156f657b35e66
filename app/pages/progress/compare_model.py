"""What the comparison of two takes says. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from app.pages.progress.overview_model import shown_value
from app.theme.tokens import Tokens
from models.check_catalogue import check_specs
from models.progress.alignment import LinePair, Part, Piece
from models.progress.comparison import CheckDifference, Comparison, Difference
from models.progress.trends import Direction


@dataclass(frozen=True)
class Row:
    """One score or measure in both takes."""

    label: str
    left: str
    right: str
    change: str
    direction: Direction


@dataclass(frozen=True)
class CheckRow:
    """A point that only one of the takes makes; `gained` when that is the second, and good."""

    title: str
    words: str
    gained: bool


@dataclass(frozen=True)
class CompareView:
    headline: str
    rows: tuple[Row, ...]
    checks: tuple[CheckRow, ...]
    same_checks: str
    pairs: tuple[LinePair, ...]


def compare_view(found: Comparison) -> CompareView:
    """The words for a comparison; the right take is judged against the left."""
    changed = [difference for difference in found.checks if difference.left_said != difference.right_said]
    both = sum(difference.left_said and difference.right_said for difference in found.checks)
    return CompareView(
        headline=_headline(found.differences),
        rows=tuple(_row(difference) for difference in found.differences),
        checks=tuple(row for difference in changed if (row := _check(difference)) is not None),
        same_checks="One point is made in both." if both == 1 else f"{both} points are made in both.",
        pairs=found.lines,
    )


def change_text(difference: Difference) -> str:
    """The difference in words; inside the uncertainty nothing is claimed."""
    if difference.difference is None:
        return "Cannot be compared"
    if difference.direction is Direction.UNCLEAR:
        return "No clear change"
    amount = shown_value(difference.metric, abs(difference.difference))
    sign = "▲" if difference.difference > 0 else "▼"
    word = {Direction.BETTER: "better", Direction.WORSE: "worse"}.get(difference.direction, "different")
    return f"{sign} {amount}, {word}"


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
    unit = f" {metric.unit}" if metric.unit and metric.score is None else ""
    return Row(
        label=metric.label,
        left=shown_value(metric, difference.left) + (unit if difference.left is not None else ""),
        right=shown_value(metric, difference.right) + (unit if difference.right is not None else ""),
        change=change_text(difference),
        direction=difference.direction,
    )


def _check(difference: CheckDifference) -> CheckRow | None:
    spec = check_specs().get(difference.check_id)
    if spec is None:
        return None
    gained = difference.right_said != spec.is_fault
    title = spec.heard_title
    words = "new in B" if difference.right_said else ("gone in B" if spec.is_fault else "only in A")
    return CheckRow(title, words, gained)

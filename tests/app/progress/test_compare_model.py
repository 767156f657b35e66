from dataclasses import replace
from pathlib import Path

from app.pages.progress.compare_model import compare_view, pair_words, pieces_html
from app.theme.schemes import tokens
from app.theme.tokens import Scheme
from models.history import History
from models.progress.comparison import Comparison, compare
from models.progress.trends import Direction
from tests.models.making import make_measures, make_scorecard, make_setup, make_words


def comparison(
    tmp_path: Path, left: str, right: str, scores: tuple[int, int, int] = (60, 60, 60)
) -> Comparison:
    with History(tmp_path / "history.sqlite3") as history:
        for name, words, values in (("left", left, (60, 60, 60)), ("right", right, scores)):
            card = make_scorecard(words=make_words(words), values=values, take=name)
            history.save_take(make_setup(name), card)
        return compare(history.take("left"), history.take("right"))


def test_small_differences_are_no_change(tmp_path: Path) -> None:
    view = compare_view(comparison(tmp_path, "Hello.", "Hello.", (63, 58, 60)))
    assert view.headline.startswith("No clear change")
    assert {row.verdict for row in view.rows[:3]} == {"No clear change"}
    assert [row.change for row in view.rows[:3]] == ["+3 ± 8", "−2 ± 8", "0 ± 8"]


def test_a_large_difference_says_better_or_worse(tmp_path: Path) -> None:
    view = compare_view(comparison(tmp_path, "Hello.", "Hello.", (60, 95, 30)))
    assert view.headline == "Ten-second intro better (60 → 95), Confident tone worse (60 → 30)"
    assert (view.rows[1].change, view.rows[1].verdict) == ("+35 ± 8", "▲ better")
    assert view.rows[2].direction is Direction.WORSE


def test_what_cannot_be_judged_is_not_compared(tmp_path: Path) -> None:
    with History(tmp_path / "history.sqlite3") as history:
        for name, rate in (("left", 150.0), ("right", None)):
            card = make_scorecard(measures=make_measures(speaking_rate_wpm=rate), take=name)
            history.save_take(make_setup(name), card)
        view = compare_view(compare(history.take("left"), history.take("right")))
    (row,) = [row for row in view.rows if row.label == "Speaking rate"]
    assert (row.left, row.right, row.change, row.verdict) == ("150", "–", "–", "Cannot be compared")


def test_points_are_told_by_what_they_do_for_the_call(tmp_path: Path) -> None:
    with History(tmp_path / "history.sqlite3") as history:
        for name, said in (("left", {"thanks", "hedging", "next_steps"}), ("right", {"thanks", "role"})):
            plain = make_scorecard(take=name)
            checks = tuple(replace(check, said=check.id in said) for check in plain.checks)
            history.save_take(make_setup(name), replace(plain, checks=checks))
        view = compare_view(compare(history.take("left"), history.take("right")))
    groups = {group.heading: group.titles for group in view.points}
    assert groups["Better in B"] == ("The job", "No hedging")
    assert "Better in A" not in groups  # next steps are no point of a voicemail
    assert groups["Good in both"] == ("Thanks",)
    assert "Your full name" in groups["Missing in both"]


def test_lines_show_what_was_dropped_and_what_is_new(tmp_path: Path) -> None:
    found = comparison(
        tmp_path,
        "Hello, Mr. Scott. This is um Wendy Jones calling. Sorry to bother you again today.",
        "Hello, Mr. Scott. This is Wendy Jones <calling>. I enjoyed meeting your whole team.",
    )
    assert [pair_words(pair) for pair in found.lines] == ["same", "changed", "dropped", "new"]
    look = tokens(Scheme.LIGHT)
    assert "line-through" in pieces_html(found.lines[1].left_pieces, look)
    assert "&lt;calling&gt;" in pieces_html(found.lines[1].right_pieces, look)
    assert "underline" in pieces_html(found.lines[3].right_pieces, look)

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from models.history.rows import summary_of, summary_row
from models.progress.metrics import METRICS, metric
from models.progress.trends import Direction, best, change, ends, in_order, overview, series
from models.scorecard import Status
from models.take import TakeSummary
from tests.models.making import make_measures, make_scorecard, make_setup

BREVITY = metric("brevity")
START = datetime(2026, 11, 1, 20, tzinfo=UTC)


def takes_with(brevity: list[int], **changes: object) -> list[TakeSummary]:
    return [
        _summary(f"t{day}", START + timedelta(days=day), (value, 70, 70), **changes)
        for day, value in enumerate(brevity)
    ]


def _summary(take_id: str, at: datetime, values: tuple[int, int, int], **changes: object) -> TakeSummary:
    row = summary_row(make_setup(take_id, started_at=at), make_scorecard(values=values, **changes))
    return summary_of({**row, "title": "", "note": "", "starred": 0})  # type: ignore[arg-type]


def test_a_series_is_in_time_order_and_skips_what_was_not_scored() -> None:
    takes = takes_with([60, 70, 80])
    unscored = takes_with([99], status=Status.TOO_SHORT)
    points = series([*reversed(takes), *unscored], BREVITY)
    assert [point.value for point in points] == [60, 70, 80]


def test_there_is_no_change_before_the_baseline_is_full() -> None:
    assert change(series(takes_with([50, 50, 90]), BREVITY), BREVITY) is None


def test_a_large_steady_gain_is_clear() -> None:
    found = change(series(takes_with([50, 52, 51, 80, 82, 81]), BREVITY), BREVITY)
    assert found is not None
    assert found.direction is Direction.BETTER
    assert found.difference == pytest.approx(30)


def test_a_small_gain_is_unclear() -> None:
    found = change(series(takes_with([50, 52, 51, 53, 52, 54]), BREVITY), BREVITY)
    assert found is not None
    assert found.direction is Direction.UNCLEAR


def test_the_same_gain_among_erratic_takes_is_unclear() -> None:
    found = change(series(takes_with([20, 80, 50, 90, 40, 80]), BREVITY), BREVITY)
    assert found is not None
    assert found.direction is Direction.UNCLEAR


def test_fewer_fillers_are_better_and_a_faster_rate_is_only_different() -> None:
    def taken(fillers: int, rate: float, day: int) -> TakeSummary:
        measures = make_measures(fillers=fillers, speaking_rate_wpm=rate)
        return _summary(f"t{day}", START + timedelta(days=day), (70, 70, 70), measures=measures)

    takes = [taken(9, 120.0, day) for day in range(3)] + [taken(1, 160.0, day) for day in range(3, 6)]
    found = {one.metric.id: one.direction for one in overview(takes).changes}
    assert found["fillers"] is Direction.BETTER
    assert found["speaking_rate_wpm"] is Direction.DIFFERENT


def test_the_overview_names_what_improved_most_and_the_days() -> None:
    takes = takes_with([50, 52, 51, 80, 82, 81])
    seen = overview(takes, UTC)
    assert seen.most_improved is not None
    assert seen.most_improved.metric is BREVITY
    assert len(seen.practice_days) == 6


def test_what_improved_most_is_the_score_that_gained_most_points() -> None:
    values = [(50, 30, 70), (50, 0, 70), (50, 60, 70), (64, 80, 70), (64, 70, 70), (64, 90, 70)]
    takes = [_summary(f"t{day}", START + timedelta(days=day), value) for day, value in enumerate(values)]
    changes = {found.metric.id: found for found in overview(takes).changes}
    assert changes["brevity"].clarity > changes["intro"].clarity > 1
    most = overview(takes).most_improved
    assert most is not None
    assert most.metric.id == "intro"


def test_a_retry_of_one_line_is_no_whole_call() -> None:
    (call,) = takes_with([60])
    assert in_order([call, replace(call, take_id="line", focus_line="My number is")]) == (call,)


def test_days_follow_the_users_clock() -> None:
    late = [_summary(f"t{h}", START + timedelta(hours=h), (60 + h, 70, 70)) for h in (0, 2, 5)]
    assert len(overview(late, UTC).practice_days) == 2
    assert len(overview(late, timezone(timedelta(hours=-5))).practice_days) == 1


def test_the_best_is_the_highest_score_or_the_fewest_fillers() -> None:
    found = best(takes_with([60, 90, 80]), BREVITY)
    assert found is not None
    assert found.take_ids == ("t1",)
    assert best(takes_with([60]), metric("speaking_rate_wpm")) is None


def test_every_metric_can_be_read_from_a_take() -> None:
    (take,) = takes_with([60])
    assert all(one.value(take) is not None for one in METRICS)


def test_the_ends_of_many_takes_give_the_same_change_as_all() -> None:
    for count in range(1, 12):
        takes = takes_with([50 + 3 * day % 17 for day in range(count)])

        assert change(ends(in_order(takes), BREVITY), BREVITY) == change(series(takes, BREVITY), BREVITY)

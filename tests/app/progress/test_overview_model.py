from app.pages.progress.overview_model import progress_view
from models.progress.trends import Direction
from tests.app.progress.takes import rising, summary


def test_no_take_asks_for_one() -> None:
    view = progress_view(())
    assert view.headline == "No scored take yet"
    assert "Rehearse" in view.next_step


def test_before_three_takes_there_is_no_baseline() -> None:
    view = progress_view([summary(0, (50, 60, 70))])
    assert view.headline == "1 take so far: three make a baseline"
    assert view.tiles[0].baseline == "–"
    assert view.tiles[0].change == "3 more takes to compare"
    assert view.practised == "1 take on 1 practice day"


def test_what_improved_most_is_the_headline() -> None:
    view = progress_view(rising())
    assert view.headline.startswith("Ten-second intro improved most: from 41 at first to 83")
    intro = view.tiles[1]
    assert intro.direction is Direction.BETTER
    assert intro.change.startswith("▲")
    assert (intro.latest, intro.best) == ("86", "86")


def test_inside_the_uncertainty_nothing_is_claimed() -> None:
    same = [summary(number, (60, 60, 60)) for number in range(6)]
    view = progress_view(same)
    assert view.headline.startswith("No clear change yet")
    assert {tile.change for tile in view.tiles} == {"No clear change yet (0 ± 5)"}


def test_the_next_step_names_the_lowest_recent_score() -> None:
    assert progress_view(rising()).next_step.startswith("Next: Brevity")

import pytest

from app.pages.progress.chart_model import chart_data, reading, ticks
from tests.app.progress.takes import rising, summary


def test_the_three_scores_share_one_scale() -> None:
    data = chart_data(rising())
    assert [line.metric.id for line in data.series] == ["brevity", "intro", "tone"]
    assert (data.low, data.high) == (0, 100)
    assert data.columns[0] == ("take-0",)
    assert len(data.columns) == 6


def test_a_measure_has_a_scale_of_its_own_and_a_baseline() -> None:
    data = chart_data(rising(), "f0_sd_semitones")
    line = data.series[0]
    assert line.baseline == pytest.approx(2.5)
    assert data.low <= 2.5 <= data.high


def test_many_takes_are_drawn_as_means() -> None:
    takes = [summary(number, (number % 100, 50, 50)) for number in range(1000)]
    data = chart_data(takes, "brevity", most=50)
    assert len(data.columns) == 50
    assert sum(len(ids) for ids in data.columns) == 1000
    assert data.series[0].points[0].value == pytest.approx(9.5)
    assert "mean of 20 takes" in reading(data, 0)


def test_by_day_takes_of_a_day_share_a_mark() -> None:
    takes = [summary(0, (40, 50, 60)), summary(0, (60, 50, 60), take_id="again")]
    data = chart_data(takes, "brevity", by_day=True)
    assert len(data.columns) == 1
    assert data.series[0].points[0].value == 50


def test_a_point_is_read_in_words_with_its_uncertainty() -> None:
    words = reading(chart_data(rising(), "intro"), 5)
    assert "Ten-second intro 86 ± 6" in words
    assert "2026" in words


@pytest.mark.parametrize(("low", "high"), [(0.0, 100.0), (0.0, 7.0), (1.5, 3.5), (120.0, 180.0)])
def test_ticks_are_few_and_inside(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 3 <= len(found) <= 6
    assert all(low <= value <= high for value in found)

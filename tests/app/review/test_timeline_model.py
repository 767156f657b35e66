import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pages.review.timeline_model import View, clock, column_peaks, ticks, timeline_data, whole
from audio.tracks import Tracks
from models.scorecard import CheckResult, Wanted
from tests.models.making import make_scorecard

DURATIONS = st.floats(0.1, 3600)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("zoom"), st.floats(0.05, 20), st.floats(0, 1)),
        st.tuples(st.just("move"), st.floats(-4000, 4000), st.just(0.0)),
        st.tuples(st.just("follow"), st.floats(0, 1), st.just(0.0)),
    ),
    max_size=20,
)


@given(DURATIONS, STEPS)
def test_the_view_stays_inside_the_take(duration_s: float, steps: list[tuple[str, float, float]]) -> None:
    view = whole(duration_s)
    for kind, amount, share in steps:
        if kind == "zoom":
            view = view.zoomed(amount, view.start_s + share * view.span_s)
        elif kind == "move":
            view = view.moved(amount)
        else:
            view = view.following(amount * duration_s)
            assert view.start_s - 1e-6 <= amount * duration_s <= view.end_s + 1e-6
        assert -1e-6 <= view.start_s < view.end_s <= duration_s + 1e-6
        assert view.span_s >= min(1.0, duration_s) - 1e-6


@given(st.floats(0.1, 0.9), st.floats(1.1, 8))
def test_zoom_keeps_the_moment_under_the_pointer(share: float, factor: float) -> None:
    view = View(100.0, 160.0, 600.0)
    around_s = view.start_s + share * view.span_s
    near = view.zoomed(factor, around_s)
    assert near.x_of(around_s, 500) == pytest.approx(view.x_of(around_s, 500))
    back = near.zoomed(1 / factor, around_s)
    assert (back.start_s, back.end_s) == pytest.approx((view.start_s, view.end_s))


@given(st.floats(0, 500), st.floats(50, 3000))
def test_place_and_time_belong_together(x: float, width: float) -> None:
    view = View(5.0, 25.0, 60.0)
    assert view.x_of(view.time_of(x, width), width) == pytest.approx(x, abs=1e-6)


@given(DURATIONS, st.floats(100, 3000))
def test_the_axis_is_neither_crowded_nor_outside(duration_s: float, width: float) -> None:
    view = whole(duration_s)
    marks = ticks(view, width)
    assert all(view.start_s <= at <= view.end_s + 1e-6 for at in marks)
    assert len(marks) <= max(width / 45, 8)


def test_clock() -> None:
    assert [clock(0), clock(65.4), clock(65.26, tenths=True)] == ["0:00", "1:05", "1:05.3"]


def test_pitch_is_around_the_own_median_and_only_what_was_said_is_marked() -> None:
    f0 = np.array([np.nan, 100, 200, 400, np.nan], np.float32)
    tracks = Tracks(f0, np.full(5, -20, np.float32), np.ones(5, bool))
    checks = (
        CheckResult("greeting", Wanted.MUST, True, 0.5, 1.0, "Hello", 0, 0),
        CheckResult("thanks", Wanted.MUST, False),
    )
    data = timeline_data(make_scorecard(checks=checks), None, tracks)
    assert data.semitones is not None
    assert np.nan_to_num(data.semitones, nan=99).tolist() == pytest.approx([99, -12, 0, 12, 99])
    assert [mark.start_s for mark in data.marks] == [0.5]
    assert data.duration_s == 25.2


def test_without_voice_there_is_no_pitch() -> None:
    silent = Tracks(np.full(3, np.nan, np.float32), np.full(3, -60, np.float32), np.zeros(3, bool))
    assert timeline_data(make_scorecard(), None, silent).semitones is None


@given(DURATIONS, st.integers(1, 800), st.floats(0, 1), st.floats(1, 50))
def test_each_column_has_the_peak_of_its_part(
    duration_s: float, columns: int, share: float, zoom: float
) -> None:
    track = np.arange(int(duration_s * 100), dtype=np.float32)
    view = whole(duration_s).zoomed(zoom, share * duration_s)
    peaks = column_peaks(track, view, columns)
    assert peaks.shape == (columns,)
    there = peaks[np.isfinite(peaks)]
    assert (np.diff(there) >= 0).all()
    if len(track) > 2 and np.isfinite(peaks[-1]):
        assert peaks[-1] == pytest.approx(
            min(view.end_s * 100, len(track)) - 1, abs=view.span_s * 100 / columns + 2
        )

"""Mouse and keys on the timeline."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.pages.review.timeline_marks import label_places
from app.pages.review.timeline_model import CheckMark, TimelineData, moment_words
from app.pages.review.timeline_paint import GUTTER, lanes
from app.pages.review.timeline_view import TimelineView
from models.measures import Pause, PausePlace
from models.transcript import PartnerTurn

DURATION_S = 60.0
WIDTH = 600 + int(GUTTER)
LEFT = Qt.MouseButton.LeftButton
DATA = TimelineData(
    duration_s=DURATION_S,
    pauses=(Pause(20.0, 21.0, PausePlace.HESITATION),),
    marks=(CheckMark(6.0, "Your full name", False, "This is Wendy."), CheckMark(30.0, "Hedging", True)),
    turns=(PartnerTurn(40.0, 44.0, "Who is calling?"),),
)


@pytest.fixture
def timeline(qtbot: QtBot, context: AppContext) -> TimelineView:
    made = TimelineView(context.theme, owns_wheel=True)
    qtbot.addWidget(made)
    made.resize(WIDTH, 200)
    made.show_data(DATA)
    made.show()
    return made


def at(second: float, lane: str = "wave") -> QPoint:
    """A place in a lane of the whole take."""
    place = getattr(lanes(WIDTH, 200), lane).center()
    return QPoint(round(GUTTER + second * 10), round(place.y()))


def turn_wheel(view: TimelineView, where: QPoint, steps: int, keys: Qt.KeyboardModifier) -> None:
    turn = QWheelEvent(
        QPointF(where),
        QPointF(view.mapToGlobal(where)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, turn)


def drag(qtbot: QtBot, view: TimelineView, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view, LEFT, pos=start)
    for share in (0.3, 0.7, 1.0):
        qtbot.mouseMove(view, start + (end - start) * share)
    qtbot.mouseRelease(view, LEFT, pos=end)


def test_a_click_plays_from_there(qtbot: QtBot, timeline: TimelineView) -> None:
    with qtbot.waitSignal(timeline.moment_told) as told, qtbot.waitSignal(timeline.seek_requested) as asked:
        qtbot.mouseClick(timeline, LEFT, pos=at(20.5))
    assert asked.args == [pytest.approx(20.5, abs=0.1)]
    assert told.args is not None
    assert "1.0 s hesitation" in told.args[0]


def test_a_click_on_a_flag_or_its_name_plays_from_the_point(qtbot: QtBot, timeline: TimelineView) -> None:
    lane = lanes(WIDTH, 200).marks
    with qtbot.waitSignal(timeline.seek_requested) as asked:
        qtbot.mouseClick(timeline, LEFT, pos=QPoint(round(GUTTER + 60 + 25), round(lane.bottom() - 8)))
    assert asked.args == [6.0]


def test_over_the_whole_take_a_drag_moves_the_cursor_and_plays_where_it_ends(
    qtbot: QtBot, timeline: TimelineView
) -> None:
    with qtbot.waitSignal(timeline.seek_requested) as asked:
        drag(qtbot, timeline, at(10), at(33))
    assert asked.args == [pytest.approx(33.0, abs=0.1)]
    assert timeline.view.is_whole


def test_zoomed_in_a_drag_in_the_lanes_moves_what_is_shown(qtbot: QtBot, timeline: TimelineView) -> None:
    timeline.zoom(3.0, 30.0)
    before = timeline.view
    with qtbot.assertNotEmitted(timeline.seek_requested):
        drag(qtbot, timeline, at(30), at(24))
    assert timeline.view.start_s == pytest.approx(before.start_s + 2.0, abs=0.1)
    assert timeline.view.span_s == pytest.approx(before.span_s)


def test_zoomed_in_a_drag_on_the_axis_moves_the_cursor(qtbot: QtBot, timeline: TimelineView) -> None:
    timeline.zoom(3.0, 30.0)
    before = timeline.view
    with qtbot.waitSignal(timeline.seek_requested) as asked:
        drag(qtbot, timeline, at(10, "axis"), at(30, "axis"))
    assert asked.args == [pytest.approx(30.0, abs=0.1)]
    assert timeline.view == before


def test_a_playing_take_does_not_tear_the_cursor_from_the_hand(qtbot: QtBot, timeline: TimelineView) -> None:
    qtbot.mousePress(timeline, LEFT, pos=at(10))
    qtbot.mouseMove(timeline, at(30))
    timeline.set_cursor(1.0)
    with qtbot.waitSignal(timeline.seek_requested) as asked:
        qtbot.mouseRelease(timeline, LEFT, pos=at(30))
    assert asked.args == [pytest.approx(30.0, abs=0.1)]


def test_the_wheel_zooms_around_the_pointer_and_with_shift_moves(timeline: TimelineView) -> None:
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    turn_wheel(timeline, at(15), 2, none)
    near = timeline.view
    assert near.span_s == pytest.approx(DURATION_S / 1.5**2)
    assert near.x_of(15.0, 600) == pytest.approx(150, abs=1)
    turn_wheel(timeline, at(15), -1, shift)
    assert timeline.view.start_s > near.start_s
    turn_wheel(timeline, at(15), -9, none)
    assert timeline.view.is_whole


@pytest.mark.parametrize(
    ("key", "second"), [(Qt.Key.Key_Right, 3.0), (Qt.Key.Key_Home, 0.0), (Qt.Key.Key_End, DURATION_S)]
)
def test_keys_seek(qtbot: QtBot, timeline: TimelineView, key: Qt.Key, second: float) -> None:
    with qtbot.waitSignal(timeline.seek_requested) as asked:
        qtbot.keyClick(timeline, key)
    assert asked.args == [second]


def test_keys_zoom(qtbot: QtBot, timeline: TimelineView) -> None:
    qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    assert timeline.view.span_s == pytest.approx(40.0)
    qtbot.keyClick(timeline, Qt.Key.Key_0)
    assert timeline.view.is_whole


def test_everything_on_it_explains_itself(timeline: TimelineView) -> None:
    places = lanes(WIDTH, 200)
    assert timeline.tip_at(QPointF(GUTTER + 62, places.marks.bottom() - 8)).startswith(
        "Your full name at 0:06.0"
    )
    assert "1.0 s hesitation" in timeline.tip_at(QPointF(at(20.5)))
    assert "other side: Who is calling?" in timeline.tip_at(QPointF(at(42)))
    assert "semitones" in timeline.tip_at(QPointF(10, places.pitch.center().y()))
    assert "dBFS" in timeline.tip_at(QPointF(10, places.level.center().y()))


def test_a_moment_outside_everything_is_its_time() -> None:
    assert moment_words(DATA, 50.0) == "0:50.0"


def test_names_of_flags_never_collide_and_use_both_rows() -> None:
    places = label_places([(10, 80), (40, 80), (60, 80), (130, 80), (395, 80)], right=400)
    assert places == [(0, 10), (1, 40), None, (0, 130), (0, 315)]

"""The length to aim for: the usual one or one's own, for each kind of call."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.call_plan import CallPlan
from app.context import AppContext
from app.main_window import MainWindow
from app.navigation import Place
from app.pages.rehearse.length_choice import LengthChoice
from models.scenario import Scenario
from models.settings import load_settings


def test_ones_own_length_is_kept_for_this_kind_of_call_only(
    qtbot: QtBot, context: AppContext, window: MainWindow
) -> None:
    window.show_place(Place.REHEARSE)
    page = window.page(Place.REHEARSE)
    lengths = page.findChild(LengthChoice).lengths
    assert lengths.currentText() == "30 s (usual)"
    lengths.setFocus()
    qtbot.keyClicks(lengths, "20")
    lengths.activated.emit(lengths.currentIndex())
    assert load_settings(context.user_data.settings).target_length_s == {Scenario.VOICEMAIL: 20.0}
    page.plan(CallPlan(scenario=Scenario.CHECK_IN))
    assert lengths.currentText() == "75 s (usual)"
    page.plan(CallPlan(scenario=Scenario.VOICEMAIL))
    assert lengths.currentText() == "20 s"
    lengths.activated.emit(lengths.findText("30 s (usual)"))
    assert load_settings(context.user_data.settings).target_length_s == {}


def test_scrolling_past_a_choice_leaves_it(qtbot: QtBot) -> None:
    choice = LengthChoice()
    qtbot.addWidget(choice)
    choice.show_length(None, 30.0)
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice.lengths, down)
    assert choice.lengths.currentText() == "30 s (usual)"

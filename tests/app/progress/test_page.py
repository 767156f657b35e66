from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.context import AppContext
from app.pages.progress.page import ProgressPage
from app.widgets.banner import Banner
from models.history import History, SavedCard, TakeFilter
from models.scenario import Scenario
from models.scoring import load_rubric
from models.take import TakeSummary
from tests.app.progress.takes import fill
from tests.models.making import WENDY, make_scorecard, make_setup


@pytest.fixture
def page(qtbot: QtBot, context: AppContext) -> Iterator[ProgressPage]:
    made = ProgressPage(context)
    qtbot.addWidget(made)
    made.resize(1080, 800)
    yield made
    made.left()
    made.closing()


def visit(qtbot: QtBot, page: ProgressPage) -> None:
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: page.takes.list.isVisible() or page.empty.isVisible())


def rows(page: ProgressPage) -> int:
    model = page.takes.list.model()
    return model.rowCount()


def choose(page: ProgressPage, row: int, *, also: bool = False) -> None:
    shown = page.takes.list

    flag = QItemSelectionModel.SelectionFlag
    index = shown.model().index(row, 0)
    shown.selectionModel().setCurrentIndex(index, flag.Select if also else flag.ClearAndSelect)


def test_without_takes_the_page_says_how_to_begin(qtbot: QtBot, page: ProgressPage) -> None:
    visit(qtbot, page)
    assert "first take" in page.empty.what.text()
    assert not page.empty.show_all.isVisible()


def test_takes_are_listed_newest_first_and_enter_opens(
    qtbot: QtBot, context: AppContext, page: ProgressPage
) -> None:
    fill(context)
    visit(qtbot, page)
    assert rows(page) == 6
    choose(page, 0)
    with qtbot.waitSignal(context.navigation.take_requested) as opened:
        qtbot.keyClick(page.takes.list, Qt.Key.Key_Return)
    assert opened.args == ["take-5"]
    assert page.overview.headline.text().startswith("Ten-second intro improved most")


def test_a_double_click_opens(qtbot: QtBot, context: AppContext, page: ProgressPage) -> None:
    fill(context)
    visit(qtbot, page)
    shown = page.takes.list
    at = shown.visualRect(shown.model().index(1, 0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(context.navigation.take_requested) as opened:
        qtbot.mouseDClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == ["take-4"]


def test_delete_can_be_undone(qtbot: QtBot, context: AppContext, page: ProgressPage) -> None:
    fill(context)
    visit(qtbot, page)
    choose(page, 0)
    choose(page, 1, also=True)
    with qtbot.waitSignal(context.notices.posted) as posted:
        qtbot.keyClick(page.takes.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows(page) == 4)
    notice = posted.args[0]
    assert notice.text == "2 takes deleted"
    notice.action()
    qtbot.waitUntil(lambda: rows(page) == 6)


def test_the_trash_gives_back_and_is_really_emptied(
    qtbot: QtBot, context: AppContext, page: ProgressPage
) -> None:
    fill(context)
    folder = context.user_data.take_folder("take-4")
    folder.mkdir(parents=True)
    (folder / "audio.wav").write_bytes(b"sound")
    visit(qtbot, page)
    page.changes.trash(("take-4", "take-3"))
    qtbot.waitUntil(lambda: rows(page) == 4)
    page.open_trash()
    qtbot.waitUntil(page.trash.isVisible)
    assert page.trash.list.model().rowCount() == 2
    page.changes.restore(("take-3",))
    qtbot.waitUntil(lambda: page.trash.list.model().rowCount() == 1)
    qtbot.mouseClick(page.trash.empty, Qt.MouseButton.LeftButton)
    box = page.findChild(QMessageBox)
    assert box is not None
    erase = next(button for button in box.buttons() if "Erase" in button.text())
    qtbot.mouseClick(erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.trash.list.model().rowCount() == 0)
    assert not folder.exists()
    found: list[tuple[TakeSummary, ...]] = []
    context.history.ask(lambda history: history.takes(TakeFilter(trashed=True)), found.append)
    qtbot.waitUntil(lambda: found == [()])


def test_a_filter_without_takes_offers_all(qtbot: QtBot, context: AppContext, page: ProgressPage) -> None:
    fill(context)
    visit(qtbot, page)
    page.filters.scenario.setCurrentIndex(page.filters.scenario.findData(Scenario.GATEKEEPER))
    qtbot.waitUntil(page.empty.isVisible)
    assert "Voicemail" in page.empty.what_to_do.text()
    qtbot.mouseClick(page.empty.show_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(page) == 6 and page.takes.isVisible())


def test_s_stars_and_starred_only_filters(qtbot: QtBot, context: AppContext, page: ProgressPage) -> None:
    fill(context)
    visit(qtbot, page)
    choose(page, 2)
    with qtbot.waitSignal(context.history.changed):
        qtbot.keyClick(page.takes.list, Qt.Key.Key_S)
    qtbot.mouseClick(page.filters.starred, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(page) == 1)


def test_two_selected_takes_can_be_compared(qtbot: QtBot, context: AppContext, page: ProgressPage) -> None:
    fill(context)
    visit(qtbot, page)
    choose(page, 0)
    assert not page.takes.compare.isEnabled()
    choose(page, 3, also=True)
    with qtbot.waitSignal(context.navigation.comparison_requested) as asked:
        qtbot.mouseClick(page.takes.compare, Qt.MouseButton.LeftButton)
    assert asked.args == ["take-2", "take-5"]


def test_the_chart_is_read_and_opened_by_keys_and_pointer(
    qtbot: QtBot, context: AppContext, page: ProgressPage
) -> None:
    fill(context)
    visit(qtbot, page)
    chart = page.overview.chart
    qtbot.waitUntil(lambda: chart.width() > 100 and not chart.is_empty)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert "86" in chart.accessibleDescription()
    with qtbot.waitSignal(context.navigation.take_requested) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == ["take-5"]
    with qtbot.waitSignal(context.navigation.take_requested) as opened:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(45, 60))
    assert opened.args == ["take-0"]


def test_another_measure_is_drawn_when_chosen(qtbot: QtBot, context: AppContext, page: ProgressPage) -> None:
    fill(context)
    visit(qtbot, page)
    box = page.overview.shown_metric
    box.setCurrentIndex(box.findData("fillers"))
    page.overview.by_day.click()
    qtbot.waitUntil(lambda: page.overview._hint.text().startswith("Each mark is a day"))


def test_a_page_that_is_visited_while_it_is_made_is_whole(
    qtbot: QtBot, context: AppContext, page: ProgressPage
) -> None:
    fill(context)
    pieces = page.complete()
    next(pieces)
    visit(qtbot, page)
    assert list(pieces) == []
    assert rows(page) == 6


def test_a_call_card_and_a_time_narrow_what_is_shown(
    qtbot: QtBot, context: AppContext, page: ProgressPage
) -> None:
    now = datetime.now(UTC)
    with History(context.user_data.history) as history:
        history.save_card(SavedCard(card_id="mine", card=WENDY, updated_at=now))
        for number, (card_id, days) in enumerate((("mine", 1), ("mine", 20), ("", 2), ("", 400))):
            setup = make_setup(f"t{number}", started_at=now - timedelta(days=days), call_card_id=card_id)
            history.save_take(setup, make_scorecard(take=f"t{number}"))
    visit(qtbot, page)
    assert rows(page) == 4
    page.filters.card.setCurrentIndex(page.filters.card.findData("mine"))
    qtbot.waitUntil(lambda: rows(page) == 2)
    assert page.overview._others.text().startswith("2 takes on 2 practice days")
    page.filters.time.setCurrentIndex(page.filters.time.findData(7))
    qtbot.waitUntil(lambda: rows(page) == 1)
    page.filters.card.setCurrentIndex(0)
    qtbot.waitUntil(lambda: rows(page) == 2)


def test_takes_of_older_rules_are_scored_by_the_new_ones_on_request(
    qtbot: QtBot, context: AppContext, page: ProgressPage
) -> None:
    with History(context.user_data.history) as history:
        for take_id in ("one", "two"):
            history.save_take(make_setup(take_id), make_scorecard(take=take_id, rubric_version=0))
    visit(qtbot, page)
    qtbot.waitUntil(lambda: any(made.isVisible() for made in page.findChildren(Banner)))
    (offer,) = (made for made in page.findChildren(Banner) if made.isVisible())
    assert "2 takes here were scored by older rules." in offer.accessibleName()
    (again,) = (made for made in offer.findChildren(QPushButton) if made.text() == "Score again")
    with qtbot.waitSignal(context.notices.posted, timeout=30_000) as posted:
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert posted.args is not None
    assert posted.args[0].text == "2 takes scored again"
    qtbot.waitUntil(lambda: not any(made.isVisible() for made in page.findChildren(Banner)))
    assert isValid(page.transfers.bar)
    with History(context.user_data.history) as history:
        assert {take.rubric_version for take in history.takes()} == {load_rubric().version}

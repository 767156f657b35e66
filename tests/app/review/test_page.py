"""What Review shows of a take, and what is done to the take as a whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QToolButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.pages.review.page import ReviewPage
from app.widgets.explained import Explained
from models.history import History
from models.scorecard import CheckResult, Status, Wanted
from tests.app.review.opening import TALK, banners, button, keep, kept, open_page, words_of
from tests.models.making import make_measures, make_scorecard, make_words

# -- what is shown ---------------------------------------------------------------------------------


def test_without_a_take_the_page_says_how_to_begin(qtbot: QtBot, page: ReviewPage) -> None:
    page.show()
    page.shown()
    hint = "Rehearse a call, and its scorecard appears here."
    assert hint not in words_of(page)  # not before the history has said that there is no take
    qtbot.waitUntil(lambda: hint in words_of(page))
    assert not page.content.scores.isVisible()


def test_the_newest_take_is_shown_with_its_scores(opened: ReviewPage) -> None:
    shown = words_of(opened.content.scores)
    assert {"86", "74", "91"} <= set(shown)
    assert opened.transcript.isVisible()
    assert banners(opened) == []


@pytest.mark.parametrize(
    ("status", "said", "told"),
    [(Status.NO_SPEECH, "", "No speech"), (Status.TOO_SHORT, "Hello.", "Too short")],
)
def test_what_cannot_be_scored_is_said(
    context: AppContext, page: ReviewPage, qtbot: QtBot, *, status: Status, said: str, told: str
) -> None:
    measures = make_measures(pauses=())
    words = make_words(said)
    keep(context, make_scorecard(status=status, words=words, scores={}, checks=(), measures=measures))
    open_page(qtbot, page)
    assert [told in words for words in banners(page)] == [True]
    assert "–" in words_of(page.content.scores)


def test_a_call_that_ended_by_itself_says_why(qtbot: QtBot, context: AppContext, page: ReviewPage) -> None:
    keep(context, make_scorecard(), ended_early="The disk is full.")
    open_page(qtbot, page)
    assert ["cut off. The disk is full." in words for words in banners(page)] == [True]


def test_a_wrong_number_is_told_at_the_top_until_it_is_put_right(
    qtbot: QtBot, context: AppContext, page: ReviewPage
) -> None:
    problem = "The number heard was 555-0143; the call card has 555-0142."
    wrong = CheckResult("phone_number", Wanted.MUST, False, 2.0, 3.0, "555-0143.", 3, 3, problem=problem)
    keep(context, make_scorecard(words=make_words(TALK), checks=(wrong,)))
    open_page(qtbot, page)
    assert [problem in words for words in banners(page)] == [True]
    with qtbot.waitSignal(page.session.rescored):
        qtbot.mouseClick(button(page, "I said it right"), Qt.MouseButton.LeftButton)
    assert banners(page) == []


def test_a_take_scored_by_an_older_rubric_can_be_scored_again(
    qtbot: QtBot, context: AppContext, page: ReviewPage
) -> None:
    keep(context, make_scorecard(words=make_words(TALK), rubric_version=0))
    open_page(qtbot, page)
    assert len(banners(page)) == 1
    with qtbot.waitSignal(page.session.opened):
        qtbot.mouseClick(button(page, "Score again"), Qt.MouseButton.LeftButton)
    assert banners(page) == []
    assert kept(context).scorecard.rubric_version > 0


def test_a_tab_is_made_when_it_is_looked_at(qtbot: QtBot, opened: ReviewPage) -> None:
    assert opened.details.page(1) is None
    opened.details.tabs.setFocus()
    qtbot.keyClick(opened.details.tabs, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: opened.details.page(1) is not None)
    tab = opened.details.page(1)
    assert tab is not None
    with qtbot.waitSignal(opened.session.rescored):
        qtbot.mouseClick(button(tab, "I said it"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.details.page(1) is not tab)


def test_whose_advice_it_is_stands_in_the_tip(qtbot: QtBot, opened: ReviewPage) -> None:
    opened.details.show_tab(1)
    qtbot.waitUntil(lambda: opened.details.page(1) is not None)
    tab = opened.details.page(1)
    assert tab is not None
    sources = next(label for label in tab.findChildren(QLabel) if label.text() == "Says who: D, E")
    assert "D: “What to say when calling back (a career coach)”" in sources.toolTip()


# -- the take as a whole ---------------------------------------------------------------------------


def test_star_name_and_note_are_kept(qtbot: QtBot, context: AppContext, opened: ReviewPage) -> None:
    with qtbot.waitSignal(opened.take_actions.changed):
        opened.take_actions.toggle_star()
    with qtbot.waitSignal(opened.take_actions.changed):
        opened.take_actions.rename("The good one")
    opened.content.note.field.setPlainText("Breathe first.")
    with qtbot.waitSignal(opened.take_actions.changed):
        opened.left()
    summary = kept(context).summary
    assert (summary.starred, summary.title, summary.note) == (True, "The good one", "Breathe first.")
    assert opened.title.text() == "The good one"


def test_a_deleted_take_comes_back_by_undo(qtbot: QtBot, context: AppContext, opened: ReviewPage) -> None:
    with qtbot.waitSignal(context.notices.posted) as told:
        qtbot.keyClick(opened, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert not opened.content.scores.isVisible()
    assert told.args is not None
    with qtbot.waitSignal(context.navigation.take_requested):
        told.args[0].action()
    with History(context.user_data.history) as history:
        assert len(history.takes()) == 1


# -- numbers explain themselves ----------------------------------------------------------------------


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Space])
def test_a_score_explains_itself_by_mouse_and_keys(
    qtbot: QtBot, opened: ReviewPage, key: Qt.Key | None
) -> None:
    about = next(
        made
        for made in opened.content.scores.findChildren(QToolButton)
        if made.accessibleName() == "About this score: Brevity"
    )
    QToolTip.hideText()
    if key is None:
        qtbot.mouseClick(about, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(about, key)
    for told in ("What it is", "Why it matters", "What is usual", "How sure", "Says who", "give or take"):
        assert told.lower() in QToolTip.text().lower()


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Return])
def test_whose_figure_it_is_is_told_by_mouse_and_keys(
    qtbot: QtBot, opened: ReviewPage, key: Qt.Key | None
) -> None:
    opened.details.show_tab(1)
    qtbot.waitUntil(lambda: opened.details.page(1) is not None)
    tab = opened.details.page(1)
    assert tab is not None
    says = next(label for label in tab.findChildren(Explained) if label.text() == "Says who: D, E")
    QToolTip.hideText()
    if key is None:
        qtbot.mouseClick(says, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(says, key)
    assert "D: “What to say when calling back" in QToolTip.text()


def test_everything_that_takes_keys_has_a_name(qtbot: QtBot, opened: ReviewPage) -> None:
    for tab in range(3):
        opened.details.show_tab(tab)
        qtbot.waitUntil(lambda tab=tab: opened.details.page(tab) is not None)
        for widget in opened.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                name = widget.accessibleName() or getattr(widget, "text", str)()
                assert name or isinstance(widget, QScrollArea), widget

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.controllers.playback import PlaybackController
from app.pages.review.page import ReviewPage
from app.widgets.banner import Banner
from models.history import History, TakeRecord
from models.measures import Pause, PausePlace
from models.scorecard import CheckResult, Scorecard, Status, Wanted
from tests.models.making import make_measures, make_scorecard, make_setup, make_words

TALK = "Hello, Mr. Scott. This is Wendy Jones. I interviewed with you on Tuesday for the job. Goodbye."


def keep(context: AppContext, card: Scorecard, take_id: str = "take-1") -> None:
    with History(context.user_data.history) as history:
        history.save_take(make_setup(take_id), replace(card, take=take_id))


def kept(context: AppContext, take_id: str = "take-1") -> TakeRecord:
    with History(context.user_data.history) as history:
        return history.take(take_id)


def open_page(qtbot: QtBot, page: ReviewPage) -> None:
    page.show()
    with qtbot.waitSignals([page.session.opened, page.timeline_loaded]):
        page.shown()
    qtbot.waitUntil(lambda: page.details.page(0) is not None)


def banners(page: ReviewPage) -> list[str]:
    return [made.accessibleName() for made in page.findChildren(Banner) if made.isVisible()]


def words_of(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def button(widget: QWidget, label: str) -> QPushButton:
    return next(made for made in widget.findChildren(QPushButton) if made.text() == label)


@pytest.fixture
def page(qtbot: QtBot, context: AppContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewPage]:
    """The page, without a sound device."""
    monkeypatch.setattr(PlaybackController, "_do", lambda self, step: None)
    made = ReviewPage(context)
    qtbot.addWidget(made)
    made.resize(1080, 800)
    yield made
    made.left()
    made.closing()


@pytest.fixture
def opened(qtbot: QtBot, context: AppContext, page: ReviewPage) -> ReviewPage:
    """A scored take is open."""
    measures = make_measures(pauses=(Pause(3.0, 3.4, PausePlace.HESITATION),))
    keep(context, make_scorecard(words=make_words(TALK), measures=measures))
    open_page(qtbot, page)
    return page


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


# -- mouse and keys in the transcript ----------------------------------------------------------------


def test_a_click_plays_from_the_word(qtbot: QtBot, opened: ReviewPage) -> None:
    view = opened.transcript
    with qtbot.waitSignal(view.play_requested) as asked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.word_rect(4).center())
    assert asked.args == [4]
    assert view.current_word == 4


def test_a_click_beside_the_words_plays_nothing(qtbot: QtBot, opened: ReviewPage) -> None:
    view = opened.transcript
    with qtbot.assertNotEmitted(view.play_requested):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() - 2, view.height() - 2))


def test_arrows_move_and_stay_inside(qtbot: QtBot, opened: ReviewPage) -> None:
    view = opened.transcript
    keys = Qt.Key
    steps = [
        (keys.Key_Left, 0),
        (keys.Key_Right, 1),
        (keys.Key_End, len(TALK.split()) - 1),
        (keys.Key_Right, len(TALK.split()) - 1),
        (keys.Key_Home, 0),
        (keys.Key_Up, 0),
    ]
    for key, expected in steps:
        qtbot.keyClick(view, key)
        assert view.current_word == expected


def test_down_and_up_go_to_the_line_below_and_back(qtbot: QtBot, opened: ReviewPage) -> None:
    view = opened.transcript
    view.setFixedWidth(250)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    below = view.current_word
    assert view.word_rect(below).top() > view.word_rect(0).bottom()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.current_word == 0


@pytest.mark.parametrize(
    ("key", "signal", "args"),
    [
        (Qt.Key.Key_Return, "play_requested", [0]),
        (Qt.Key.Key_Space, "toggle_requested", []),
        (Qt.Key.Key_L, "loop_requested", [0]),
    ],
)
def test_keys_that_play(
    qtbot: QtBot, opened: ReviewPage, key: Qt.Key, signal: str, args: list[object]
) -> None:
    with qtbot.waitSignal(getattr(opened.transcript, signal)) as asked:
        qtbot.keyClick(opened.transcript, key)
    assert asked.args == args


def test_l_turns_the_loop_on_and_off(qtbot: QtBot, opened: ReviewPage) -> None:
    qtbot.keyClick(opened.transcript, Qt.Key.Key_L)
    assert opened.bar.loop.isChecked()
    assert opened.playing.loops
    qtbot.keyClick(opened.transcript, Qt.Key.Key_L)
    assert not opened.playing.loops


def test_e_puts_a_word_right_and_ctrl_z_takes_it_back(
    qtbot: QtBot, context: AppContext, opened: ReviewPage
) -> None:
    view = opened.transcript
    heard = kept(context).heard
    qtbot.keyClick(view, Qt.Key.Key_E)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Hello,"
    editor.setText("Good evening,")
    with qtbot.waitSignal(opened.session.rescored):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert [word.text for word in kept(context).scorecard.words[:2]] == ["Good", "evening,"]
    with qtbot.waitSignal(opened.session.rescored):
        opened.session.undo.undo()
    assert kept(context).scorecard.words == heard.words
    assert kept(context).heard == heard


def test_escape_leaves_a_word_as_it_is(qtbot: QtBot, context: AppContext, opened: ReviewPage) -> None:
    view = opened.transcript
    qtbot.keyClick(view, Qt.Key.Key_E)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Nonsense")
    with qtbot.assertNotEmitted(view.word_edited):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()

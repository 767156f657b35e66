"""Mouse and keys in the transcript."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.pages.review.page import ReviewPage
from app.pages.review.transcript_model import RemovedItem
from app.pages.review.word_editor import WordEditor
from tests.app.review.opening import TALK, kept


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
    editor = view.findChild(WordEditor)
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
    editor = view.findChild(WordEditor)
    assert editor is not None
    editor.setText("Nonsense")
    with qtbot.assertNotEmitted(view.word_edited):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def test_an_arrow_plays_from_the_word_it_rests_on(qtbot: QtBot, opened: ReviewPage) -> None:
    view = opened.transcript
    with qtbot.waitSignal(view.play_requested) as asked:
        for _ in range(3):
            qtbot.keyClick(view, Qt.Key.Key_Right)
    assert asked.args == [3]


def test_with_control_an_arrow_only_moves(qtbot: QtBot, opened: ReviewPage) -> None:
    with qtbot.assertNotEmitted(opened.transcript.play_requested, wait=300):
        qtbot.keyClick(opened.transcript, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert opened.transcript.current_word == 1


def test_arrows_begin_at_the_word_that_sounds(qtbot: QtBot, opened: ReviewPage) -> None:
    opened.show_spoken(7)
    qtbot.keyClick(opened.transcript, Qt.Key.Key_Right)
    assert opened.transcript.current_word == 8


def test_delete_takes_a_word_out_and_r_brings_it_back(
    qtbot: QtBot, context: AppContext, opened: ReviewPage
) -> None:
    view = opened.transcript
    view.setFocus()
    view.move_to(1)
    with qtbot.waitSignal(opened.session.rescored):
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert kept(context).scorecard.words[1].text == "Scott."
    assert isinstance(view.current_item, RemovedItem)
    assert "Heard: “Mr.”" in view.accessibleDescription()
    with qtbot.waitSignal(opened.session.rescored):
        qtbot.keyClick(view, Qt.Key.Key_R)
    assert kept(context).scorecard.words == kept(context).heard.words


def test_a_double_click_on_a_word_that_was_taken_out_brings_it_back(
    qtbot: QtBot, context: AppContext, opened: ReviewPage
) -> None:
    view = opened.transcript
    with qtbot.waitSignal(opened.session.rescored):
        opened.session.correct_word(1, "")
    place = view.word_rect(0).topRight() + QPoint(20, 12)
    with qtbot.waitSignal(opened.session.rescored):
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert kept(context).corrections.count == 0


def test_a_word_put_right_tells_what_was_heard(qtbot: QtBot, opened: ReviewPage) -> None:
    view = opened.transcript
    with qtbot.waitSignal(opened.session.rescored):
        opened.session.correct_word(5, "Wanda")
    view.move_to(5)
    assert "Heard: “Wendy”" in view.accessibleDescription()
    assert "Heard: “Wendy”" in tip_at(view, view.word_rect(5).center())
    assert opened.content.restore_all.isVisible()
    with qtbot.waitSignal(opened.session.rescored):
        qtbot.mouseClick(opened.content.restore_all, Qt.MouseButton.LeftButton)
    assert not opened.content.restore_all.isVisible()
    assert tip_at(view, view.word_rect(5).center()) == ""


def test_the_menu_of_a_word_offers_what_fits(qtbot: QtBot, opened: ReviewPage) -> None:
    view = opened.transcript
    with qtbot.waitSignal(opened.session.rescored):
        opened.session.correct_word(0, "Hi,")
    menus: list[list[str]] = []
    for word in (0, 1):
        view.move_to(word)
        opened._word_menu(view.current_item, QPoint(0, 0))
        menu = opened.findChildren(QMenu)[-1]
        menus.append([action.text() for action in menu.actions() if action.text()])
        menu.close()
    assert "Back to what was heard: “Hello,”" in menus[0]
    assert not any(entry.startswith("Back") for entry in menus[1])


def test_pauses_and_the_ten_second_mark_explain_themselves(qtbot: QtBot, opened: ReviewPage) -> None:
    view = opened.transcript
    tips = {
        tip_at(view, QPoint(x, y)) for y in range(4, view.height(), 8) for x in range(4, view.width(), 12)
    }
    assert any(
        "0.4 s of silence inside a clause" in tip and "Says who: Goldman-Eisler" in tip for tip in tips
    )


def tip_at(view: QWidget, at: QPoint) -> str:
    """What a mouse resting there is told."""
    QToolTip.hideText()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    return QToolTip.text()

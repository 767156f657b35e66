import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QSlider, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.pages.review.follow_scroll import FollowScroll

WORD = QRect(10, 1500, 40, 24)


@pytest.fixture
def area(qtbot: QtBot) -> QScrollArea:
    made = QScrollArea()
    qtbot.addWidget(made)
    inner, view = QWidget(), QWidget()
    view.setObjectName("view")
    view.setFixedHeight(3000)
    column = QVBoxLayout(inner)
    column.addWidget(view)
    made.setWidget(inner)
    made.setWidgetResizable(True)
    made.resize(400, 300)
    made.show()
    return made


@pytest.fixture
def scroll(area: QScrollArea) -> FollowScroll:
    view = area.findChild(QWidget, "view")
    assert view is not None
    return FollowScroll(area, view)


def test_the_page_scrolls_to_the_word(qtbot: QtBot, area: QScrollArea, scroll: FollowScroll) -> None:
    scroll.begin()
    scroll.follow(WORD)
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() < WORD.top() < WORD.bottom() < bar.value() + 300)


def test_nothing_moves_while_the_word_is_seen(area: QScrollArea, scroll: FollowScroll) -> None:
    scroll.follow(QRect(10, 100, 40, 24))
    assert scroll.follows
    assert area.verticalScrollBar().value() == 0


def test_nothing_moves_when_playing_began_elsewhere(area: QScrollArea, scroll: FollowScroll) -> None:
    scroll.follow(WORD)
    assert not scroll.follows


def test_the_user_scrolling_away_is_left_in_peace(area: QScrollArea, scroll: FollowScroll) -> None:
    scroll.begin()
    area.verticalScrollBar().triggerAction(QSlider.SliderAction.SliderPageStepAdd)
    assert not scroll.follows
    scroll.follow(WORD)
    assert not scroll.follows

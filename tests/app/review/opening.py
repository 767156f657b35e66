"""A take kept, and Review opened on it."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.pages.review.page import ReviewPage
from app.widgets.banner import Banner
from models.history import History, TakeRecord
from models.scorecard import Scorecard
from tests.models.making import make_setup

TALK = "Hello, Mr. Scott. This is Wendy Jones. I interviewed with you on Tuesday for the job. Goodbye."


def keep(context: AppContext, card: Scorecard, take_id: str = "take-1", **setup: Any) -> None:
    with History(context.user_data.history) as history:
        history.save_take(make_setup(take_id, **setup), replace(card, take=take_id))


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

"""The application's services in a folder of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import close_services, make_context
from app.context import AppContext
from app.main_window import MainWindow
from models.user_data import UserData


@pytest.fixture
def context(qapp: QApplication, tmp_path: Path) -> Iterator[AppContext]:
    made = make_context(qapp, UserData(home=tmp_path))
    yield made
    close_services(made)


@pytest.fixture
def window(qtbot: QtBot, context: AppContext) -> MainWindow:
    """The main window; the services end before it does, so that no result reaches what is gone."""
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=lambda _: close_services(context))
    return made

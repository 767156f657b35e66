"""The application's services in a folder of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.main_window import MainWindow
from app.theme.service import Theme
from models.user_data import UserData


@pytest.fixture
def context(qapp: QApplication, tmp_path: Path) -> Iterator[AppContext]:
    made = AppContext(UserData(home=tmp_path), Theme(qapp))
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, context: AppContext) -> MainWindow:
    """The main window; the services end before it does, so that no result reaches what is gone."""
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=lambda _: context.close())
    return made

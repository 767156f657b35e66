"""The application's services in a folder of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap import close_services, make_context
from app.context import AppContext
from models.user_data import UserData


@pytest.fixture
def context(qapp: QApplication, tmp_path: Path) -> Iterator[AppContext]:
    made = make_context(qapp, UserData(home=tmp_path))
    yield made
    close_services(made)

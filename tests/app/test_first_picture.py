"""The window from nothing, in a process of its own."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from models.history import History, SavedCard
from models.user_data import UserData
from tests.models.making import WENDY

_LOADED = """
import json, sys
from app.interpreter import quicken
quicken()
from PySide6 import QtCore
from app.bootstrap import run_window
def painted():
    late = ("app.controllers", "models.history", "models.scoring", "audio", "numpy", "dateutil", "cattrs")
    names = [name for name in sys.modules if name.startswith(late)]
    print(json.dumps([sorted(names), "Qt" in vars(QtCore)]), flush=True)
run_window(["-platform", "offscreen"], painted=painted, ready=lambda window, context: window.close())
"""
_TYPED = """
from app.interpreter import quicken
quicken()
from app.bootstrap import run_window
def usable():
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit
    (window,) = QApplication.topLevelWidgets()
    QTest.keyClicks(window.findChild(QLineEdit, "role"), "Analyst")
def ready(window, context):
    context.cards.changed.connect(lambda: shown(window, context))
def shown(window, context):
    from PySide6.QtWidgets import QLineEdit
    print(window.findChild(QLineEdit, "role").text(), len(context.cards.book.cards))
    window.close()
run_window(["-platform", "offscreen"], usable=usable, ready=ready)
"""


def _run(code: str, home: Path) -> str:
    environment = {**os.environ, "RINGBACK_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_first_picture_needs_little(tmp_path: Path) -> None:
    """No services, and no enumerations of Qt's namespace: Python makes them in 13 ms when one is used."""
    names, has_namespace = json.loads(_run(_LOADED, tmp_path))
    assert not names
    assert not has_namespace


def test_what_is_typed_into_the_first_picture_stays(tmp_path: Path) -> None:
    """Beside the cards of earlier days, and it is saved."""
    data = UserData(home=tmp_path)
    with History(data.history) as history:
        history.save_card(SavedCard(card_id="old", card=WENDY, updated_at=datetime(2026, 11, 20, tzinfo=UTC)))
    assert _run(_TYPED, tmp_path).split() == ["Analyst", "2"]
    with History(data.history) as history:
        assert {saved.card.role for saved in history.cards()} == {"Analyst", WENDY.role}

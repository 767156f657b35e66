"""Labels remember their heights: they must be those that Qt finds."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.widgets.text import set_look, text

_WORDS = "I'd like to thank you for the conversation that we had on Tuesday"
_WIDTHS = (60, 120, 400)


def _heights(label: QLabel) -> list[int]:
    return [label.heightForWidth(width) for width in _WIDTHS]


def _as_qt_finds(label: QLabel) -> list[int]:
    return [QLabel.heightForWidth(label, width) for width in _WIDTHS]


@pytest.fixture
def label(qtbot: QtBot, context: AppContext) -> QLabel:
    """In the application's style, which `context` sets."""
    made = text(_WORDS)
    qtbot.addWidget(made)
    made.ensurePolished()
    assert _heights(made) == _as_qt_finds(made)
    assert _heights(made)[0] > _heights(made)[2]
    return made


def test_other_words(label: QLabel) -> None:
    before = _heights(label)
    label.setText(_WORDS + ", and for the time that you took to show me around")
    assert _heights(label) == _as_qt_finds(label)
    assert _heights(label) != before


def test_another_look(label: QLabel) -> None:
    before = _heights(label)
    for look in ("display", "tag", "caption"):
        set_look(label, "look", look)
        assert _heights(label) == _as_qt_finds(label), look
        assert _heights(label) != before, look


def test_another_font(label: QLabel) -> None:
    before = _heights(label)
    bigger = QFont(label.font())
    bigger.setPointSizeF(bigger.pointSizeF() * 2)
    label.setFont(bigger)
    label.setStyleSheet("QLabel { font-size: 30pt; }")
    assert _heights(label) == _as_qt_finds(label)
    assert _heights(label) != before

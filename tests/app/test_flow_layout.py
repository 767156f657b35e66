from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.widgets.flow_layout import FlowLayout


def _box(width: int, height: int) -> QWidget:
    made = QWidget()
    made.setFixedSize(width, height)
    return made


def test_lines_wrap_and_stand_on_one_height(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=10)
    low, high, next_line = _box(40, 10), _box(40, 30), _box(40, 20)
    for box in (low, high, next_line):
        flow.addWidget(box)
    assert flow.heightForWidth(100) == 30 + 10 + 20
    assert flow.heightForWidth(1000) == 30
    flow.setGeometry(QRect(0, 0, 100, 60))
    assert low.geometry() == QRect(0, 10, 40, 10)
    assert high.geometry() == QRect(50, 0, 40, 30)
    assert next_line.geometry() == QRect(0, 40, 40, 20)
    next_line.setFixedSize(40, 50)
    assert flow.heightForWidth(100) == 30 + 10 + 50

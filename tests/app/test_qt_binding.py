import sys

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication


def test_calls_into_qt_lose_no_reference_to_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 does on Python 3.11: the window aborted after seconds of painting."""
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(1000):
        font.setPointSizeF(10.0)
    assert abs(sys.getrefcount(None) - before) < 500

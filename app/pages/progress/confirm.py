"""The one question before something is gone for good."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_to_erase(
    parent: QWidget, question: str, details: str, answer: str, agreed: Callable[[], None]
) -> QMessageBox:
    """Asks without blocking; Enter and Esc keep everything."""
    box = QMessageBox(parent)
    box.setWindowTitle("Ringback")
    box.setText(question)
    box.setInformativeText(details)
    erase = box.addButton(answer, QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton("Keep", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.buttonClicked.connect(lambda pressed: agreed() if pressed is erase else None)
    box.open()
    return box

"""A page that scrolls must not change a choice that it scrolls past."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class _CalmWheel(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Wheel or not isinstance(watched, QWidget) or watched.hasFocus():
            return False
        event.ignore()
        return True


def calm_wheel(control: QWidget) -> None:
    """Lets the wheel move the page, not `control`, unless the user is in it."""
    control.installEventFilter(_CalmWheel(control))

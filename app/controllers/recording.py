"""The recorder behind Qt signals."""

from PySide6.QtCore import QObject


class RecordingController(QObject):
    """Lists microphones, meters one, and records a take."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def close(self) -> None: ...

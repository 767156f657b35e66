"""The analysis process behind Qt signals."""

from PySide6.QtCore import QObject, Signal


class AnalysisController(QObject):
    """Hears of a growing take and tells what is recognised, and in the end its scorecard."""

    progressed = Signal(str, float)
    failed = Signal(str, object)
    finished = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def start(self) -> None:
        """Starts and warms the process in the background."""

    def close(self) -> None: ...

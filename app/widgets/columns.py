"""Two columns that become one when there is too little width."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class Columns(QWidget):
    """`main` at the left, `aside` at the right; below `breakpoint_px` of width, `aside` goes under it."""

    def __init__(
        self, main: QWidget, aside: QWidget, *, breakpoint_px: int = 820, shares: tuple[int, int] = (3, 2)
    ) -> None:
        super().__init__()
        self._breakpoint_px = breakpoint_px
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(main, shares[0])
        self._row.addWidget(aside, shares[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._breakpoint_px
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)

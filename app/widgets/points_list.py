"""The points of a call, ticking off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from app.theme.icons import pixmap
from app.theme.service import Theme
from app.widgets.buttons import follow_theme
from app.widgets.text import set_look, text

_ICON_PX = 18


class PointsList(QWidget):
    """Two columns of titles; a heard one has a tick and stronger text, never colour alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(8)
        self._rows: dict[str, tuple[QLabel, QLabel, QWidget]] = {}
        self._heard: dict[str, bool] = {}
        follow_theme(self, theme, self._draw)

    def show_points(self, points: tuple[tuple[str, str, bool], ...]) -> None:
        """Each point is (id, title, heard)."""
        if [point[0] for point in points] != list(self._rows):
            self._rebuild(points)
        heard = {point[0]: point[2] for point in points}
        if heard != self._heard:
            self._heard = heard
            self._draw()

    def _rebuild(self, points: tuple[tuple[str, str, bool], ...]) -> None:
        for _, _, row in self._rows.values():
            self._grid.removeWidget(row)
            row.deleteLater()
        self._rows, self._heard = {}, {}
        half = (len(points) + 1) // 2
        for at, (point_id, title, _) in enumerate(points):
            row = QWidget()
            inside = QHBoxLayout(row)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(10)
            mark, words = QLabel(), text(title, "muted", wrap=False)
            mark.setFixedSize(_ICON_PX, _ICON_PX)
            inside.addWidget(mark)
            inside.addWidget(words)
            inside.addStretch(1)
            self._grid.addWidget(row, at % half, at // half, Qt.AlignmentFlag.AlignLeft)
            self._rows[point_id] = (mark, words, row)

    def _draw(self) -> None:
        t = self._theme.tokens
        ratio = self.devicePixelRatioF()
        for point_id, (mark, words, row) in self._rows.items():
            heard = self._heard.get(point_id, False)
            name, colour = ("tick", t.success) if heard else ("circle", t.control)
            mark.setPixmap(pixmap(name, colour, _ICON_PX, ratio))
            set_look(words, "look", "strong" if heard else "muted")
            row.setAccessibleName(f"{words.text()}: {'heard' if heard else 'not yet'}")

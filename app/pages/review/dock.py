"""At the foot of Review, always in sight: playing, and the take over time."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.pages.review.player_bar import PlayerBar
from app.pages.review.timeline_view import TimelineView
from app.theme.service import Theme

_SHARE = 0.235
_LOWEST_PX, _HIGHEST_PX = 132, 280


class PlayDock(QFrame):
    """The words scroll above it, so that one sees both while the take plays."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "dock")
        self.setAccessibleName("Playing")
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 8, 32, 6)
        column.setSpacing(6)
        self.bar = PlayerBar(theme)
        self.timeline = TimelineView(theme, owns_wheel=True)
        column.addWidget(self.bar)
        column.addWidget(self.timeline)
        self.bar.zoomed.connect(self._zoom)
        self.bar.timeline.toggled.connect(self.timeline.setVisible)
        self.timeline.moment_told.connect(self.bar.tell)

    def fit(self, page_height: int) -> None:
        """A share of the page's height for the timeline: more room, more detail."""
        self.timeline.setFixedHeight(min(max(round(page_height * _SHARE), _LOWEST_PX), _HIGHEST_PX))

    def _zoom(self, factor: float) -> None:
        if factor:
            self.timeline.zoom(factor)
        else:
            self.timeline.show_all()

"""The sound, pitch and pauses of two takes over one time axis."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.pages.review.timeline_model import TimelineData
from app.pages.review.timeline_view import TimelineView
from app.theme.service import Theme
from app.widgets.buttons import button, icon_button
from app.widgets.card import Card
from app.widgets.text import text

_ZOOM = 1.5
_HEIGHT_PX = 190


class CompareTimelines(Card):
    """Zoom and pan of one are those of the other, so that a second is as wide and in the same place."""

    seek_requested = Signal(bool, float)
    """(is the second take, seconds)"""
    stop_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("Sound, pitch and pauses")
        self.views = (TimelineView(theme), TimelineView(theme))
        zooming: tuple[QWidget, ...] = (
            icon_button("Zoom out", "minus", theme, lambda: self.views[0].zoom(1 / _ZOOM)),
            icon_button("Zoom in", "plus", theme, lambda: self.views[0].zoom(_ZOOM)),
            button("Show all", self.views[0].show_all, "quiet"),
        )
        for made in zooming:
            self.header.addWidget(made)
        gaps = (
            "Both on one time axis. Gaps are pauses, those with a dashed edge hesitations. "
            "Click to hear the take from there."
        )
        self.body.addWidget(text(gaps, "caption"))
        self._names = (text("", "strong"), text("", "strong"))
        for number, (name, view) in enumerate(zip(self._names, self.views, strict=True)):
            view.setFixedHeight(_HEIGHT_PX)
            self.body.addWidget(name)
            self.body.addWidget(view)
            view.seek_requested.connect(lambda at, second=bool(number): self.seek_requested.emit(second, at))
            view.toggle_requested.connect(self.stop_requested)
            view.view_changed.connect(self.views[1 - number].show_view)

    def show_names(self, names: tuple[str, str], longest_s: float) -> None:
        """The takes, before their sound is read."""
        for label, view, name in zip(self._names, self.views, names, strict=True):
            label.setText(name)
            view.setAccessibleName(f"Timeline of {name}")
            view.set_cursor(0.0)
            view.show_data(TimelineData(duration_s=max(longest_s, 0.1)))

    def show_data(self, both: tuple[TimelineData, TimelineData]) -> None:
        """The shorter take gets the length of the longer."""
        longest_s = max(data.duration_s for data in both)
        for view, data in zip(self.views, both, strict=True):
            view.show_data(replace(data, duration_s=longest_s))

    def move_cursor(self, second: bool, at_s: float) -> None:
        self.views[int(second)].set_cursor(at_s)

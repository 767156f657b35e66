"""Play and pause, half speed, loop, what is under the cursor, zoom."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.pages.review.timeline_model import clock
from app.theme.service import Theme
from app.widgets.buttons import button, icon_button
from app.widgets.elided import Elided
from app.widgets.text import text

HALF_SPEED = 0.5
_ZOOM_FROM_PX = 720


class PlayerBar(QWidget):
    """Tells what was pressed; shows what is so."""

    toggled = Signal()
    speed_chosen = Signal(float)
    loop_chosen = Signal(bool)
    zoomed = Signal(float)
    """(factor) above 1 comes closer; 0 shows all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._duration_s = 0.0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._play = button("Play", self.toggled.emit, icon_name="play", theme=theme, tip="Space")
        self._pause = button("Pause", self.toggled.emit, icon_name="pause", theme=theme, tip="Space")
        self._pause.hide()
        for made in (self._play, self._pause):
            made.setMinimumWidth(100)
        self._clock = text("", "muted", wrap=False)
        self._clock.setMinimumWidth(96)
        self.half = button("Half speed", None, "chip", tip="The pitch is kept")
        self.half.toggled.connect(lambda on: self.speed_chosen.emit(HALF_SPEED if on else 1.0))
        self.loop = button("Loop phrase", None, "chip", tip="L: the phrase around the word, again and again")
        self.loop.toggled.connect(self.loop_chosen)
        self.timeline = button("Timeline", None, "chip", tip="Sound, pitch and level over time")
        self._told = Elided("", "caption")
        for made in (self.half, self.loop, self.timeline):
            made.setCheckable(True)
        self.timeline.setChecked(True)
        for widget in (self._play, self._pause, self._clock, self.half, self.loop):
            row.addWidget(widget)
        row.addWidget(self._told, 1)
        row.addWidget(self.timeline)
        self._zooming: tuple[QWidget, ...] = (
            icon_button("Zoom out", "minus", theme, lambda: self.zoomed.emit(1 / 1.5)),
            icon_button("Zoom in", "plus", theme, lambda: self.zoomed.emit(1.5)),
            button("Show all", lambda: self.zoomed.emit(0.0), "quiet"),
        )
        for zoom in self._zooming:
            row.addWidget(zoom)
        self.timeline.toggled.connect(self._make_room)
        for control in self.findChildren(QAbstractButton):
            # A click leaves the keys with the words, where Space plays and pauses; Tab still comes here.
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def show_duration(self, duration_s: float) -> None:
        self._duration_s = duration_s
        self.show_position(0.0)

    def show_position(self, at_s: float) -> None:
        self._clock.setText(f"{clock(at_s)} / {clock(self._duration_s)}")

    def tell(self, words: str) -> None:
        """What the current word or the moment under the cursor is."""
        self._told.setText(words)

    def show_playing(self, is_playing: bool) -> None:
        had_focus = self._play.hasFocus() or self._pause.hasFocus()
        self._play.setVisible(not is_playing)
        self._pause.setVisible(is_playing)
        if had_focus:
            (self._pause if is_playing else self._play).setFocus()

    def _make_room(self) -> None:
        """In a narrow window the wheel and the keys must do for zooming."""
        for zoom in self._zooming:
            zoom.setVisible(self.timeline.isChecked() and self.width() >= _ZOOM_FROM_PX)

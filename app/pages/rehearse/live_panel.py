"""The quiet screen during a call, and the wait after it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.pages.rehearse.model import RehearseModel, Stage, meter_share
from app.theme.service import Theme
from app.widgets.buttons import button
from app.widgets.intro_ring import IntroRing
from app.widgets.level_meter import LevelMeter
from app.widgets.points_list import PointsList
from app.widgets.text import text

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class LivePanel(QWidget):
    """Clock in the ten-second ring, level, the points if wished, Hang up; nothing else.

    Space and Enter hang up; Escape asks first.
    """

    hang_up_pressed = Signal()
    discard_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._headline = text("", "title", wrap=False)
        self._hint = text("", "muted")
        self._hint.setAlignment(_CENTRE)
        self._ring = IntroRing(theme)
        self._meter = LevelMeter(theme)
        self._meter.setFixedWidth(216)
        self._line = text("", "lead")
        self._line.setAlignment(_CENTRE)
        self._points = PointsList(theme)
        self.hang_up = button(
            "Hang up", self.hang_up_pressed.emit, "hangup", icon_name="hang-up", theme=theme
        )
        self.hang_up.setToolTip("Space or Enter")
        self.hang_up.setMinimumWidth(200)
        column.addStretch(1)
        for widget in (self._headline, self._hint, self._ring, self._meter, self._line):
            wraps = widget in (self._hint, self._line)
            column.addWidget(widget, 0, Qt.AlignmentFlag(0) if wraps else _CENTRE)
        column.addSpacing(4)
        column.addWidget(self._points, 0, _CENTRE)
        column.addSpacing(8)
        column.addWidget(self.hang_up, 0, _CENTRE)
        column.addWidget(self._question(), 0, _CENTRE)
        column.addStretch(1)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._shortcut(key).activated.connect(self._enter)
        self._shortcut(Qt.Key.Key_Escape).activated.connect(self._toggle_question)

    def begin(self) -> None:
        """A new call: no question open, the focus on Hang up."""
        self._ask.hide()
        self.hang_up.show()
        self.hang_up.setFocus()

    def show_model(self, model: RehearseModel, *, show_points: bool) -> None:
        self._headline.setText(model.headline)
        live = model.stage is Stage.LIVE
        self._hint.setText(model.live_hint if live else "Wait for “Speak now” before you begin.")
        self._ring.show_time(model.clock, model.intro_share)
        self._meter.show_share(meter_share(model.level_dbfs) if live else 0.0)
        line = model.plan.focus_line or model.answer
        self._line.setText(line)
        self._line.setVisible(bool(line))
        points = model.shown_points if show_points else ()
        self._points.setVisible(bool(points))
        if points:
            self._points.show_points(tuple((point.id, point.title, point.heard) for point in points))

    def _shortcut(self, key: Qt.Key) -> QShortcut:
        made = QShortcut(QKeySequence(key), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return made

    def _question(self) -> QFrame:
        self._ask = QFrame()
        row = QHBoxLayout(self._ask)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(text("Hang up?", "strong", wrap=False))
        self._yes = button("Hang up and &score", self.hang_up_pressed.emit, "primary")
        row.addWidget(self._yes)
        row.addWidget(button("&Throw it away", self.discard_pressed.emit))
        row.addWidget(button("&Keep talking", self._toggle_question))
        self._ask.hide()
        return self._ask

    def _toggle_question(self) -> None:
        asking = self._ask.isHidden()
        self._ask.setVisible(asking)
        self.hang_up.setVisible(not asking)
        (self._yes if asking else self.hang_up).setFocus()

    def _enter(self) -> None:
        focused = self.focusWidget()
        if self._ask.isVisible() and focused is not None and focused is not self.hang_up:
            focused.click()  # type: ignore[attr-defined]
        else:
            self.hang_up_pressed.emit()


class ScoringPanel(QWidget):
    """After hanging up: what is going on, and the way out."""

    later_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        self._headline = text("", "title", wrap=False)
        self._words = text("", "muted")
        self._words.setAlignment(_CENTRE)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(320)
        self._bar.setAccessibleName("Scoring")
        self.later = button("Score &later", self.later_pressed.emit)
        column.addStretch(1)
        column.addWidget(self._headline, 0, _CENTRE)
        column.addWidget(self._words)
        column.addWidget(self._bar, 0, _CENTRE)
        column.addWidget(self.later, 0, _CENTRE)
        column.addStretch(1)

    def show_model(self, model: RehearseModel) -> None:
        self._headline.setText(model.headline)
        self._words.setText(model.scoring_words)
        share = model.scoring_share
        self._bar.setRange(0, 0 if share is None else 1000)
        if share is not None:
            self._bar.setValue(round(1000 * share))

"""The four places at the left."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.navigation import Place
from app.theme.service import Theme
from app.widgets.buttons import show_hand
from app.widgets.text import text

_WIDTH = 200
_BRAND_PX = 30


class SideBar(QFrame):
    """Emits `chosen(Place)`; arrow keys move between the places, Ctrl+1 to 4 choose from anywhere."""

    chosen = Signal(object)
    settings_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "sidebar")
        self.setAccessibleName("Places")
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 20, 12, 16)
        column.setSpacing(4)
        column.addLayout(self._brand())
        column.addSpacing(20)
        self._group = QButtonGroup(self)
        self._buttons: dict[Place, QPushButton] = {}
        for number, place in enumerate(Place, start=1):
            made = self._place_button(place.label, f"{place.label} (Ctrl+{number})")
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            self._group.addButton(made)
            self._buttons[place] = made
            column.addWidget(made)
        column.addStretch(1)
        self._settings = self._place_button("Settings", "Settings (Ctrl+,)")
        self._settings.clicked.connect(self.settings_pressed)
        column.addWidget(self._settings)
        theme.when_drawn(self._add_keys)
        theme.changed.connect(self._draw)
        self._draw()

    def mark(self, place: Place) -> None:
        """Shows `place` as the current one."""
        self._buttons[place].setChecked(True)
        self._draw()

    def _add_keys(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        for number, place in enumerate(Place, start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda place=place: self.chosen.emit(place))

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(10)
        self._picture = QLabel()
        self._picture.setFixedSize(_BRAND_PX, _BRAND_PX)
        row.addWidget(self._picture)
        row.addWidget(text("Ringback", "heading", wrap=False))
        row.addStretch(1)
        return row

    def _place_button(self, label: str, tip: str) -> QPushButton:
        made = QPushButton(label)
        made.setProperty("role", "place")
        made.setToolTip(tip)
        show_hand(made, self._theme)
        made.setIconSize(QSize(20, 20))
        return made

    def _draw(self) -> None:
        theme = self._theme
        for place, made in self._buttons.items():
            made.setIcon(theme.icon(place.value, "accent" if made.isChecked() else "muted"))
        self._settings.setIcon(theme.icon("settings", "muted"))
        if not theme.is_sketch:
            from app.theme.icons import pixmap

            self._picture.setPixmap(pixmap("ringback", "", _BRAND_PX, self.devicePixelRatioF()))

"""The settings: looks, sound, and where things are."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.context import AppContext
from app.sound_settings import SoundSettings
from app.theme.tokens import SchemeChoice
from app.widgets.buttons import button
from app.widgets.card import Card
from app.widgets.text import text

_WIDTH_PX = 560


class SettingsDialog(QDialog):
    """Every change counts at once and is saved; there is nothing to confirm."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle("Settings")
        self.setFixedWidth(_WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(text("Settings", "title", wrap=False))
        column.addWidget(self._looks())
        column.addWidget(SoundSettings(context))
        column.addWidget(self._rehearsing())
        column.addWidget(self._model())
        column.addWidget(self._privacy())
        row = QHBoxLayout()
        row.addWidget(text(f"Ringback {__version__}", "caption", wrap=False))
        row.addStretch(1)
        done = button("&Done", self.accept, "primary")
        done.setDefault(True)
        row.addWidget(done)
        column.addLayout(row)
        # Wrapped text needs a height that follows from the width; dialogs don't ask for it themselves.
        self.setMinimumHeight(column.heightForWidth(_WIDTH_PX))

    def _looks(self) -> Card:
        card = Card("Looks")
        self.scheme = QComboBox()
        self.scheme.setAccessibleName("Colours")
        for choice in SchemeChoice:
            self.scheme.addItem(choice.label, choice.value)
        self.scheme.setCurrentIndex(self.scheme.findData(self._context.theme.choice.value))
        self.scheme.currentIndexChanged.connect(self._choose_scheme)
        card.body.addLayout(_labelled("&Colours", self.scheme))
        return card

    def _rehearsing(self) -> Card:
        card = Card("Rehearsing")
        self.points = QCheckBox("&Tick off the points while I speak")
        self.points.setChecked(self._context.preferences.settings.show_points_live)
        self.points.toggled.connect(lambda on: self._context.preferences.change(show_points_live=on))
        card.body.addWidget(self.points)
        return card

    def _model(self) -> Card:
        card = Card("Speech recognition")
        self.model = QLineEdit(self._context.preferences.settings.model)
        self.model.setAccessibleName("Folder of other Whisper weights")
        self.model.setPlaceholderText("The built-in one")
        self.model.editingFinished.connect(self._choose_model)
        choose = button("C&hoose…", self._ask_folder)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.model, 1)
        row.addWidget(choose)
        card.body.addWidget(
            text("A folder of other Whisper weights for faster-whisper. Counts from the next start.", "muted")
        )
        card.body.addLayout(row)
        return card

    def _privacy(self) -> Card:
        card = Card("Your recordings")
        card.body.addWidget(text("Everything stays on this computer; nothing is sent anywhere.", "muted"))
        home = self._context.user_data.home
        card.body.addWidget(text(str(home), "caption"))
        opens = button("&Open the folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(home))))
        card.body.addWidget(opens, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _choose_scheme(self) -> None:
        choice = SchemeChoice(self.scheme.currentData())
        self._context.theme.choose(choice)
        self._context.preferences.change(colour_scheme=choice.value)

    def _choose_model(self) -> None:
        self._context.preferences.change(model=self.model.text().strip())

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Folder of Whisper weights")
        if folder:
            self.model.setText(folder)
            self._choose_model()


def _labelled(label: str, widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    words = QLabel(label)
    words.setBuddy(widget)
    row.addWidget(words)
    row.addStretch(1)
    row.addWidget(widget)
    return row

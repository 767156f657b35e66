"""Which microphone and which speaker, in the settings."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel

from app.context import AppContext
from app.widgets.calm_wheel import calm_wheel
from app.widgets.card import Card

_DEFAULT = "System default"


class SoundSettings(Card):
    """The devices there are come a moment later; one that was chosen and is gone stays the choice."""

    def __init__(self, context: AppContext) -> None:
        super().__init__("Sound")
        self._context = context
        grid = QGridLayout()
        grid.setSpacing(12)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        settings = context.preferences.settings
        self.microphone = _choice(grid, 0, "&Microphone", settings.microphone)
        self.speaker = _choice(grid, 1, "&Speaker", settings.speaker)
        self.microphone.activated.connect(self._choose_microphone)
        self.speaker.activated.connect(self._choose_speaker)
        context.recording.microphones_listed.connect(self._show_microphones)
        context.playback.speakers_listed.connect(self._show_speakers)
        context.recording.list_microphones()
        context.playback.list_speakers()

    def _choose_microphone(self) -> None:
        self._context.preferences.change(microphone=self.microphone.currentData())
        self._context.recording.list_microphones()  # Rehearse hears of it, too

    def _choose_speaker(self) -> None:
        self._context.preferences.change(speaker=self.speaker.currentData())

    def _show_microphones(self, devices: tuple[Any, ...]) -> None:
        _show(self.microphone, devices, self._context.preferences.settings.microphone)

    def _show_speakers(self, devices: tuple[Any, ...]) -> None:
        _show(self.speaker, devices, self._context.preferences.settings.speaker)


def _choice(grid: QGridLayout, row: int, label: str, chosen: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(label.replace("&", ""))
    made.setMinimumContentsLength(16)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    calm_wheel(made)
    _show(made, (), chosen)
    words = QLabel(label)
    words.setBuddy(made)
    grid.addWidget(words, row, 0)
    grid.addWidget(made, row, 1)
    return made


def _show(choice: QComboBox, devices: tuple[Any, ...], chosen: str) -> None:
    """Each device has a `name`, empty for the system's default, and a `label`."""
    choice.clear()
    for device in devices:
        choice.addItem(device.label, device.name)
    if choice.findData("") < 0:
        choice.insertItem(0, _DEFAULT, "")
    if choice.findData(chosen) < 0:
        choice.addItem(f"{chosen} (not there)" if devices else chosen, chosen)
    choice.setCurrentIndex(choice.findData(chosen))

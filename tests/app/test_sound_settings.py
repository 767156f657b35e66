from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.sound_settings import SoundSettings
from audio.devices import Device

_DEFAULT = Device(name="", label="System default", index=0, rate_hz=48_000, channels=2)
_HEADSET = Device(name="Headset", label="Headset", index=1, rate_hz=48_000, channels=2)


def _sound(qtbot: QtBot, context: AppContext, monkeypatch) -> SoundSettings:
    monkeypatch.setattr(type(context.recording), "list_microphones", lambda self, refresh=False: None)
    monkeypatch.setattr(type(context.playback), "list_speakers", lambda self: None)
    made = SoundSettings(context)
    qtbot.addWidget(made)
    return made


def test_a_chosen_speaker_is_kept(qtbot: QtBot, context: AppContext, monkeypatch) -> None:
    sound = _sound(qtbot, context, monkeypatch)
    context.playback.speakers_listed.emit((_DEFAULT, _HEADSET))
    sound.speaker.setCurrentIndex(1)
    sound.speaker.activated.emit(1)
    assert context.preferences.settings.speaker == "Headset"
    assert context.preferences.settings.microphone == ""


def test_a_device_that_is_gone_stays_the_choice(qtbot: QtBot, context: AppContext, monkeypatch) -> None:
    context.preferences.change(microphone="Headset")
    sound = _sound(qtbot, context, monkeypatch)
    assert sound.microphone.currentText() == "Headset"
    context.recording.microphones_listed.emit((_DEFAULT,))
    assert sound.microphone.currentText() == "Headset (not there)"
    assert sound.microphone.currentData() == "Headset"
    context.recording.microphones_listed.emit((_DEFAULT, _HEADSET))
    assert sound.microphone.currentText() == "Headset"

import builtins

import pytest

from audio.devices import PortAudio, choose_devices, opening_failed, portaudio
from models.errors import UserFacingError


def entry(index, name, inputs=1, outputs=0, rate=48_000.0):
    return {
        "index": index, "name": name, "default_samplerate": rate,
        "max_input_channels": inputs, "max_output_channels": outputs,
    }  # fmt: skip


def host(name, devices, default_input=-1, default_output=-1):
    return {
        "name": name, "devices": devices,
        "default_input_device": default_input, "default_output_device": default_output,
    }  # fmt: skip


def test_alsa_keeps_hardware_and_sound_servers_with_the_default_first():
    listed = [
        entry(0, "HDA Intel PCH: ALC257 Analog (hw:0,0)", 2, 2),
        entry(1, "Jabra: USB Audio (hw:1,0)", 1, 2),
        entry(2, "samplerate", 128, 128),
        entry(3, "pulse", 32, 32, 44_100.0),
        entry(4, "default", 32, 32),
        entry(5, "HDMI: (hw:0,3)", 0, 8),
    ]
    hosts = [host("ALSA", [0, 1, 2, 3, 4, 5], 4, 4), host("OSS", [])]
    chosen = choose_devices("input", listed, hosts)
    assert [(device.name, device.label, device.index) for device in chosen] == [
        ("", "System default", 4),
        ("HDA Intel PCH: ALC257 Analog (hw:0,0)", "HDA Intel PCH: ALC257 Analog (hw:0,0)", 0),
        ("Jabra: USB Audio (hw:1,0)", "Jabra: USB Audio (hw:1,0)", 1),
        ("pulse", "PulseAudio", 3),
    ]
    assert chosen[3].rate_hz == 44_100


def test_each_device_is_listed_once_and_twins_are_told_apart():
    listed = [entry(0, "Headset"), entry(1, "Headset"), entry(2, "Headset (WASAPI)")]
    hosts = [host("MME", [0, 1], 1), host("WASAPI", [2], 2)]
    chosen = choose_devices("input", listed, hosts)
    assert [device.name for device in chosen] == ["", "Headset", "Headset (2)"]
    assert [device.index for device in chosen] == [1, 0, 1]


def test_a_computer_without_a_microphone_has_none():
    listed = [entry(0, "Speakers", 0, 2)]
    hosts = [host("Core Audio", [0], -1, 0)]
    assert choose_devices("input", listed, hosts) == ()
    assert [device.name for device in choose_devices("output", listed, hosts)] == ["", "Speakers"]
    assert choose_devices("input", [], []) == ()


@pytest.mark.parametrize(
    ("code", "text", "says"),
    [
        (-9985, "Device unavailable", "busy"),
        (-9999, "Unanticipated host error: Device or resource busy", "busy"),
        (-9999, "Unanticipated host error: Permission denied", "may not use"),
        (-9996, "Invalid device", "cannot be opened"),
    ],
)
def test_the_reason_is_told(code, text, says):
    error = opening_failed("input", "Headset", code, text)
    assert says in error.what
    assert "Headset" in error.what
    assert error.what_to_do


def test_a_missing_sound_library_is_told(monkeypatch):
    really = builtins.__import__

    def without_portaudio(name, *rest, **more):
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return really(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_portaudio)
    with pytest.raises(UserFacingError, match="PortAudio is missing"):
        portaudio.__wrapped__()


class FakeLibrary:
    """Counts starts of the library; streams open unless told otherwise."""

    class PortAudioError(Exception):
        pass

    def __init__(self) -> None:
        self.starts = 1
        self.closed = 0
        self.fails = False

    def _terminate(self) -> None:
        self.starts -= 1

    def _initialize(self) -> None:
        self.starts += 10

    def Stream(self, **settings):  # noqa: N802 - the library's name
        library = self

        class Opened:
            def start(self):
                if library.fails:
                    raise library.PortAudioError("cannot start", -9985)

            def close(self, ignore_errors):
                library.closed += 1

        return Opened()


def test_devices_are_looked_for_anew_only_while_no_stream_is_open():
    library = FakeLibrary()
    audio = PortAudio(library)
    stream = audio.open("Stream")
    assert not audio.refresh()
    audio.close(stream)
    assert audio.refresh()
    assert library.starts == 10


def test_a_stream_that_does_not_start_is_closed_and_does_not_count():
    library = FakeLibrary()
    library.fails = True
    audio = PortAudio(library)
    with pytest.raises(library.PortAudioError):
        audio.open("Stream")
    assert library.closed == 1
    assert audio.refresh()

"""The microphones and speakers of this computer, by names that last.

PortAudio is one per process and sees new devices only when it is started again, which ends every open
stream. So all that open a stream say so through `PortAudio`, and `refresh` waits for a quiet moment.
"""

import functools
import os
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from models.errors import UserFacingError

Kind = Literal["input", "output"]

SYSTEM_DEFAULT = ""
"""The name that stands for whatever the system's sound settings say."""

_BLOCKED = {
    "darwin": "Allow it in System Settings, Privacy & Security, Microphone.",
    "win32": "Allow it in Settings, Privacy & security, Microphone.",
}
_ALSA_SERVERS = {"pulse": "PulseAudio", "pipewire": "PipeWire", "jack": "JACK"}


@dataclass(frozen=True, kw_only=True)
class Device:
    """A microphone or speaker. `name` is what settings keep; `label` is what people read.

    `index` is PortAudio's number for it, good until the next refresh.
    """

    name: str
    label: str
    index: int
    rate_hz: int
    channels: int


class PortAudio:
    """The library, and who uses it. Get it from `portaudio()`."""

    def __init__(self, library: ModuleType) -> None:
        self.library: Any = library
        self.lock = threading.RLock()
        """Held while streams are opened and closed and while devices are listed."""
        self._open_streams = 0

    def open(self, stream_class: str, **settings: Any) -> Any:
        """A started stream. Raises the library's `PortAudioError`. Give it back to `close`."""
        with self.lock:
            stream = getattr(self.library, stream_class)(**settings)
            try:
                stream.start()
            except self.library.PortAudioError:
                stream.close(ignore_errors=True)
                raise
            self._open_streams += 1
            return stream

    def close(self, stream: Any) -> None:
        """End a stream at once, whatever state it or its device is in."""
        with self.lock:
            stream.close(ignore_errors=True)
            self._open_streams -= 1

    def refresh(self) -> bool:
        """Look for devices that came or went; False, and nothing done, while a stream is open."""
        with self.lock:
            if self._open_streams:
                return False
            self.library._terminate()
            self.library._initialize()
            return True


@functools.cache
def portaudio() -> PortAudio:
    """The one PortAudio of this process, loaded on first use. Raises `UserFacingError`."""
    try:
        import sounddevice
    except OSError as error:
        raise UserFacingError(
            "The sound library PortAudio is missing.", "Install it (on Debian and Ubuntu: libportaudio2)."
        ) from error
    return PortAudio(sounddevice)


def microphones(*, refresh: bool = False) -> tuple[Device, ...]:
    """The microphones, the system's default first. Takes a moment: not for the thread of a window."""
    return _devices("input", refresh=refresh)


def speakers(*, refresh: bool = False) -> tuple[Device, ...]:
    """The speakers and headphones, the system's default first."""
    return _devices("output", refresh=refresh)


def find(kind: Kind, name: str, *, refresh: bool = False) -> Device:
    """The device of that name, looked for anew when it isn't known. Raises `UserFacingError`."""
    for anew in (refresh, True):
        devices = _devices(kind, refresh=anew)
        for device in devices:
            if device.name == name:
                return device
    if name == SYSTEM_DEFAULT or not devices:
        raise _none_found(kind)
    thing = "microphone" if kind == "input" else "speaker"
    raise UserFacingError(f'The {thing} "{name}" is not there.', "Plug it in, or choose another one.")


def _devices(kind: Kind, *, refresh: bool) -> tuple[Device, ...]:
    audio = portaudio()
    with audio.lock:
        if refresh:
            audio.refresh()
        listed = list(audio.library.query_devices())
        hosts = list(audio.library.query_hostapis())
    return choose_devices(kind, listed, hosts)


def choose_devices(
    kind: Kind, listed: Iterable[dict[str, Any]], hosts: list[dict[str, Any]]
) -> tuple[Device, ...]:
    """Of what PortAudio lists, what a person would call a device.

    Systems list each device once per sound interface; the first interface that has a default for this
    kind counts. ALSA lists its converters as devices; only hardware and sound servers are kept.
    """
    by_index = {int(entry["index"]): entry for entry in listed}
    host = next((host for host in hosts if host[f"default_{kind}_device"] in by_index), None)
    if host is None:
        return ()
    channels_key = f"max_{kind}_channels"

    def device(entry: dict[str, Any], name: str, label: str) -> Device:
        rate_hz = round(float(entry["default_samplerate"]))
        return Device(
            name=name, label=label, index=entry["index"], rate_hz=rate_hz, channels=entry[channels_key]
        )

    default = by_index[host[f"default_{kind}_device"]]
    chosen = [device(default, SYSTEM_DEFAULT, "System default")]
    seen: dict[str, int] = {}
    for index in host["devices"]:
        entry = by_index.get(index)
        if entry is None or not entry[channels_key]:
            continue
        name = str(entry["name"])
        if host["name"] == "ALSA" and "(hw:" not in name and name not in _ALSA_SERVERS:
            continue
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:  # two headsets of the same make
            name = f"{name} ({seen[name]})"
        chosen.append(device(entry, name, _ALSA_SERVERS.get(name, name)))
    return tuple(chosen)


def _none_found(kind: Kind) -> UserFacingError:
    if kind == "output":
        return UserFacingError("No speaker or headphones were found.", "Connect one, then try again.")
    nodes = [str(node) for node in Path("/dev/snd").glob("pcm*c")] if sys.platform == "linux" else []
    if nodes and not any(os.access(node, os.R_OK) for node in nodes):
        return UserFacingError(
            "Your user may not use this computer's microphone.",
            'Add your user to the group "audio" and log in again.',
        )
    return UserFacingError("No microphone was found.", "Plug one in, then try again.")


def opening_failed(kind: Kind, label: str, code: int, text: str) -> UserFacingError:
    """The sentence for a device that is there but can't be opened; `code` is PortAudio's error number."""
    thing = "microphone" if kind == "input" else "speaker"
    lower = text.lower()
    if "permission" in lower or "access" in lower or "errno 13" in lower:
        return UserFacingError(
            f"Ringback may not use the {thing} ({label}).",
            _BLOCKED.get(sys.platform, 'Add your user to the group "audio" and log in again.'),
        )
    if code == _UNAVAILABLE or "busy" in lower or "in use" in lower:
        return UserFacingError(
            f"The {thing} ({label}) is busy.", "Close the other program that uses it, or choose another one."
        )
    return UserFacingError(
        f"The {thing} ({label}) cannot be opened.",
        "Check that it is plugged in, that Ringback may use it, and that no other program holds it.",
    )


# PortAudio's error numbers (portaudio.h, PaErrorCode).
_UNAVAILABLE = -9985
BAD_RATE = -9997
BAD_CHANNELS = -9998

"""The microphone as a source of blocks."""

import logging
from collections.abc import Iterator
from typing import Any

from audio.devices import (
    BAD_CHANNELS,
    BAD_RATE,
    SYSTEM_DEFAULT,
    Device,
    PortAudio,
    find,
    opening_failed,
    portaudio,
)
from audio.sound_source import BlockQueue, SourceFormat
from models.errors import UserFacingError

_log = logging.getLogger(__name__)

_BLOCK_S = 0.02
_LATENCY_S = 0.2
"""Room in the device's own buffer, for moments in which the machine is busy with other things. Blocks come
every 20 ms all the same."""
_GONE = UserFacingError(
    "The microphone went away. What was recorded until then is kept.",
    "Plug it in again or choose another one.",
)


class Microphone:
    """Puts the blocks of an input device, at its own rate.

    The audio callback copies the block and counts what the device says it dropped; nothing else
    happens in it. When the device or the sound server goes away, PortAudio ends the stream, and the
    queue gets an end with the reason.
    """

    def __init__(self, name: str = SYSTEM_DEFAULT) -> None:
        self._name = name
        self._stream: Any = None
        self._stopping = False

    @property
    def name(self) -> str:
        return self._name or "System default"

    def start(self, blocks: BlockQueue) -> SourceFormat:
        """Open the device. Raises `UserFacingError`: none there, busy, forbidden."""
        self._stopping = False
        audio = portaudio()
        with audio.lock:
            try:
                return self._try_formats(audio, find("input", self._name), blocks)
            except UserFacingError as error:
                _log.info("looking for the devices anew, since: %s", error)
                return self._try_formats(audio, find("input", self._name, refresh=True), blocks)

    def stop(self) -> None:
        self._stopping = True
        if self._stream is not None:
            portaudio().close(self._stream)
            self._stream = None

    def _try_formats(self, audio: PortAudio, device: Device, blocks: BlockQueue) -> SourceFormat:
        error: Exception | None = None
        for rate_hz, channels in _formats(device):
            try:
                self._stream = self._open(audio, device, rate_hz, channels, blocks)
            except audio.library.PortAudioError as problem:
                error = problem
                if _code(problem) not in (BAD_RATE, BAD_CHANNELS):
                    break
            else:
                return SourceFormat(rate_hz=rate_hz, channels=channels, block_s=_BLOCK_S)
        assert error is not None
        _log.warning("cannot open %s: %s", device, error)
        raise opening_failed("input", device.label, _code(error), str(error)) from error

    def _open(self, audio: PortAudio, device: Device, rate_hz: int, channels: int, blocks: BlockQueue) -> Any:
        def on_block(data: Any, frames: int, time: Any, status: Any) -> None:
            if status.input_overflow:
                blocks.overflows += 1
            blocks.put(bytes(data))

        def on_finished() -> None:
            if not self._stopping:
                blocks.end(_GONE)

        return audio.open(
            "RawInputStream",
            device=device.index,
            samplerate=rate_hz,
            channels=channels,
            dtype="int16",
            blocksize=round(_BLOCK_S * rate_hz),
            latency=_LATENCY_S,
            callback=on_block,
            finished_callback=on_finished,
        )


def _formats(device: Device) -> Iterator[tuple[int, int]]:
    """Rates and channels to try: the device's own rate in mono, then what some drivers insist on."""
    for rate_hz in dict.fromkeys((device.rate_hz, 48_000, 44_100)):
        for channels in dict.fromkeys((1, min(2, device.channels))):
            yield rate_hz, channels


def _code(error: Exception) -> int:
    return int(error.args[1]) if len(error.args) > 1 else 0

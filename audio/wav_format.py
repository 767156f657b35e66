"""The header of a 16-bit mono WAV, read as it stands in a file that may be unfinished."""

import struct
from dataclasses import dataclass
from typing import BinaryIO

SAMPLE_BYTES = 2
_PCM = 1
_EXTENSIBLE = 0xFFFE
_FORMAT_BYTES = 16
_MAX_HEADER_BYTES = 1 << 16


class NotOurWavError(Exception):
    """The file is no 16-bit mono WAV."""


@dataclass(frozen=True)
class WavHeader:
    """`data_start` is the offset of the first sample; `stated_data_bytes` may lag behind the file."""

    rate_hz: int
    data_start: int
    stated_data_bytes: int


def read_header(file: BinaryIO) -> WavHeader | None:
    """The header, or None while the file is too short to hold it. Raises `NotOurWavError`, `OSError`."""
    file.seek(0)
    head = file.read(_MAX_HEADER_BYTES)
    if not b"RIFF".startswith(head[:4]) or not b"WAVE".startswith(head[8:12]):
        raise NotOurWavError("no RIFF/WAVE file")
    rate_hz = 0
    at = 12
    while at + 8 <= len(head):
        name, size = struct.unpack_from("<4sI", head, at)
        at += 8
        if name == b"data":
            if not rate_hz:
                raise NotOurWavError("data before format")
            return WavHeader(rate_hz=rate_hz, data_start=at, stated_data_bytes=size)
        if name == b"fmt " and at + _FORMAT_BYTES <= len(head):
            kind, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", head, at)
            if kind not in (_PCM, _EXTENSIBLE) or channels != 1 or bits != 8 * SAMPLE_BYTES or not rate_hz:
                raise NotOurWavError(f"format {kind}, {channels} channels, {bits} bits, {rate_hz} Hz")
        at += size + size % 2
    if len(head) == _MAX_HEADER_BYTES:
        raise NotOurWavError("no data chunk")
    return None

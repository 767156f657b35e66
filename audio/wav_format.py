"""The header of a 16-bit mono WAV, read and repaired in a file that may be unfinished."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

SAMPLE_BYTES = 2
_PCM = 1
_EXTENSIBLE = 0xFFFE
_FORMAT_BYTES = 16
_MAX_HEADER_BYTES = 1 << 16
_MAX_SIZE = 2**32 - 1


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


def frames_in(path: Path, header: WavHeader) -> int:
    """Whole samples that the file holds, whatever its header says."""
    return max(0, path.stat().st_size - header.data_start) // SAMPLE_BYTES


def repair(path: Path) -> float:
    """Make the header tell what the file holds; returns its length in seconds.

    Half a sample at the end, from a write that was cut off, is removed. Raises `OSError` and
    `NotOurWavError`.
    """
    with path.open("r+b") as file:
        header = read_header(file)
        if header is None:
            raise NotOurWavError("the header is not complete")
        frames = frames_in(path, header)
        file.truncate(header.data_start + frames * SAMPLE_BYTES)
        # Both sizes, whatever is stated: one can be right while the other lags behind.
        # Beyond 4 GB the sizes can't tell; readers then take the file's own length.
        data_bytes = min(frames * SAMPLE_BYTES, _MAX_SIZE)
        file.seek(header.data_start - 4)
        file.write(struct.pack("<I", data_bytes))
        file.seek(4)
        file.write(struct.pack("<I", min(header.data_start - 8 + data_bytes, _MAX_SIZE)))
        return frames / header.rate_hz

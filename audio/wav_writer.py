"""A WAV file that is whole after every block, so that a kill at any moment costs nothing written."""

import errno
import os
import wave
from pathlib import Path
from typing import BinaryIO

from audio.wav_format import SAMPLE_BYTES
from models.errors import UserFacingError

MAX_DATA_BYTES = 2**32 - 2**16
"""What the 32-bit sizes of a WAV header can tell: 12.4 hours at 48 kHz."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class WavWriter:
    """Appends 16-bit mono sound to a new file.

    Every `append` is followed by a corrected header and a flush: what it returned from survives the
    death of this process. What `sync` returned from survives a power cut. Raises `OSError`.
    """

    def __init__(self, path: Path, rate_hz: int) -> None:
        self.path = path
        self.rate_hz = rate_hz
        self.frames = 0
        """Frames appended so far."""
        self._file: BinaryIO = path.open("xb")
        self._wave = wave.open(self._file, "wb")  # noqa: SIM115
        self._wave.setnchannels(1)
        self._wave.setsampwidth(SAMPLE_BYTES)
        self._wave.setframerate(rate_hz)
        self.append(b"")

    @property
    def duration_s(self) -> float:
        return self.frames / self.rate_hz

    def append(self, block: bytes) -> None:
        """Write little-endian int16 samples and make them readable for others."""
        if (self.frames * SAMPLE_BYTES) + len(block) > MAX_DATA_BYTES:
            raise OSError(errno.EFBIG, "A WAV file holds no more than 4 GB")
        try:
            self._wave.writeframes(block)
            self._file.flush()
        except OSError:
            self._abandon()
            raise
        self.frames += len(block) // SAMPLE_BYTES

    def sync(self) -> None:
        """Wait until everything is on the disk itself."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        if self._file.closed:
            return
        try:
            self._wave.close()
            self._file.flush()
            self.sync()
        except OSError:
            self._abandon()
            raise
        self._file.close()

    def discard(self) -> None:
        """Close and remove the file."""
        if not self._file.closed:
            self._abandon()
        self.path.unlink(missing_ok=True)

    def _abandon(self) -> None:
        """Close without writing: what the buffer still holds cannot be written and must not be retried."""
        self._file.raw.close()  # type: ignore[attr-defined]
        try:
            self._wave.close()
        except (OSError, ValueError):
            return  # expected: its file is closed


def writing_failed(error: OSError) -> UserFacingError:
    """The sentence for a recording that cannot be written on."""
    if error.errno in _FULL:
        return UserFacingError(
            "The disk is full, so the recording stopped. What was recorded until then is kept.",
            "Free some space, then call again.",
        )
    return UserFacingError(
        "The recording can no longer be written. What was recorded until then is kept.",
        "Check the disk, then call again.",
    )

"""Sound files of any usual format, decoded piece by piece in bounded memory.

Whatever the world hands over (empty, damaged, not sound at all) becomes one `UserFacingError`.
A file that is damaged or cut off half-way gives the sound before the damage.
"""

import logging
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from audio.blocks import RATE_HZ, Samples
from audio.resample import StreamResampler
from models.errors import UserFacingError

_log = logging.getLogger(__name__)

_FORMATS = (
    "wav,w64,rf64,flac,mp3,mov,mp4,m4a,3gp,3g2,mj2,ogg,aac,matroska,webm,"
    "aiff,caf,au,amr,asf,avi,mpegts,flv,ac3"
)
"""Containers of recordings. Playlists are left out: they would open other files or the network."""
_ACCIDENT_S = 1.0
_USABLE = "Use a WAV, FLAC, MP3, M4A or Ogg recording."


@dataclass(frozen=True)
class SoundInfo:
    """What a sound file says of itself. `duration_s` is None when the file doesn't tell."""

    duration_s: float | None
    rate_hz: int
    channels: int
    format: str


def probe(path: Path) -> SoundInfo:
    """What the file is, without decoding it. Raises `UserFacingError`."""
    with _opened(path) as (container, stream):
        return SoundInfo(
            duration_s=_duration_s(path, container, stream),
            rate_hz=stream.rate,
            channels=stream.channels,
            format=container.format.name.split(",")[0],
        )


def decode_blocks(path: Path, block_s: float = 10.0) -> Generator[Samples, None, None]:
    """The file's sound as float32 mono at 16 kHz in [-1, 1], in blocks of `block_s` (the last shorter).

    Raises `UserFacingError` on the first step when the file can't be opened, or holds no sound.
    """
    size = max(1, round(block_s * RATE_HZ))
    held: list[Samples] = []
    n_held = 0
    given = False
    with closing(_at_analysis_rate(path)) as pieces:
        for piece in pieces:
            held.append(piece)
            n_held += len(piece)
            if n_held >= size:
                joined = np.concatenate(held)
                whole = n_held - n_held % size
                for start in range(0, whole, size):
                    given = True
                    yield joined[start : start + size].copy()
                held = [joined[whole:]]
                n_held -= whole
    if n_held:
        given = True
        yield np.concatenate(held)
    if not given:
        raise _no_sound(path)


def decode_native(path: Path) -> Generator[tuple[int, Samples], None, None]:
    """The file's sound at its own rate: pairs of (rate in Hz, float32 mono in [-1, 1]).

    The rate changes within a file only in rare damaged or joined streams. Several channels are averaged.
    Raises `UserFacingError`.
    """
    decoded_s = 0.0
    frames = _Frames(path)
    with _opened(path) as (container, stream):
        for frame in frames.of(container, stream):
            if frame.samples and frame.sample_rate:
                decoded_s += frame.samples / frame.sample_rate
                yield frame.sample_rate, _mono(frame)
    # Any bytes hold something that looks like a moment of MP3 by accident.
    if not decoded_s or (decoded_s < _ACCIDENT_S and frames.damaged):
        raise _no_sound(path)


def _no_sound(path: Path) -> UserFacingError:
    return UserFacingError(f"{path.name} holds no sound that can be read.", _USABLE)


def _at_analysis_rate(path: Path) -> Generator[Samples, None, None]:
    resampler: StreamResampler | None = None
    rate_hz = 0
    with closing(decode_native(path)) as pieces:
        for piece_rate_hz, piece in pieces:
            if resampler is None or piece_rate_hz != rate_hz:
                if resampler is not None:
                    yield resampler.finish()
                rate_hz = piece_rate_hz
                resampler = StreamResampler(rate_hz)
            yield resampler.push(piece)
    if resampler is not None:
        yield resampler.finish()


@contextmanager
def _opened(path: Path) -> Iterator[tuple[InputContainer, AudioStream]]:
    _check_readable(path)
    try:
        # An absolute path with its protocol spelled out: a name such as "http:x" stays a file.
        container = av.open(
            f"file:{path.absolute()}",
            container_options={"format_whitelist": _FORMATS, "protocol_whitelist": "file"},
        )
    except (av.FFmpegError, OSError, ValueError) as error:
        _log.info("cannot open %s: %s", path, error)
        raise UserFacingError(
            f"{path.name} is damaged, or not a recording that Ringback can read.", _USABLE
        ) from error
    with container:
        if not container.streams.audio:
            raise UserFacingError(f"{path.name} holds no sound.", _USABLE)
        yield container, container.streams.audio[0]


def _check_readable(path: Path) -> None:
    try:
        if path.is_dir():
            raise UserFacingError(f"{path.name} is a folder, not a recording.", "Choose a file in it.")
        if path.exists() and not path.is_file():
            raise UserFacingError(f"{path.name} is not a file.", _USABLE)
        with path.open("rb") as file:
            if not file.read(1):
                raise UserFacingError(f"{path.name} is empty.", "Choose another recording.")
    except FileNotFoundError as error:
        raise UserFacingError(f"There is no file {path}.", "Check the name and the folder.") from error
    except PermissionError as error:
        raise UserFacingError(
            f"{path.name} may not be read.", "Allow your user to read it, or copy it elsewhere."
        ) from error
    except (OSError, ValueError) as error:
        raise UserFacingError(f"{path.name} cannot be read.", "Check the disk, or copy it again.") from error


class _Frames:
    """Decoded frames; a damaged packet is skipped, a damaged container ends the sound."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.damaged = 0

    def of(self, container: InputContainer, stream: AudioStream) -> Iterator[av.AudioFrame]:
        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                break
            except (av.FFmpegError, OSError) as error:
                _log.info("%s ends early: %s", self._path, error)
                break
            try:
                frames = packet.decode()
            except (av.FFmpegError, OSError) as error:
                self.damaged += 1
                _log.debug("damaged packet in %s: %s", self._path, error)
                continue
            yield from (frame for frame in frames if isinstance(frame, av.AudioFrame))
        if self.damaged:
            _log.info("%s: %d damaged packets were skipped", self._path, self.damaged)


def _mono(frame: av.AudioFrame) -> Samples:
    """The mean of the channels as float32, shape (samples,)."""
    values: NDArray[Any] = frame.to_ndarray()
    if not frame.format.is_planar:
        values = values.reshape(-1, frame.layout.nb_channels).T
    scaled: Samples
    if values.dtype == np.uint8:
        scaled = (values.astype(np.float32) - 128.0) / 128.0
    elif values.dtype.kind == "i":
        scaled = values.astype(np.float32) * np.float32(2.0 ** (1 - 8 * values.dtype.itemsize))
    else:
        # Float formats may hold anything, not-a-number included, which would spread through every filter.
        scaled = np.nan_to_num(values.astype(np.float32, copy=False))
    mono = scaled[0] if len(scaled) == 1 else scaled.mean(axis=0, dtype=np.float32)
    samples: Samples = np.clip(mono, -1.0, 1.0)
    return samples


def _duration_s(path: Path, container: InputContainer, stream: AudioStream) -> float | None:
    """The stated length, but never more than the bytes of an uncompressed file can hold."""
    if stream.duration is not None and stream.time_base is not None:
        stated = float(stream.duration * stream.time_base)
    elif container.duration is not None:
        stated = container.duration / av.time_base
    else:
        return None
    if stated <= 0:
        return None
    if stream.codec_context.name.startswith("pcm_") and stream.codec_context.bit_rate:
        stated = min(stated, path.stat().st_size * 8 / stream.codec_context.bit_rate)
    return stated

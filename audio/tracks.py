"""The tracks of a take at 10 ms, kept beside its audio so that Review opens at once."""

import logging
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.measures import MEASURES_VERSION

_log = logging.getLogger(__name__)

TRACKS_FILE = "tracks.npz"


@dataclass(frozen=True, eq=False)
class Tracks:
    """F0 (Hz, NaN = unvoiced), level (dBFS) and speech activity of each 10 ms frame; same lengths."""

    f0_hz: NDArray[np.float32]
    level_dbfs: NDArray[np.float32]
    speech: NDArray[np.bool_]
    version: int = MEASURES_VERSION

    def __post_init__(self) -> None:
        if not len(self.f0_hz) == len(self.level_dbfs) == len(self.speech):
            raise ValueError("tracks of different lengths")

    def __len__(self) -> int:
        return len(self.f0_hz)


def save(tracks: Tracks, path: Path) -> None:
    """Write the tracks in one step: a reader sees the old file or the new one, never half of it.

    F0 and level are kept in half precision (0.01 semitone, 0.06 dB): 0.4 kB a second. Not compressed, which
    would halve that for 5 ms more at the hang-up of five minutes; the sound beside takes 96 kB a second.
    """
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        np.savez(
            file,
            version=np.int32(tracks.version),
            f0_hz=tracks.f0_hz.astype(np.float16),
            level_dbfs=tracks.level_dbfs.astype(np.float16),
            speech=np.packbits(tracks.speech),
        )
    partial.replace(path)


def load(path: Path) -> Tracks | None:
    """The tracks kept at `path`, of whatever version; None if there are none or they are damaged."""
    try:
        # Opened here, as numpy leaves a file open that it can't read.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            version = int(kept["version"])
            f0_hz = kept["f0_hz"].astype(np.float32)
            level_dbfs = kept["level_dbfs"].astype(np.float32)
            speech = np.unpackbits(kept["speech"], count=len(f0_hz)).astype(bool)
        return Tracks(f0_hz, level_dbfs, speech, version)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        _log.info("tracks at %s can't be read: %s", path, error)
        return None

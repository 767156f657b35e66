"""What each 10 ms frame tells of speech: power in bands and Silero's opinion.

Everything is a pure function of one block of the fixed grid (`audio.blocks`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import librosa
import numpy as np
from numpy.typing import NDArray
from scipy import fft

from audio.blocks import HOP, RATE_HZ, Block
from audio.voice_detector import REACH, voice

Floats = NDArray[np.float32]

_WINDOW = 400
_FFT = 512
_EDGES_HZ = (
    80, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720,
    2000, 2320, 2700, 3150, 3700, 4400, 5300, 6400, 7700,
)  # fmt: skip
"""The critical bands (Zwicker 1961), the lowest two joined above the rumble below 80 Hz."""
N_BANDS = len(_EDGES_HZ) - 1
_SILENT = 1e-11
"""-110 dBFS, below the rounding noise of 16-bit sound (-101 dBFS): nothing there."""


@dataclass(frozen=True, eq=False)
class ActivityFeatures:
    """What a block tells of speech, frame by frame (10 ms)."""

    bands_db: NDArray[np.float16]
    """Power of each band in dBFS, shape (n, N_BANDS), over 25 ms around the frame, mean of three frames."""
    level_db: Floats
    """The same in all bands together, shape (n,)."""
    power: Floats
    """Mean square of the 10 ms around each frame, shape (n,), mean of the block removed."""
    voice: Floats
    """Silero's probability that somebody speaks, shape (n,)."""

    def __len__(self) -> int:
        return len(self.power)

    @staticmethod
    def join(parts: Sequence["ActivityFeatures"]) -> "ActivityFeatures":
        """One take's features from its blocks', in order."""
        if not parts:
            return ActivityFeatures(
                bands_db=np.zeros((0, N_BANDS), dtype=np.float16),
                level_db=np.zeros(0, dtype=np.float32),
                power=np.zeros(0, dtype=np.float32),
                voice=np.zeros(0, dtype=np.float32),
            )
        return ActivityFeatures(
            bands_db=np.concatenate([part.bands_db for part in parts]),
            level_db=np.concatenate([part.level_db for part in parts]),
            power=np.concatenate([part.power for part in parts]),
            voice=np.concatenate([part.voice for part in parts]),
        )


def features(block: Block) -> ActivityFeatures:
    """The features of a block's own frames: a pure function of the block."""
    samples = block.samples - np.mean(block.samples, dtype=np.float64).astype(np.float32)
    n = block.n_frames
    before = min(block.lead // HOP, REACH)
    around_db = 10 * np.log10(_bands(samples, block, before))
    bands_db = around_db[before : before + n]
    return ActivityFeatures(
        bands_db=bands_db.astype(np.float16),
        level_db=(10 * np.log10(np.sum(10 ** (bands_db / 10), axis=1))).astype(np.float32),
        power=_power(samples, block.lead, n),
        voice=voice(samples, block.lead, n, around_db, before),
    )


def around_frames(samples: Floats, lead: int, n: int, width: int) -> Floats:
    """`n` stretches of `width` samples around `lead + i * HOP`; zeros beyond the ends."""
    before = width // 2
    last = lead + (n - 1) * HOP + width - before
    padded = np.pad(samples, (max(0, before - lead), max(0, last - len(samples))))
    first = max(0, lead - before)
    windows = np.lib.stride_tricks.sliding_window_view(padded, width)
    return windows[first : first + n * HOP : HOP][:n]


def _bands(samples: Floats, block: Block, before: int) -> NDArray[np.float64]:
    """Power in each band of `before` frames, the block's own, and those after it that are heard.

    Each is the mean of the frame and its two neighbours; at the ends the frame itself stands for the
    neighbour that is missing.
    """
    window, matrix = _band_matrix()
    rest = len(samples) - block.lead - block.length
    n = before + block.n_frames + min(-(-rest // HOP), REACH)
    spectra = fft.rfft(around_frames(samples, block.lead - before * HOP, n, _WINDOW) * window, _FFT)
    power = np.maximum((spectra.real**2 + spectra.imag**2) @ matrix, _SILENT)
    padded = np.pad(power, ((1, 1), (0, 0)), mode="edge")
    return np.asarray((padded[:-2] + padded[1:-1] + padded[2:]) / 3)


@lru_cache(maxsize=1)
def _band_matrix() -> tuple[Floats, NDArray[np.float64]]:
    """The window, and the bins' share in each band, scaled so that the bands sum to the mean square."""
    window = np.hanning(_WINDOW).astype(np.float32)
    bins_hz = librosa.fft_frequencies(sr=RATE_HZ, n_fft=_FFT)
    band = np.searchsorted(_EDGES_HZ, bins_hz, side="right") - 1
    matrix = np.zeros((len(bins_hz), N_BANDS))
    inside = (band >= 0) & (band < N_BANDS)
    matrix[np.flatnonzero(inside), band[inside]] = 2 / (_FFT * float(np.sum(window**2)))
    return window, matrix


def _power(samples: Floats, lead: int, n: int) -> Floats:
    return np.asarray(
        np.mean(around_frames(samples, lead, n, HOP) ** 2, axis=1, dtype=np.float64), dtype=np.float32
    )

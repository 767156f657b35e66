"""What each 10 ms frame tells of speech: power in bands and Silero's opinion.

Everything is a pure function of one block of the fixed grid (`audio.blocks`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import librosa
import numpy as np
from faster_whisper.vad import SileroVADModel, get_vad_model
from numpy.typing import NDArray
from scipy import fft

from audio.blocks import HOP, RATE_HZ, Block

Floats = NDArray[np.float32]

_WINDOW = 400
_FFT = 512
_VAD_CHUNK = 512
_WARM_UPS = (15, 62)
"""Chunks that Silero hears before a block: 0.5 and 2 s."""
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
    bands = _bands(samples, block)
    return ActivityFeatures(
        bands_db=(10 * np.log10(bands)).astype(np.float16),
        level_db=(10 * np.log10(np.sum(bands, axis=1))).astype(np.float32),
        power=_power(samples, block.lead, n),
        voice=_voice(samples, block, n),
    )


def around_frames(samples: Floats, lead: int, n: int, width: int) -> Floats:
    """`n` stretches of `width` samples around `lead + i * HOP`; zeros beyond the ends."""
    before = width // 2
    last = lead + (n - 1) * HOP + width - before
    padded = np.pad(samples, (max(0, before - lead), max(0, last - len(samples))))
    first = max(0, lead - before)
    windows = np.lib.stride_tricks.sliding_window_view(padded, width)
    return windows[first : first + n * HOP : HOP][:n]


def _bands(samples: Floats, block: Block) -> NDArray[np.float64]:
    """Power of the block's own frames in each band, each the mean of it and its two neighbours.

    At the ends of the take the frame itself stands for the neighbour that is missing.
    """
    window, matrix = _band_matrix()
    before, after = int(block.lead > 0), int(len(samples) > block.lead + block.length)
    n = before + block.n_frames + after
    spectra = fft.rfft(around_frames(samples, block.lead - before * HOP, n, _WINDOW) * window, _FFT)
    power = np.maximum((spectra.real**2 + spectra.imag**2) @ matrix, _SILENT)
    padded = np.pad(power, ((1 - before, 1 - after), (0, 0)), mode="edge")
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


def _voice(samples: Floats, block: Block, n: int) -> Floats:
    """Silero's probability at each frame: the highest after hearing more and less of what precedes.

    It remembers what it heard. By telephone it is now and then deaf to a voice for a second or two, which
    ends and begins by chance with what it heard before; hardly ever after both beginnings.
    """
    beginnings = {min(block.lead // _VAD_CHUNK, warm_up) * _VAD_CHUNK for warm_up in _WARM_UPS}
    return np.asarray(
        np.max([_voice_after(samples, block.lead, n, before) for before in sorted(beginnings)], axis=0)
    )


def _voice_after(samples: Floats, lead: int, n: int, before: int) -> Floats:
    """From chunks of 32 ms, the first so many samples before the frames."""
    heard = samples[lead - before :]
    heard = np.pad(heard, (0, -len(heard) % _VAD_CHUNK))
    chunks = np.asarray(_detector()(heard), dtype=np.float32).reshape(-1)
    centres = np.arange(len(chunks)) * _VAD_CHUNK + _VAD_CHUNK / 2 - before
    return np.interp(np.arange(n) * HOP, centres, chunks).astype(np.float32)


def _detector() -> SileroVADModel:
    return get_vad_model()

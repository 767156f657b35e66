"""Takes put together from spoken phrases and silences of known length, with a room around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile as sf
from numpy.typing import NDArray

from models.transcript import Transcript, Word

RATE = 16_000
_FOLDER = Path(__file__).parent.parent / "data" / "phrases"
TEXTS = {
    "woman": "Please let me know which papers you still need.",
    "man": "We picked up eight packed boxes at the back gate.",
}

Samples = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Take:
    """The sound, the spans of its phrases in seconds, and a transcript with evenly spread words."""

    samples: Samples
    phrases: tuple[tuple[float, float], ...]
    transcript: Transcript


def phrase(who: str) -> Samples:
    """One spoken phrase at -22 dBFS RMS, without silence around it."""
    samples, rate = sf.read(_FOLDER / f"{who}.flac", dtype="float32")
    assert rate == RATE
    return np.asarray(samples, dtype=np.float32)


def take(
    order: Sequence[str | float], *, noise_dbfs: float = -70.0, gain_db: float = 0.0, seed: int = 0
) -> Take:
    """Phrases (by name) and silences (in seconds) one after another, pink room noise over all of it."""
    parts: list[Samples] = []
    spans, words = [], []
    at = 0
    for item in order:
        part = phrase(item) if isinstance(item, str) else np.zeros(round(item * RATE), dtype=np.float32)
        if isinstance(item, str):
            spans.append((at / RATE, (at + len(part)) / RATE))
            texts = TEXTS[item].split()
            edges = np.linspace(*spans[-1], len(texts) + 1)
            words += [Word(t, a, b) for t, a, b in zip(texts, edges[:-1], edges[1:], strict=True)]
        parts.append(part)
        at += len(part)
    sound = np.concatenate(parts) * 10 ** (gain_db / 20)
    sound = sound + room(len(sound), noise_dbfs, seed=seed)
    return Take(sound.astype(np.float32), tuple(spans), Transcript(tuple(words)))


def room(n: int, dbfs: float, *, seed: int = 0) -> Samples:
    """Pink noise of `n` samples and the given RMS level."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=n))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    spectrum[0] = 0
    noise = np.fft.irfft(spectrum, n)
    return np.asarray(noise * (10 ** (dbfs / 20) / np.sqrt(np.mean(noise**2))), dtype=np.float32)

"""Speech with known truth: a folder with an index.json, and rooms and telephones to put it into.

Each entry of the index has `file`, `text`, and in `truth` the name of a .TextGrid (words, with "" for
silence) or a .json (`words` with `phonemes`, `start`, `end`; `f0` as [time, Hz]) beside it, if there is one.
It may have `fillers`: [start, end] in seconds of every filled pause; `fluency`: a reader's, out of 10, as
experts scored it (speechocean762).
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from audio.sound_file import decode_blocks

RATE = 16_000
Samples = NDArray[np.float32]
Span = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Clip:
    """A recording and what is known of it; times in seconds."""

    name: str
    samples: Samples
    text: str
    words: tuple[tuple[str, float, float], ...] = ()
    """Words (or their phonemes) with start and end, where marked."""
    phonemes: bool = False
    f0: NDArray[np.float64] | None = None
    """Shape (n, 2): time and Hz."""
    fillers: tuple[Span, ...] | None = None
    """Where filled pauses are; None if only the text or the words may tell."""
    fluency: float | None = None
    """Of a reader, out of 10; the text is then what was to be read, hesitations not in it."""


def read_folder(folder: Path) -> list[Clip]:
    """All clips of a folder, at 16 kHz."""
    entries = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return [_clip(folder, entry) for entry in entries]


def _clip(folder: Path, entry: dict[str, Any]) -> Clip:
    samples = np.concatenate(list(decode_blocks(folder / entry["file"])))
    spans = entry.get("fillers")
    clip = Clip(
        entry["file"],
        samples,
        entry["text"],
        fillers=None if spans is None else tuple(map(tuple, spans)),
        fluency=entry.get("fluency"),
    )
    truth = re.match(r"\S+\.(TextGrid|json)", entry.get("truth", ""))
    if truth is None:
        return clip
    path = folder / truth[0]
    if truth[1] == "TextGrid":
        return replace(clip, words=tuple(_textgrid_words(path.read_text())))
    marked = json.loads(path.read_text(encoding="utf-8"))
    words = tuple((word["phonemes"], word["start"], word["end"]) for word in marked["words"])
    f0 = np.asarray(marked["f0"], dtype=np.float64) if "f0" in marked else None
    return replace(clip, words=words, phonemes=True, f0=f0)


def _textgrid_words(text: str) -> Iterator[tuple[str, float, float]]:
    """The intervals of the first tier with words in them, from a TextGrid in the short or the long form."""
    values = re.findall(r"(?:(?<=\s)|^)(-?\d+(?:\.\d+)?|\"(?:[^\"]|\"\")*\")(?=\s|$)", text)
    tier = values.index('"IntervalTier"')
    count = int(values[tier + 4])
    for i in range(count):
        start, end, label = values[tier + 5 + 3 * i : tier + 8 + 3 * i]
        if label.strip('"').strip():
            yield label.strip('"').strip(), float(start), float(end)


def noise(kind: str, n: int, seed: int) -> NDArray[np.float64]:
    """Noise of unit power: white, pink, brown or hum (mains with harmonics, and a hiss)."""
    rng = np.random.default_rng(seed)
    draw = rng.normal(size=n)
    if kind == "hum":
        time = np.arange(n) / RATE
        draw = 0.2 * draw + sum(
            np.sin(2 * np.pi * 50 * k * time + rng.uniform(0, 6)) / k for k in range(1, 9)
        )
    elif kind != "white":
        spectrum = np.fft.rfft(draw)
        hz = np.maximum(np.fft.rfftfreq(n, 1 / RATE), 30)
        draw = np.fft.irfft(spectrum / hz ** {"pink": 0.5, "brown": 1.0}[kind], n)
    return np.asarray(draw / np.std(draw))


def in_noise(
    samples: Samples, kind: str, snr_db: float, *, speech: NDArray[np.bool_], seed: int = 1
) -> Samples:
    """The sound with noise; the ratio is that of the powers in the samples marked as speech."""
    power = np.mean(samples[speech].astype(np.float64) ** 2)
    return (samples + noise(kind, len(samples), seed) * np.sqrt(power / 10 ** (snr_db / 10))).astype(
        np.float32
    )


def in_room(samples: Samples, seconds: float, *, direct_db: float = 6.0, seed: int = 1) -> Samples:
    """In a room of this reverberation time, with the direct sound so much louder than all that the room adds.

    The room's noise has -70 dBFS.
    """
    at_s = np.arange(round(1.2 * seconds * RATE)) / RATE
    room = noise("white", len(at_s), seed) * 10 ** (-3 * at_s / seconds)
    room *= 10 ** (-direct_db / 20) / np.sqrt(np.sum(room**2))
    room[0] = 1.0
    heard = signal.fftconvolve(samples, room)[: len(samples)] + noise("pink", len(samples), seed) * 10 ** (
        -70 / 20
    )
    return np.asarray(heard, dtype=np.float32)


def by_telephone(samples: Samples) -> Samples:
    """300 to 3400 Hz at 8 kHz in 8-bit mu-law, at 16 kHz again."""
    band = signal.butter(6, [300, 3400], "bandpass", fs=RATE, output="sos")
    narrow = signal.resample_poly(signal.sosfilt(band, samples), 1, 2)
    gain = 0.5 / max(float(np.max(np.abs(narrow))), 1e-9)
    coded = np.sign(narrow) * np.log1p(255 * np.abs(narrow) * gain) / np.log(256)
    decoded = np.round(coded * 127) / 127
    linear = np.sign(decoded) * (256 ** np.abs(decoded) - 1) / 255 / gain
    return np.asarray(signal.resample_poly(linear, 2, 1)[: len(samples)], dtype=np.float32)


def silent_stretches(samples: Samples, below_db: float = 40.0, *, over_frames: int = 1) -> list[Span]:
    """Where a clean recording is silent: 10 ms frames this far below its loudest.

    Levels are medians over an odd number of frames: over nine, clicks of 40 ms aren't heard.
    """
    high = signal.sosfiltfilt(signal.butter(4, 100, "highpass", fs=RATE, output="sos"), samples)
    frames = high[: len(high) // 160 * 160].reshape(-1, 160)
    level = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-12)
    if over_frames > 1:
        level = signal.medfilt(level, over_frames)
    silent = np.concatenate([[False], level < level.max() - below_db, [False]])
    edges = np.flatnonzero(np.diff(silent.astype(int))) * 0.01
    return [(float(a), float(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def trimmed(samples: Samples, below_db: float = 40.0) -> Samples:
    """A clean recording without the silence, and clicks in it, before and after."""
    silent = silent_stretches(samples, below_db, over_frames=9)
    n_s = len(samples) // 160 * 160 / RATE
    first = next((b for a, b in silent if a <= 0), 0.0)
    last = next((a for a, b in silent if b >= n_s - 1e-6), n_s)
    return samples[round(first * RATE) : round(last * RATE)]


@dataclass(frozen=True, eq=False)
class Chain:
    """Clips one after another with silences of known length between them."""

    samples: Samples
    pauses: tuple[Span, ...]
    inner: tuple[Span, ...]
    """Silences inside the clips themselves: pauses or not, nobody marked them."""
    spans: tuple[Span, ...]
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def speech(self) -> NDArray[np.bool_]:
        mask = np.zeros(len(self.samples), dtype=np.bool_)
        for start_s, end_s in self.spans:
            mask[round(start_s * RATE) : round(end_s * RATE)] = True
        for start_s, end_s in self.inner:
            mask[round(start_s * RATE) : round(end_s * RATE)] = False
        return mask


def chained(
    clips: Sequence[Clip], *, seed: int = 0, level_dbfs: float = -23.0, below_db: float = 40.0
) -> Chain:
    """Join clips, each levelled, by silences between 0.3 and 1.5 s.

    What is `below_db` softer than a clip's loudest at its ends is left out.
    """
    rng = np.random.default_rng(seed)
    parts, pauses, inner, spans = [np.zeros(round(0.7 * RATE), dtype=np.float32)], [], [], []
    at = len(parts[0])
    for i, clip in enumerate(clips):
        sound = trimmed(clip.samples, below_db)
        sound = sound * np.float32(10 ** (level_dbfs / 20) / np.sqrt(np.mean(sound.astype(np.float64) ** 2)))
        inner += [(a + at / RATE, b + at / RATE) for a, b in silent_stretches(sound)]
        spans.append((at / RATE, (at + len(sound)) / RATE))
        gap = round(float(rng.choice([0.3, 0.4, 0.6, 0.9, 1.5])) * RATE)
        at += len(sound)
        if i < len(clips) - 1:
            pauses.append((at / RATE, (at + gap) / RATE))
        parts += [sound, np.zeros(gap, dtype=np.float32)]
        at += gap
    samples = np.concatenate(parts)
    room = (noise("pink", len(samples), seed) * 10 ** ((level_dbfs - 45) / 20)).astype(np.float32)
    return Chain(
        samples + room, tuple(pauses), tuple(inner), tuple(spans), tuple(clip.text for clip in clips)
    )

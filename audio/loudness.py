"""Level: a track per block, and what it says of a take. Only ever compared within one take.

Distance and gain of the microphone decide on the level as a whole, so it says nothing across takes.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from audio.blocks import HOP, HOP_S, Block, windows
from audio.phrases import Phrase

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]

SILENCE_DBFS = -100.0
"""The lowest level that a track shows; digital silence lies below it."""
_WINDOW = 400
"""25 ms, as usual for short-time energy."""
ENDING_S = 0.4
_MIN_PHRASE_S = 0.5
_MIN_PHRASES = 3
TOO_FEW_PHRASES = "too few phrases to compare"


@dataclass(frozen=True, kw_only=True)
class LoudnessSummary:
    """The level measures of a take; names and units as in `models.measures.Measures`."""

    level_dbfs: float | None
    """RMS of speech, the noise's power taken off."""
    level_sd_db: float | None
    """Standard deviation of the phrases' levels."""
    trailing_off_db: float | None
    """How much softer the last 0.4 s of phrases are than what precedes; the median phrase."""
    unreliable: Mapping[str, str] = field(default_factory=dict)
    uncertainty: Mapping[str, float] = field(default_factory=dict)


def level_dbfs(block: Block) -> Floats:
    """RMS level of the 25 ms around each own frame, in dB re full scale, shape (n_frames,)."""
    if not block.n_frames:
        return np.zeros(0, dtype=np.float32)
    first = block.lead - _WINDOW // 2
    last = block.lead + (block.n_frames - 1) * HOP + _WINDOW // 2
    inside = block.samples[max(0, first) : min(last, len(block.samples))]
    signal = np.pad(inside, (max(0, -first), max(0, last - len(block.samples))))
    frames = windows(signal, _WINDOW)
    # An offset of cheap converters is no sound.
    power = np.var(frames, axis=1)
    floor = 10 ** (SILENCE_DBFS / 10)
    return np.asarray(10 * np.log10(np.maximum(power, floor)), dtype=np.float32)


def summarise(
    level_dbfs: Floats,
    speech: Bools,
    phrases: Sequence[Phrase] = (),
    *,
    noise_dbfs: float | None = None,
    voiced: Bools | None = None,
) -> LoudnessSummary:
    """Level, steadiness and trailing off, from tracks of shape (n_frames,) and the take's phrases.

    `voiced` frames, if given, are compared for trailing off: a final "t" or "s" is no soft ending.
    """
    power = 10 ** (level_dbfs.astype(np.float64) / 10)
    if noise_dbfs is not None:
        power = np.maximum(power - 10 ** (noise_dbfs / 10), 10 ** (SILENCE_DBFS / 10))
    if not speech.any():
        return _nothing("no speech")
    level = _decibels(power[speech])
    heard = speech if voiced is None else speech & voiced
    levels, drops = _phrase_levels(power, speech, phrases), _drops(power, heard, phrases)
    unreliable, uncertainty = {}, {}
    steadiness = trailing = None
    if len(levels) >= _MIN_PHRASES:
        steadiness = float(np.std(levels, ddof=1))
        uncertainty["level_sd_db"] = steadiness / math.sqrt(2 * (len(levels) - 1))
    else:
        unreliable["level_sd_db"] = TOO_FEW_PHRASES
    if len(drops) >= _MIN_PHRASES:
        trailing = float(np.median(drops))
        # 1.25 times the error of a mean is the error of a median.
        uncertainty["trailing_off_db"] = 1.25 * float(np.std(drops, ddof=1)) / math.sqrt(len(drops))
    else:
        unreliable["trailing_off_db"] = TOO_FEW_PHRASES
    return LoudnessSummary(
        level_dbfs=level,
        level_sd_db=steadiness,
        trailing_off_db=trailing,
        unreliable=unreliable,
        uncertainty=uncertainty,
    )


def _nothing(reason: str) -> LoudnessSummary:
    names = ("level_dbfs", "level_sd_db", "trailing_off_db")
    return LoudnessSummary(
        level_dbfs=None, level_sd_db=None, trailing_off_db=None, unreliable=dict.fromkeys(names, reason)
    )


def _decibels(power: NDArray[np.float64]) -> float:
    return float(10 * np.log10(np.mean(power)))


def _frames_of(phrases: Sequence[Phrase], n: int) -> tuple[Places, Places]:
    """The first frame of each phrase, and the one after its last."""
    spans_s = np.array([(phrase.start_s, phrase.end_s) for phrase in phrases]).reshape(-1, 2)
    frames = np.clip(np.rint(spans_s / HOP_S).astype(np.intp), 0, n)
    return frames[:, 0], frames[:, 1]


def _means(power: NDArray[np.float64], first: Places, end: Places) -> NDArray[np.float64]:
    """The mean of each stretch, none of them empty."""
    summed = np.concatenate([[0.0], np.cumsum(power)])
    return np.asarray((summed[end] - summed[first]) / (end - first))


def _phrase_levels(
    power: NDArray[np.float64], speech: Bools, phrases: Sequence[Phrase]
) -> NDArray[np.float64]:
    at = np.flatnonzero(speech)
    first, end = (np.searchsorted(at, edge) for edge in _frames_of(phrases, len(power)))
    long = (end - first) * HOP_S >= _MIN_PHRASE_S
    return 10 * np.log10(_means(power[at], first[long], end[long]))


def _drops(power: NDArray[np.float64], heard: Bools, phrases: Sequence[Phrase]) -> NDArray[np.float64]:
    at = np.flatnonzero(heard)
    first, end = (np.searchsorted(at, edge) for edge in _frames_of(phrases, len(power)))
    first, end = first[end > first], end[end > first]
    turn = np.maximum(first, np.searchsorted(at, at[end - 1] - ENDING_S / HOP_S, side="right"))
    long = ((end - turn) * HOP_S >= 0.1) & ((turn - first) * HOP_S >= 0.3)
    first, turn, end = first[long], turn[long], end[long]
    return 10 * np.log10(_means(power[at], first, turn) / _means(power[at], turn, end))

"""How far what was heard is from the truth: one function for each kind of measure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from models.spoken_numbers import as_spoken
from models.syllables import count
from models.transcript import Word, is_filler
from tests.bench.material import Clip, Span, silent_stretches


@dataclass(frozen=True)
class PauseScore:
    """Pauses found against pauses that are there."""

    right: int
    invented: int
    missed: int
    border_errors_s: tuple[float, ...]

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.invented + self.missed)

    def __add__(self, other: "PauseScore") -> "PauseScore":
        return PauseScore(
            self.right + other.right,
            self.invented + other.invented,
            self.missed + other.missed,
            self.border_errors_s + other.border_errors_s,
        )


NO_PAUSES = PauseScore(0, 0, 0, ())


def judge_pauses(found: Sequence[Span], truth: Sequence[Span], unmarked: Sequence[Span] = ()) -> PauseScore:
    """A pause is right when it shares more than half of the time that the two cover together.

    Pauses found where the truth has `unmarked` silences count neither for nor against.
    """
    errors: list[float] = []
    left = list(found)
    missed = 0
    for start_s, end_s in truth:
        best = max(left, key=lambda f: _shared(f, (start_s, end_s)), default=None)
        if best is None or _shared(best, (start_s, end_s)) <= 0.5:
            missed += 1
            continue
        left.remove(best)
        errors += [best[0] - start_s, best[1] - end_s]
    invented = [f for f in left if not any(_shared_s(f, u) > 0.3 * (f[1] - f[0]) for u in unmarked)]
    return PauseScore(len(truth) - missed, len(invented), missed, tuple(errors))


def marked_gaps(clip: Clip) -> tuple[list[Span], list[Span]]:
    """The pauses between marked words, and the gaps in which the text has a word that isn't marked."""
    gaps = [(a[2], b[1]) for a, b in pairwise(clip.words)]
    labels = [label.lower() for label, _, _ in clip.words]
    said = clip.text.lower().split()
    extra = {op.dest_start - 1 for op in Levenshtein.opcodes(said, labels) if op.tag == "delete"}
    pauses = [gap for i, gap in enumerate(gaps) if gap[1] - gap[0] >= 0.25 and i not in extra]
    return pauses, [gap for i, gap in enumerate(gaps) if i in extra]


def _shared_s(a: Span, b: Span) -> float:
    return max(0.0, min(a[1], b[1]) - max(a[0], b[0]))


def _shared(a: Span, b: Span) -> float:
    return _shared_s(a, b) / (max(a[1], b[1]) - min(a[0], b[0]))


_SPELLINGS = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us",
    "mr": "mister", "mrs": "missus", "dr": "doctor", "ok": "okay", "yknow": "you know", "y'know": "you know",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "alright": "all right", "oh": "zero",
}  # fmt: skip
_ENDINGS = {
    "n't": " not", "'m": " am", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would", "'s": " is",
}  # fmt: skip


def plain_words(text: str) -> list[str]:
    """Lower-case words without punctuation, fillers and marks such as [laughter], for word error rates.

    Numbers as spoken, contractions written out; "'s" always as "is", which is wrong of possessives, but
    equally in what was said and in what was heard.
    """
    spoken = as_spoken(text).lower().replace("-", " ").replace("’", "'")
    bare = re.findall(r"[^\W_]+(?:'[^\W_]+)*", re.sub(r"[\[<][^\]>]*[\]>]", " ", spoken))
    return [part for word in bare if not is_filler(word) for part in _written_out(word).split()]


def _written_out(word: str) -> str:
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    ending = next((ending for ending in _ENDINGS if word.endswith(ending)), "")
    return word.removesuffix(ending) + _ENDINGS.get(ending, "")


def start_errors(words: Sequence[Word], clip: Clip) -> list[float]:
    """How late each word starts that was heard as marked; without labels in words, only if all were heard."""
    heard = [word for word in words if not word.filler]
    if clip.phonemes:
        if len(heard) != len(clip.words):
            return []
        return [word.start_s - start for word, (_, start, _) in zip(heard, clip.words, strict=True)]
    marked = [(" ".join(plain_words(label)), start) for label, start, _ in clip.words if not is_filler(label)]
    labels = [label for label, _ in marked]
    texts = [" ".join(plain_words(word.text)) for word in heard]
    return [
        heard[i].start_s - marked[j][1]
        for op in Levenshtein.opcodes(texts, labels)
        if op.tag == "equal"
        for i, j in zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True)
    ]


@dataclass(frozen=True)
class FillerScore:
    """Filled pauses heard against those that were said."""

    right: int
    heard: int
    said: int

    @property
    def recall(self) -> float:
        return self.right / max(1, self.said)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.heard)

    def __add__(self, other: "FillerScore") -> "FillerScore":
        return FillerScore(self.right + other.right, self.heard + other.heard, self.said + other.said)


NO_FILLERS = FillerScore(0, 0, 0)
_FILLER_WITHIN_S = 0.3
_FLUENT = 6.0
"""Below it speechocean762's experts heard "many pauses, repetition, and stammering"."""


def is_halting(clip: Clip) -> bool:
    """Whether it is a reader whose hesitations, if any, are not in the text."""
    return clip.fluency is not None and clip.fluency < _FLUENT


def has_filler_times(clip: Clip) -> bool:
    """Whether it is known where every filler of the clip is, and there are some."""
    marked = marked_fillers(clip)
    return len(marked) > 0 and (clip.fillers is not None or fillers_said(clip.text) == len(marked))


def judge_fillers(words: Sequence[Word], clip: Clip) -> FillerScore:
    """A filler is right within 0.3 s of one that was said; by their number where nobody marked the times."""
    heard = [word.start_s for word in words if word.filler]
    said = fillers_said(clip.text)
    if not has_filler_times(clip):
        return FillerScore(min(len(heard), said), len(heard), said)
    marked = marked_fillers(clip)
    false, _ = unmatched(heard, marked)
    return FillerScore(len(heard) - len(false), len(heard), len(marked))


def unmatched(heard: Sequence[float], said: Sequence[float]) -> tuple[list[float], list[float]]:
    """The times heard that are no filler's, and those of the fillers that were not heard."""
    left, missed = list(heard), []
    for start_s in said:
        nearest = min(left, key=lambda time_s: abs(time_s - start_s), default=None)
        if nearest is not None and abs(nearest - start_s) <= _FILLER_WITHIN_S:
            left.remove(nearest)
        else:
            missed.append(start_s)
    return left, missed


def marked_fillers(clip: Clip) -> list[float]:
    """Where the fillers begin that are marked, in seconds."""
    if clip.fillers is not None:
        return [start for start, _ in clip.fillers]
    return [start for label, start, _ in clip.words if not clip.phonemes and is_filler(label)]


def fillers_said(text: str) -> int:
    return sum(is_filler(word) for word in text.split())


def marked_rates(clip: Clip) -> tuple[float, float]:
    """Words per minute and syllables per second of a clip with marked words, pauses by the marks."""
    start_s, end_s = clip.words[0][1], clip.words[-1][2]
    gaps = [(a[2], b[1]) for a, b in pairwise(clip.words)]
    if clip.phonemes:
        # A synthesiser's last phonemes last into the silence.
        gaps = [gap for gap in silent_stretches(clip.samples) if start_s < gap[0] < end_s]
        end_s = min([end_s, *(gap[0] for gap in gaps if gap[1] > end_s)])
        gaps = [gap for gap in gaps if gap[1] < end_s]
    speech_s = end_s - start_s - sum(b - a for a, b in gaps if b - a >= 0.25)
    fluent = [label for label, _, _ in clip.words if not is_filler(label)]
    nuclei = sum(
        len(re.findall(r"[AIOWYaeiouæɑɒɔəɚɛɜɪʊʌᵊᵻ]", label)) if clip.phonemes else count(label)
        for label, _, _ in clip.words
    )
    return 60 * len(fluent) / (end_s - start_s), nuclei / speech_s


def spread_semitones(f0_hz: NDArray[np.float64] | NDArray[np.float32]) -> float:
    """F0 spread; NaN with less than a second of voice."""
    voiced = f0_hz[np.isfinite(f0_hz) & (f0_hz > 30)]
    return float(np.std(12 * np.log2(voiced))) if len(voiced) >= 100 else float("nan")


def f0_errors(heard_hz: NDArray[np.float32], truth: NDArray[np.float64]) -> tuple[float, float, float]:
    """Error of the median (share), of the spread (semitones), and the share of frames off by over 1 st.

    Compared where the system finds voice and the truth has a pitch.
    """
    times = np.arange(len(heard_hz)) * 0.01
    true_hz = np.interp(times, truth[:, 0], truth[:, 1])
    both = np.isfinite(heard_hz) & (true_hz > 40) & (times <= truth[-1, 0])
    heard, true = heard_hz[both].astype(np.float64), true_hz[both]
    if len(heard) < 100:
        return float("nan"), float("nan"), float("nan")
    gross = float(np.mean(np.abs(12 * np.log2(heard / true)) > 1))
    return (
        float(np.median(heard) / np.median(true) - 1),
        spread_semitones(heard) - spread_semitones(true),
        gross,
    )


def praat_f0(clip: Clip) -> NDArray[np.float64] | None:
    """F0 every 10 ms (NaN = unvoiced) by careful two-pass Praat; None where it isn't installed.

    The second pass seeks from 0.75 times the first to 1.5 times the third quartile of the first.
    """
    try:
        import parselmouth
    except ImportError:
        return None
    sound = parselmouth.Sound(clip.samples.astype(np.float64), 16_000)

    def read(floor: float, ceiling: float) -> NDArray[np.float64]:
        pitch = sound.to_pitch_ac(time_step=0.01, pitch_floor=floor, pitch_ceiling=ceiling)
        hz = np.where(pitch.selected_array["frequency"] > 0, pitch.selected_array["frequency"], np.nan)
        at = np.round((np.arange(-(-len(clip.samples) // 160)) * 0.01 - pitch.xs()[0]) / 0.01).astype(int)
        return np.where((at >= 0) & (at < len(hz)), hz[np.clip(at, 0, len(hz) - 1)], np.nan)

    first = read(60, 600)
    voiced = first[np.isfinite(first)]
    if len(voiced) < 20:
        return first
    lower, upper = np.quantile(voiced, [0.25, 0.75])
    return read(0.75 * lower, 1.5 * upper)


def true_where_voiced(truth: NDArray[np.float64], f0_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """True F0 (time, Hz) at the frames where `f0_hz` has voice; a synthesiser gives it elsewhere, too."""
    true_hz = np.interp(np.arange(len(f0_hz)) * 0.01, truth[:, 0], truth[:, 1])
    return np.where(np.isfinite(f0_hz) & (true_hz > 40), true_hz, np.nan)


def movement_semitones(f0_hz: NDArray[np.float64], start_s: float, end_s: float) -> float | None:
    """By a straight line through the last 400 ms of a phrase's voice; None with less than 100 ms of it."""
    first = max(0, round(100 * start_s))
    voiced = np.flatnonzero(np.isfinite(f0_hz[first : round(100 * end_s) + 1])) + first
    voiced = voiced[voiced > voiced[-1] - 40] if len(voiced) else voiced
    if len(voiced) < 10:
        return None
    slope = np.polyfit(voiced, 12 * np.log2(f0_hz[voiced]), 1)[0]
    return float(slope * (voiced[-1] - voiced[0]))

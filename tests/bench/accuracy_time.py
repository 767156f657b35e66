"""How right pauses, rates and levels are: clips joined by known silences, in rooms and by telephone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.syllables import count
from models.transcript import Word
from tests.bench import judges
from tests.bench.accuracy_row import Row, row
from tests.bench.material import (
    Chain,
    Clip,
    Samples,
    by_telephone,
    chained,
    in_noise,
    in_room,
    silent_stretches,
)
from tests.bench.systems import Heard, Ringback, System


def pauses(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    for name, condition in _CONDITIONS.items():
        score = judges.NO_PAUSES
        for chain in chains(clips, below_db=condition.below_db):
            found = _heard(system, condition.change(chain), chain).pauses
            score += judges.judge_pauses(found, chain.pauses, chain.inner)
        yield from _pause_rows(f"pauses, {name}", score)
    score = judges.NO_PAUSES
    for clip in clips:
        if clip.words and not clip.phonemes:
            words = tuple(Word(label, start, end) for label, start, end in clip.words)
            found = _measure_with(system, clip.samples, words).pauses
            score += judges.judge_pauses(found, *judges.marked_gaps(clip))
    if score != judges.NO_PAUSES:
        yield from _pause_rows("pauses, marked by hand", score)


def _pause_rows(name: str, score: judges.PauseScore) -> Iterator[Row]:
    total = score.right + score.missed
    yield row(f"{name} ({total}), F1", ">= 0.97", score.f1, "{:.3f}", score.f1 >= 0.97)
    off = np.abs(score.border_errors_s) * 1000 if score.border_errors_s else np.array([np.nan])
    median, within = float(np.median(off)), float(np.mean(off <= 80))
    yield row("  borders, median", "<= 40 ms", median, "{:.0f} ms", median <= 40)
    yield row("  borders within 80 ms", "", 100 * within, "{:.0f} %", None)


def rates(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    speaking, articulation = [], []
    for clip in clips:
        if clip.words and len(clip.words) > 7:
            heard = system.hear(clip.samples)
            wpm, sps = judges.marked_rates(clip)
            speaking.append((heard.speaking_rate_wpm or np.nan) / wpm - 1)
            articulation.append((heard.articulation_rate_sps or np.nan) / sps - 1)
    if speaking:
        worst = float(np.max(np.abs(speaking)))
        yield row("speaking rate, marked clips, worst", "<= 3 %", 100 * worst, "{:.1f} %", worst <= 0.03)
        middle = float(np.median(np.abs(articulation)))
        yield row("articulation rate, marked clips", "<= 5 %", 100 * middle, "{:.1f} %", middle <= 0.05)
    for name, condition in _CONDITIONS.items():
        off = []
        for chain in chains(clips, below_db=condition.below_db):
            rate = _heard(system, condition.change(chain), chain).articulation_rate_sps
            off.append(abs((rate or np.nan) / _true_articulation(chain) - 1))
        middle = float(np.median(off))
        yield row(f"articulation rate, {name}", "<= 5 %", 100 * middle, "{:.1f} %", middle <= 0.05)


def _true_articulation(chain: Chain) -> float:
    speech_s = sum(b - a for a, b in chain.spans) - sum(b - a for a, b in chain.inner if b - a >= 0.25)
    return count(chain.text) / speech_s


def signal(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    takes = chains(clips)[:4]
    for kind in ("white", "pink"):
        for snr in (5, 10, 20, 30, 40):
            off = []
            for chain in takes:
                heard = _heard(system, in_noise(chain.samples, kind, snr, speech=chain.speech), chain)
                off.append(np.nan if heard.snr_db is None else heard.snr_db - snr)
            worst = float(np.max(np.abs(off)))
            yield row(f"SNR, {kind} noise, {snr} dB, worst", "<= 3 dB", worst, "{:.1f} dB", worst <= 3)
    missed = false = 0
    for chain in takes:
        full = np.quantile(np.abs(chain.samples[chain.speech]), 0.995)
        missed += _heard(system, np.clip(chain.samples / full, -1, 1), chain).clipped_share < 0.002
        false += _heard(system, 0.9 * chain.samples / np.max(np.abs(chain.samples)), chain).clipped_share > 0
    yield row("clipping missed or invented", "0", int(missed + false), "{:d}", missed + false == 0)


def _heard(system: System, samples: Samples, chain: Chain) -> Heard:
    """What the system hears; Ringback is given the chain's words, so that only the measures are judged."""
    return _measure_with(system, samples, known_words(chain))


def known_words(chain: Chain) -> tuple[Word, ...]:
    """A chain's words, spread evenly over the clips that they are said in."""
    words: list[Word] = []
    for part, (start_s, end_s) in zip(_texts(chain), chain.spans, strict=True):
        edges = np.linspace(start_s, end_s, len(part) + 1)
        words += [Word(text, a, b) for text, a, b in zip(part, edges[:-1], edges[1:], strict=True)]
    return tuple(words)


def _texts(chain: Chain) -> list[list[str]]:
    return [text.split() for text in chain.texts]


def _measure_with(system: System, samples: Samples, words: tuple[Word, ...]) -> Heard:
    return system.measured(samples, words) if isinstance(system, Ringback) else system.hear(samples)


def chains(clips: Sequence[Clip], size: int = 5, below_db: float = 40.0) -> list[Chain]:
    """Clips whose speech plainly begins and ends, five at a time."""
    plain = [clip for clip in clips if "<" not in clip.text and "[" not in clip.text and _is_plain(clip)]
    return [chained(plain[i : i + size], seed=i, below_db=below_db) for i in range(0, len(plain) - 1, size)]


def _is_plain(clip: Clip) -> bool:
    """Silence is found at both ends, and no other near them: no breath or click passes for speech."""
    if len(clip.text.split()) < 5:
        return False
    silent = silent_stretches(clip.samples)
    end_s = len(clip.samples) // 160 * 0.01
    if not silent or silent[0][0] > 0 or silent[-1][1] < end_s - 0.02:
        return False
    first, last = silent[0][1], silent[-1][0]
    near = [(a, b) for a, b in silent if first < a < first + 0.3 or last - 0.3 < b < last]
    return all(b - a < 0.05 for a, b in near)


def _with(kind: str) -> Callable[[Chain], Samples]:
    return lambda chain: in_noise(chain.samples, kind, 20, speech=chain.speech)


def _with_another(chain: Chain) -> Samples:
    """The take with somebody behind who says the same later, 20 dB softer."""
    return np.asarray(chain.samples + 0.1 * np.roll(chain.samples, len(chain.samples) // 3), dtype=np.float32)


@dataclass(frozen=True)
class _Condition:
    """What is done to a chain, and how far below its loudest a sound still counts as speech.

    In noise of 20 dB SNR, in a room and behind another voice what is softer than 30 dB below the loudest lies
    under the noise.
    """

    change: Callable[[Chain], Samples]
    below_db: float = 40.0


_CONDITIONS: dict[str, _Condition] = {
    "quiet": _Condition(lambda chain: chain.samples),
    "quiet, -48 dBFS": _Condition(lambda chain: chain.samples * np.float32(10 ** (-25 / 20))),
    "20 dB SNR, white": _Condition(_with("white"), 30.0),
    "20 dB SNR, pink": _Condition(_with("pink"), 30.0),
    "20 dB SNR, hum": _Condition(_with("hum"), 30.0),
    "telephone": _Condition(lambda chain: by_telephone(chain.samples)),
    "room of 0.5 s": _Condition(lambda chain: in_room(chain.samples, 0.5), 30.0),
    "another voice at -20 dB": _Condition(_with_another, 30.0),
}

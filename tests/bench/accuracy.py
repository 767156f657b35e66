"""How right the measures are, in one table: `make accuracy`, or

    python -m tests.bench.accuracy [FOLDER] [--baseline] [--only NAME...]

FOLDER holds an index.json as `tests.bench.material` describes; without one, ../shared/speech.
With --baseline the obvious solution is judged beside Ringback.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.syllables import count
from models.transcript import Transcript, Word
from tests.bench import judges
from tests.bench.material import (
    RATE,
    Chain,
    Clip,
    Samples,
    by_telephone,
    chained,
    in_noise,
    noise,
    read_folder,
    silent_stretches,
)
from tests.bench.systems import Heard, ObviousSolution, Ringback, System, measured

_DEFAULT = Path("..") / "shared" / "speech"


@dataclass(frozen=True)
class Row:
    """One line of the table; `met` is None where there is no target."""

    measure: str
    target: str
    value: str
    met: bool | None


Judge = Callable[[System, Sequence[Clip]], Iterator[Row]]


def f0(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    known = [clip for clip in clips if clip.f0 is not None]
    errors = [
        judges.f0_errors(system.hear(clip.samples).f0_hz, clip.f0) for clip in known if clip.f0 is not None
    ]
    if errors:
        median, spread, gross = (np.max(np.abs(column)) for column in zip(*errors, strict=True))
        yield _row("F0 median, worst", "<= 3 %", 100 * median, "{:.1f} %", median <= 0.03)
        yield _row("F0 spread, worst", "<= 0.3 st", spread, "{:.2f} st", spread <= 0.3)
        yield _row("F0 gross errors, worst", "<= 5 %", 100 * gross, "{:.1f} %", gross <= 0.05)
    pairs = []
    for clip in clips:
        # Laughter is no speech: what any tracker reads from it is chance.
        spoken = clip.f0 is None and "[laughter]" not in clip.text
        praat = judges.praat_f0(clip) if spoken else None
        if praat is not None:
            pair = judges.spread_semitones(system.hear(clip.samples).f0_hz), judges.spread_semitones(praat)
            pairs += [pair] if np.all(np.isfinite(pair)) else []
    if len(pairs) > 5:
        ours, theirs = np.array(pairs).T
        r, off = float(np.corrcoef(ours, theirs)[0, 1]), np.abs(ours - theirs)
        median, tenth = float(np.median(off)), float(np.quantile(off, 0.9))
        yield _row(f"F0 spread against Praat, {len(pairs)} clips, r", ">= 0.95", r, "{:.2f}", r >= 0.95)
        yield _row("  median difference", "<= 0.2 st", median, "{:.2f} st", median <= 0.2)
        yield _row("  nine in ten within", "<= 0.5 st", tenth, "{:.2f} st", tenth <= 0.5)


def pauses(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    chains = _chains(clips)
    for name, change in _CONDITIONS.items():
        score = judges.NO_PAUSES
        for chain in chains:
            found = _heard(system, change(chain), chain).pauses
            score += judges.judge_pauses(found, chain.pauses, chain.inner)
        yield from _pause_rows(f"pauses, {name}", score)
    score = judges.NO_PAUSES
    for clip in clips:
        if clip.words and not clip.phonemes:
            truth = [(a[2], b[1]) for a, b in zip(clip.words, clip.words[1:], strict=False)]
            words = tuple(Word(label, start, end) for label, start, end in clip.words)
            found = _measure_with(system, clip.samples, words).pauses
            score += judges.judge_pauses(found, [gap for gap in truth if gap[1] - gap[0] >= 0.25])
    if score != judges.NO_PAUSES:
        yield from _pause_rows("pauses, marked by hand", score)


def _pause_rows(name: str, score: judges.PauseScore) -> Iterator[Row]:
    total = score.right + score.missed
    yield _row(f"{name} ({total}), F1", ">= 0.97", score.f1, "{:.3f}", score.f1 >= 0.97)
    off = np.abs(score.border_errors_s) * 1000 if score.border_errors_s else np.array([np.nan])
    median, within = float(np.median(off)), float(np.mean(off <= 80))
    yield _row("  borders, median", "<= 40 ms", median, "{:.0f} ms", median <= 40)
    yield _row("  borders within 80 ms", "", 100 * within, "{:.0f} %", None)


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
        yield _row("speaking rate, marked clips, worst", "<= 3 %", 100 * worst, "{:.1f} %", worst <= 0.03)
        middle = float(np.median(np.abs(articulation)))
        yield _row("articulation rate, marked clips", "<= 5 %", 100 * middle, "{:.1f} %", middle <= 0.05)
    chains = _chains(clips)
    for name, change in _CONDITIONS.items():
        off = []
        for chain in chains:
            rate = _heard(system, change(chain), chain).articulation_rate_sps
            off.append(abs((rate or np.nan) / _true_articulation(chain) - 1))
        middle = float(np.median(off))
        yield _row(f"articulation rate, {name}", "<= 5 %", 100 * middle, "{:.1f} %", middle <= 0.05)


def _true_articulation(chain: Chain) -> float:
    speech_s = sum(b - a for a, b in chain.spans) - sum(b - a for a, b in chain.inner if b - a >= 0.25)
    return count(chain.text) / speech_s


def transcript(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    wrong = said = right_fillers = heard_fillers = said_fillers = 0
    starts: list[float] = []
    for clip in clips:
        words = system.transcribe(clip.samples)
        if "<" not in clip.text:
            errors, total = judges.word_errors(" ".join(word.text for word in words), clip.text)
            wrong, said = wrong + errors, said + total
        starts += judges.start_errors(words, clip) if clip.words else []
        there, found = judges.fillers_said(clip.text), sum(word.filler for word in words)
        right_fillers += min(there, found)
        heard_fillers, said_fillers = heard_fillers + found, said_fillers + there
    yield _row(
        f"word error rate, {said} words", "obvious + 0.5", 100 * wrong / max(1, said), "{:.1f} %", None
    )
    if starts:
        late, bias = 1000 * float(np.median(np.abs(starts))), 1000 * float(np.mean(starts))
        yield _row(f"word starts ({len(starts)}), median error", "<= 60 ms", late, "{:.0f} ms", late <= 60)
        yield _row("  bias", "<= 20 ms", bias, "{:.0f} ms", abs(bias) <= 20)
    if said_fillers:
        recall = right_fillers / said_fillers
        yield _row(f"filled pauses ({said_fillers}), recall", ">= 0.85", recall, "{:.2f}", recall >= 0.85)
        precision = right_fillers / max(1, heard_fillers)
        yield _row("  precision", ">= 0.85", precision, "{:.2f}", precision >= 0.85)
    else:
        rate = 300 * heard_fillers / max(1, said)
        yield _row("fillers invented in 300 words", "<= 1", rate, "{:.1f}", rate <= 1)


def invented(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    n, bad, total = 6 * RATE, 0, 0
    for kind in ("white", "pink", "brown", "hum", "silence"):
        for dbfs in (-65, -45, -25):
            sound = 0 * noise("white", n, 1) if kind == "silence" else noise(kind, n, 1) * 10 ** (dbfs / 20)
            bad += bool(system.transcribe(sound.astype(np.float32)))
            total += 1
    yield _row(f"recordings of noise with words, of {total}", "0", bad, "{:d}", bad == 0)


def signal(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    chains = _chains(clips)[:4]
    for kind in ("white", "pink"):
        for snr in (5, 10, 20, 30, 40):
            off = []
            for chain in chains:
                heard = _heard(system, in_noise(chain.samples, kind, snr, speech=chain.speech), chain)
                off.append(np.nan if heard.snr_db is None else heard.snr_db - snr)
            worst = float(np.max(np.abs(off)))
            yield _row(f"SNR, {kind} noise, {snr} dB, worst", "<= 3 dB", worst, "{:.1f} dB", worst <= 3)
    missed = false = 0
    for chain in chains:
        full = np.quantile(np.abs(chain.samples[chain.speech]), 0.995)
        missed += _heard(system, np.clip(chain.samples / full, -1, 1), chain).clipped_share < 0.002
        false += _heard(system, 0.9 * chain.samples / np.max(np.abs(chain.samples)), chain).clipped_share > 0
    yield _row("clipping missed or invented", "0", int(missed + false), "{:d}", missed + false == 0)


def cost(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    sound = np.concatenate([clip.samples for clip in clips])[: 60 * RATE]
    words = tuple(Word("word", i * 0.4, i * 0.4 + 0.3) for i in range(int(len(sound) / RATE / 0.4)))
    took = []
    for _ in range(3):
        begin = time.process_time()
        measured(sound, Transcript(words))
        took.append(time.process_time() - begin)
    each = min(took) / (len(sound) / RATE)
    yield _row("measures, CPU time per second of sound", "<= 0.05 s", each, "{:.3f} s", each <= 0.05)


def _heard(system: System, samples: Samples, chain: Chain) -> Heard:
    """What the system hears; Ringback is given the chain's words, so that only the measures are judged."""
    words = []
    for part, (start_s, end_s) in zip(_texts(chain), chain.spans, strict=True):
        edges = np.linspace(start_s, end_s, len(part) + 1)
        words += [Word(text, a, b) for text, a, b in zip(part, edges[:-1], edges[1:], strict=True)]
    return _measure_with(system, samples, tuple(words))


def _texts(chain: Chain) -> list[list[str]]:
    return [text.split() for text in chain.texts]


def _measure_with(system: System, samples: Samples, words: tuple[Word, ...]) -> Heard:
    return system.measured(samples, words) if isinstance(system, Ringback) else system.hear(samples)


def _chains(clips: Sequence[Clip], size: int = 5) -> list[Chain]:
    """Clips whose speech plainly begins and ends, five at a time."""
    plain = [clip for clip in clips if "<" not in clip.text and "[" not in clip.text and _is_plain(clip)]
    return [chained(plain[i : i + size], seed=i) for i in range(0, len(plain) - 1, size)]


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


_CONDITIONS: dict[str, Callable[[Chain], Samples]] = {
    "quiet": lambda chain: chain.samples,
    "quiet, -48 dBFS": lambda chain: chain.samples * np.float32(10 ** (-25 / 20)),
    "20 dB SNR, white": lambda chain: in_noise(chain.samples, "white", 20, speech=chain.speech),
    "20 dB SNR, pink": lambda chain: in_noise(chain.samples, "pink", 20, speech=chain.speech),
    "telephone": lambda chain: by_telephone(chain.samples),
}
_JUDGES: dict[str, Judge] = {
    "f0": f0,
    "pauses": pauses,
    "rates": rates,
    "transcript": transcript,
    "invented": invented,
    "signal": signal,
    "cost": cost,
}


def _row(measure: str, target: str, value: float, form: str, met: bool | None) -> Row:
    return Row(measure, target, form.format(value), met)


def main() -> None:
    parser = argparse.ArgumentParser(description="How right the measures are.")
    parser.add_argument("folder", nargs="?", type=Path, default=_DEFAULT)
    parser.add_argument("--baseline", action="store_true", help="judge the obvious solution, too")
    parser.add_argument("--only", nargs="+", choices=list(_JUDGES), default=list(_JUDGES))
    asked = parser.parse_args()
    clips = read_folder(asked.folder)
    systems: list[System] = [Ringback(), *([ObviousSolution()] if asked.baseline else [])]
    print(f"{len(clips)} recordings from {asked.folder.name}\n")
    print(f"{'measure':52} {'target':>14} {'Ringback':>10}  {'':4}{'obvious' if asked.baseline else ''}")
    for name in asked.only:
        columns = [list(_JUDGES[name](system, clips)) for system in systems]
        for rows in zip(*columns, strict=True):
            met = {True: "ok", False: "MISS", None: ""}[rows[0].met]
            others = "  ".join(f"{row.value:>10}" for row in rows[1:])
            print(
                f"{rows[0].measure:52} {rows[0].target:>14} {rows[0].value:>10}  {met:4}{others}", flush=True
            )


if __name__ == "__main__":
    main()

"""How right the measures are, in one table: `make accuracy`, or

    python -m tests.bench.accuracy [FOLDER] [--baseline] [--only NAME...]

FOLDER holds an index.json as `tests.bench.material` describes; without one, ../shared/speech.
With --baseline the obvious solution is judged beside Ringback. What is being judged is told on the
standard error, with the seconds since the start: the words take most of the time.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from models.transcript import Transcript, Word
from tests.bench import judges
from tests.bench.accuracy_pitch import f0, rises
from tests.bench.accuracy_row import Row, row
from tests.bench.accuracy_time import pauses, rates, signal
from tests.bench.material import RATE, Clip, noise, read_folder
from tests.bench.systems import ObviousSolution, Remembering, System, measured
from tests.bench.word_errors import ALLOWED, CONDITIONS, Total, compare

_DEFAULT = Path("..") / "shared" / "speech"
Judge = Callable[[System, Sequence[Clip]], Iterator[Row]]


def transcript(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    said = halting_said = 0
    by_time = by_number = halting = judges.NO_FILLERS
    starts: list[float] = []
    for clip in clips:
        words = system.transcribe(clip.samples)
        count = len(judges.plain_words(clip.text))
        starts += judges.start_errors(words, clip) if clip.words else []
        score = judges.judge_fillers(words, clip)
        if judges.is_halting(clip):
            halting += score
            halting_said += count
            continue
        said += count
        if judges.has_filler_times(clip):
            by_time += score
        else:
            by_number += score
    if starts:
        late, bias = 1000 * float(np.median(np.abs(starts))), 1000 * float(np.mean(starts))
        yield row(f"word starts ({len(starts)}), median error", "<= 60 ms", late, "{:.0f} ms", late <= 60)
        yield row("  bias", "<= 20 ms", bias, "{:.0f} ms", abs(bias) <= 20)
    yield from _filler_rows(by_time, by_number, said)
    if halting_said:
        both = by_time + by_number + halting
        yield row("  precision with halting readers", "", both.precision, "{:.2f}", None)
        name = f"  marked for halting readers, of {halting_said} words"
        yield row(name, "", halting.heard - halting.right, "{:d}", None)


def _filler_rows(by_time: judges.FillerScore, by_number: judges.FillerScore, words: int) -> Iterator[Row]:
    """Recall by how it was judged; precision over all clips, those without a filler among them.

    Halting readers are told apart: their text is what they should have said, and the drawn-out vowels between
    their words are fillers or not for whoever listens.
    """
    for how, score in (("within 0.3 s", by_time), ("by number, no times marked", by_number)):
        if score.said:
            name = f"filled pauses {how} ({score.said}), recall"
            yield row(name, ">= 0.85", score.recall, "{:.2f}", score.recall >= 0.85)
    both = by_time + by_number
    if both.said:
        yield row("  precision", ">= 0.85", both.precision, "{:.2f}", both.precision >= 0.85)
    rate = 300 * (both.heard - both.right) / max(1, words)
    yield row("fillers invented in 300 words", "<= 1", rate, "{:.1f}", rate <= 1)


def words(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    plain = ObviousSolution()
    for condition in CONDITIONS:
        total = Total.of(list(compare(system, plain, clips, condition)))
        target = f"<= {100 * (total.plain + ALLOWED):.1f} %"
        name = f"word error rate, {condition} ({total.words})"
        yield row(name, target, 100 * total.ours, "{:.1f} %", total.met)


def invented(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    n, bad, total = 6 * RATE, 0, 0
    for kind in ("white", "pink", "brown", "hum", "silence"):
        for dbfs in (-65, -45, -25):
            sound = 0 * noise("white", n, 1) if kind == "silence" else noise(kind, n, 1) * 10 ** (dbfs / 20)
            bad += bool(system.transcribe(sound.astype(np.float32)))
            total += 1
    yield row(f"recordings of noise with words, of {total}", "0", bad, "{:d}", bad == 0)


def cost(system: System, clips: Sequence[Clip]) -> Iterator[Row]:
    sound = np.concatenate([clip.samples for clip in clips])[: 60 * RATE]
    words = tuple(Word("word", i * 0.4, i * 0.4 + 0.3) for i in range(int(len(sound) / RATE / 0.4)))
    took = []
    for _ in range(3):
        begin = time.process_time()
        measured(sound, Transcript(words))
        took.append(time.process_time() - begin)
    each = min(took) / (len(sound) / RATE)
    yield row("measures, CPU time per second of sound", "<= 0.05 s", each, "{:.3f} s", each <= 0.05)


_JUDGES: dict[str, Judge] = {
    "f0": f0,
    "rises": rises,
    "pauses": pauses,
    "rates": rates,
    "transcript": transcript,
    "words": words,
    "invented": invented,
    "signal": signal,
    "cost": cost,
}


def main() -> None:
    parser = argparse.ArgumentParser(description="How right the measures are.")
    parser.add_argument("folder", nargs="?", type=Path, default=_DEFAULT)
    parser.add_argument("--baseline", action="store_true", help="judge the obvious solution, too")
    parser.add_argument("--only", nargs="+", choices=list(_JUDGES), default=list(_JUDGES))
    asked = parser.parse_args()
    clips = read_folder(asked.folder)
    systems: list[System] = [Remembering(), *([ObviousSolution()] if asked.baseline else [])]
    print(f"{len(clips)} recordings from {asked.folder.name}\n")
    print(f"{'measure':52} {'target':>14} {'Ringback':>10}  {'':4}{'obvious' if asked.baseline else ''}")
    began = time.monotonic()
    for name in asked.only:
        print(f"[{time.monotonic() - began:4.0f} s] {name}", file=sys.stderr, flush=True)
        columns = [list(_JUDGES[name](system, clips)) for system in systems]
        for rows in zip(*columns, strict=True):
            met = {True: "ok", False: "MISS", None: ""}[rows[0].met]
            others = "  ".join(f"{row.value:>10}" for row in rows[1:])
            print(
                f"{rows[0].measure:52} {rows[0].target:>14} {rows[0].value:>10}  {met:4}{others}", flush=True
            )


if __name__ == "__main__":
    main()

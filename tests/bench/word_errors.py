"""Word errors of Ringback beside those of plain Whisper with the same weights:

    python -m tests.bench.word_errors [FOLDER] [--only CONDITION...] [--every N] [--first K] [--differences]

FOLDER holds an index.json as `tests.bench.material` describes; without one, ../shared/speech. With
--differences each recording is told that the two do not hear equally well, with what each got wrong.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from tests.bench.judges import plain_words
from tests.bench.material import RATE, Clip, Samples, by_telephone, in_noise, read_folder, silent_stretches
from tests.bench.systems import ObviousSolution, Ringback, System

ALLOWED = 0.005
"""More word errors than plain Whisper, as a share of the words."""
_FAINT_DBFS = -48.0


def _noisy(kind: str) -> Callable[[Samples], Samples]:
    def change(samples: Samples) -> Samples:
        return in_noise(samples, kind, 20, speech=_spoken(samples))

    return change


def _faint(samples: Samples) -> Samples:
    level = np.sqrt(np.mean(samples[_spoken(samples)].astype(np.float64) ** 2))
    return (samples * (10 ** (_FAINT_DBFS / 20) / level)).astype(np.float32)


CONDITIONS: dict[str, Callable[[Samples], Samples]] = {
    "quiet": lambda samples: samples,
    "white": _noisy("white"),
    "pink": _noisy("pink"),
    "telephone": by_telephone,
    "faint": _faint,
}
"""As recorded; white and pink noise at 20 dB SNR; 300 to 3400 Hz in 8-bit mu-law; speech at -48 dBFS."""


@dataclass(frozen=True)
class Compared:
    """One recording heard by both. Errors are (kind, said, heard)."""

    name: str
    words: int
    ours: tuple[tuple[str, str, str], ...]
    plain: tuple[tuple[str, str, str], ...]
    our_errors: int
    plain_errors: int
    our_cpu_s: float
    plain_cpu_s: float


@dataclass(frozen=True)
class Total:
    """Many recordings heard by both: errors as shares of the words said."""

    words: int
    ours: float
    plain: float
    cost: float
    """CPU time as a multiple of plain Whisper's."""

    @property
    def met(self) -> bool:
        return self.ours <= self.plain + ALLOWED

    @staticmethod
    def of(compared: Sequence[Compared]) -> "Total":
        words = max(1, sum(one.words for one in compared))
        return Total(
            words=words,
            ours=sum(one.our_errors for one in compared) / words,
            plain=sum(one.plain_errors for one in compared) / words,
            cost=sum(one.our_cpu_s for one in compared) / max(1e-9, sum(one.plain_cpu_s for one in compared)),
        )


def compare(ours: System, plain: System, clips: Sequence[Clip], condition: str) -> Iterator[Compared]:
    """Both hear each recording whose text is known word for word (no marks such as <cutoff>)."""
    for clip in clips:
        if "<" in clip.text:
            continue
        said = plain_words(clip.text)
        samples = CONDITIONS[condition](clip.samples)
        (our_text, our_s), (plain_text, plain_s) = _text(ours, samples), _text(plain, samples)
        yield Compared(
            name=clip.name,
            words=len(said),
            ours=_errors(said, our_text),
            plain=_errors(said, plain_text),
            our_errors=Levenshtein.distance(said, our_text),
            plain_errors=Levenshtein.distance(said, plain_text),
            our_cpu_s=our_s,
            plain_cpu_s=plain_s,
        )


def _text(system: System, samples: Samples) -> tuple[list[str], float]:
    began = time.process_time()
    words = system.transcribe(samples)
    return plain_words(" ".join(word.text for word in words)), time.process_time() - began


def _errors(said: Sequence[str], heard: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (op.tag, " ".join(said[op.src_start : op.src_end]), " ".join(heard[op.dest_start : op.dest_end]))
        for op in Levenshtein.opcodes(said, heard)
        if op.tag != "equal"
    )


def _spoken(samples: Samples) -> np.typing.NDArray[np.bool_]:
    mask = np.ones(len(samples), dtype=np.bool_)
    for start_s, end_s in silent_stretches(samples):
        mask[round(start_s * RATE) : round(end_s * RATE)] = False
    return mask


def main() -> None:
    parser = argparse.ArgumentParser(description="Word errors beside plain Whisper's.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("..") / "shared" / "speech")
    parser.add_argument("--only", nargs="+", choices=list(CONDITIONS), default=list(CONDITIONS))
    parser.add_argument("--every", type=int, default=1, help="only every nth recording")
    parser.add_argument("--first", type=int, default=0, help="of all, begin with this one")
    parser.add_argument("--differences", action="store_true", help="tell what each got wrong")
    asked = parser.parse_args()
    clips = read_folder(asked.folder)[asked.first :: asked.every]
    ours, plain = Ringback(), ObviousSolution()
    print(
        f"{'condition':12} {'words':>6} {'Ringback':>9} {'plain':>8} {'more':>8}        {'CPU, of plain':>13}"
    )
    for condition in asked.only:
        compared = list(compare(ours, plain, clips, condition))
        if asked.differences:
            for one in compared:
                if one.our_errors != one.plain_errors:
                    print(f"{one.name}: plain {one.plain_errors}, Ringback {one.our_errors}")
                    print("    plain   ", *(e for e in one.plain if e not in one.ours))
                    print("    Ringback", *(e for e in one.ours if e not in one.plain))
        total = Total.of(compared)
        more = f"{100 * (total.ours - total.plain):+.1f} %"
        print(
            f"{condition:12} {total.words:6} {100 * total.ours:7.1f} % {100 * total.plain:6.1f} % {more:>8} "
            f"{'ok' if total.met else 'MISS':6} {total.cost:13.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()

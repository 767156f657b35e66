"""From where on each measure can't be trusted: python -m tests.bench.trust [FOLDER] [--limits] [...]

Clips joined to takes (as in `tests.bench.accuracy_time`) are heard in more and more noise, more and more
overdriven, and shorter and shorter. Shown is the error, against the same take as it was, that nine in ten
readings keep within: without the app's limits, so that the limits can be read off; with --limits as the
app gives the measures, "-" where it gives none. Words are recognised anew each time, which decides the
errors of the rates; with --known-words, twenty times faster, they are given (and rates say little).
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

from audio import pace, trust
from audio.pitch import summary
from models.measures import Measures
from models.transcript import Transcript, Word
from tests.bench.accuracy_time import chains, known_words
from tests.bench.material import RATE, Chain, Samples, in_noise, read_folder
from tests.bench.systems import Ringback, measured

_SHARES = ("speaking_rate_wpm", "articulation_rate_sps", "f0_median_hz", "pvq")
_MEASURES = (
    *_SHARES,
    "f0_sd_semitones",
    "final_rises",
    "level_dbfs",
    "level_sd_db",
    "trailing_off_db",
)
_NO_LIMITS = (
    patch.object(trust, "MIN_SNR_DB", {}),
    patch.object(trust, "CLIPPED_SHARE", 2.0),
    patch.object(summary, "MIN_SNR_FOR_MEDIAN_DB", -np.inf),
    patch.object(summary, "MIN_SNR_FOR_SPREAD_DB", -np.inf),
    patch.object(summary, "MAX_CLIPPED_SHARE", 2.0),
    patch.object(summary, "MIN_VOICED_FOR_MEDIAN_S", 0.1),
    patch.object(summary, "MIN_VOICED_FOR_SPREAD_S", 0.1),
    patch.object(pace, "MIN_WORDS", 1),
    patch.object(pace, "MIN_SPEECH_S", 0.1),
)


@dataclass(frozen=True, eq=False)
class Condition:
    """What was done to a take, how much (NaN for nothing), and what became of it."""

    what: str
    how_much: float
    sound: Samples
    from_s: float = 0.0
    """Where in the take the sound begins."""
    louder_db: float = 0.0
    """By how much its level is raised on purpose."""


def conditions(take: Chain) -> Iterator[Condition]:
    """The take as it was, then spoilt in all ways."""
    yield Condition("as it is", float("nan"), take.samples)
    for kind in ("white", "pink"):
        for snr_db in (20.0, 15.0, 12.0, 10.0, 8.0, 6.0, 4.0, 2.0):
            noisy = in_noise(take.samples, kind, snr_db, speech=take.speech)
            yield Condition("SNR, dB", snr_db, noisy)
    loudest_db = 20 * np.log10(float(np.max(np.abs(take.samples))))
    for over_db in (6, 12, 18, 24):
        louder_db = over_db - loudest_db
        driven = np.clip(take.samples * np.float32(10 ** (louder_db / 20)), -1, 1)
        yield Condition("over full scale, dB", over_db, driven, louder_db=louder_db)
    for seconds in (2.0, 3.0, 4.0, 6.0, 9.0):
        for first in range(0, len(take.samples) - round(seconds * RATE), round(6 * RATE)):
            cut = take.samples[first : first + round(seconds * RATE)]
            yield Condition("length, s", seconds, cut, from_s=first / RATE)


def errors(heard: Measures, true: Measures) -> dict[str, float]:
    """By measure; NaN where either is not given."""
    found = {}
    for name in _MEASURES:
        value, truth = (np.nan if (v := getattr(m, name)) is None else v for m in (heard, true))
        found[name] = float(value / truth - 1 if name in _SHARES else value - truth)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="From where on each measure can't be trusted.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("..") / "shared" / "speech")
    parser.add_argument("--limits", action="store_true", help="with the app's limits")
    parser.add_argument("--known-words", action="store_true", help="nothing is recognised")
    parser.add_argument("--only", nargs="+", default=[], help="SNR, over, length")
    asked = parser.parse_args()
    for limit in () if asked.limits else _NO_LIMITS:
        limit.start()
    system = None if asked.known_words else Ringback()
    rows: dict[tuple[str, float], list[dict[str, float]]] = {}
    for take in chains(read_folder(asked.folder)):
        true = None
        for case in conditions(take):
            if true is not None and asked.only and not case.what.startswith(tuple(asked.only)):
                continue
            words = system.transcribe(case.sound) if system else _words_of(take, case)
            heard = measured(case.sound, Transcript(words)).measures
            true = heard if true is None else true
            if np.isfinite(case.how_much):
                found = errors(heard, true)
                found["level_dbfs"] -= case.louder_db
                rows.setdefault((case.what, case.how_much), []).append(found)
    print(f"{'':26}{'takes':>6}" + "".join(f"{name.rsplit('_', 1)[0]:>18}" for name in _MEASURES))
    for (what, how_much), found in rows.items():
        print(f"{what:20}{how_much:6.0f}{len(found):6}" + "".join(_cell(found, name) for name in _MEASURES))


def _words_of(take: Chain, case: Condition) -> tuple[Word, ...]:
    """The known words of what is left of the take, in its own time."""
    end_s = case.from_s + len(case.sound) / RATE
    return tuple(
        replace(word, start_s=word.start_s - case.from_s, end_s=word.end_s - case.from_s)
        for word in known_words(take)
        if word.start_s >= case.from_s and word.end_s <= end_s
    )


def _cell(found: Sequence[dict[str, float]], name: str) -> str:
    given = np.abs([row[name] for row in found if np.isfinite(row[name])])
    if not len(given):
        return f"{'-':>18}"
    nine_in_ten = f"{np.quantile(given, 0.9):.1%}" if name in _SHARES else f"{np.quantile(given, 0.9):.2f}"
    return f"{nine_in_ten:>12} ({len(given):>3})"


if __name__ == "__main__":
    main()

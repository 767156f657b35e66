"""Filled pauses heard in a folder's recordings, one by one:

    python -m tests.bench.fillers FOLDER [--condition telephone|pink]

FOLDER: as `tests.bench.material` describes. For each recording with a false or a missed filler: what was
heard and where; at the end the figures of `make accuracy`. Pink noise is 20 dB below the speech.
"""

import argparse
from pathlib import Path

import numpy as np

from tests.bench import judges
from tests.bench.material import Clip, Samples, by_telephone, in_noise, read_folder
from tests.bench.systems import Ringback

_LOUD, _ACTIVE = 0.95, 0.02
"""The quantile of the short-term power, and the share of it, from which on a moment counts as speech for the
level of the noise. (Of the greatest power, a click took the place of the speech.)"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--condition", choices=("clean", "telephone", "pink"), default="clean")
    asked = parser.parse_args()
    system = Ringback()
    by_time = by_number = judges.NO_FILLERS
    words = 0
    for clip in read_folder(asked.folder):
        heard = system.transcribe(_in(asked.condition, clip.samples))
        words += sum(not word.filler for word in heard)
        score = judges.judge_fillers(heard, clip)
        if judges.has_filler_times(clip):
            by_time += score
        else:
            by_number += score
        if not score.right == score.heard == score.said:
            fillers = [word.start_s for word in heard if word.filler]
            print(clip.name, _unmatched(fillers, clip))
            print("   ", " ".join(_shown(word.text, word.start_s, word.filler) for word in heard))
    both = by_time + by_number
    for how, score in (("within 0.3 s", by_time), ("by number", by_number)):
        print(f"{how}: {score.right} of {score.said} heard, {score.heard - score.right} false")
    rate = 300 * (both.heard - both.right) / max(1, words)
    print(f"precision {both.precision:.2f}, {rate:.1f} false in 300 words")


def _unmatched(fillers: list[float], clip: Clip) -> str:
    if not judges.has_filler_times(clip):
        return f"{len(fillers)} heard, {judges.fillers_said(clip.text)} said"
    false, missed = judges.unmatched(fillers, judges.marked_fillers(clip))
    return f"false at {_times(false)}, missed at {_times(missed)}"


def _times(times_s: list[float]) -> str:
    return " ".join(f"{time_s:.2f}" for time_s in times_s) or "-"


def _shown(text: str, start_s: float, filler: bool) -> str:
    return f"[{text} {start_s:.2f}]" if filler else text


def _in(condition: str, samples: Samples) -> Samples:
    if condition == "telephone":
        return by_telephone(samples)
    if condition == "pink":
        power = np.convolve(samples**2, np.full(400, 1 / 400), "same")
        return in_noise(samples, "pink", 20, speech=power > _ACTIVE * np.quantile(power, _LOUD))
    return samples


if __name__ == "__main__":
    main()

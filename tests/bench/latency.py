"""From the hang-up to the saved scorecard: `python -m tests.bench.latency [RECORDING ...] [--runs N]`.

Calls of 20, 60 and 300 s with the same ends for each length: half of them at arbitrary moments, mostly in the
middle of words, half most of a second after a phrase, as people hang up. Prints a table with ratios from
this one run; asserts nothing, the machine may be busy. The floor is the bare transcription of the last
segment, what no streaming can avoid when somebody hangs up while speaking. Only the last seconds come at
their natural speed, and the words of the beginning, the same for all calls of one length, are recognised in
the first of them only.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from audio.worker_environment import thread_limits
from tests.bench.live_take import SAMPLE, Rig, known_beginning, speech

os.environ.update(thread_limits())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0, help="of the first call's end")
    parser.add_argument("--lengths", nargs="+", type=float, default=[20.0, 60.0, 300.0], metavar="S")
    parser.add_argument("--natural", type=float, default=8.0, help="seconds at natural speed before the end")
    options = parser.parse_args()
    recordings = options.recordings or [SAMPLE]
    waits: dict[float, list[float]] = {}
    seeds = range(options.seed, options.seed + options.runs)
    with tempfile.TemporaryDirectory() as home:
        rig = Rig(Path(home))
        try:
            rig.call(speech(recordings, 15.0), natural_s=0.0)
            print(f"{'call':>8}{'in speech':>27}{'in a pause':>27}{'all':>27}")
            for length_s in options.lengths:
                waits[length_s] = _waits(rig, recordings, length_s, seeds, options.natural)
                print(_row(waits, length_s, options.seed), flush=True)
        finally:
            rig.close()
    floor_s, whole_s = _bare(recordings, options.runs)
    print(f"runs: {options.runs}")
    print(f"floor: bare transcription of the last segment {floor_s:.2f} s (median)")
    print(f"without streaming: a 60 s file from start to end {whole_s:.2f} s")


def _waits(rig: Rig, recordings: list[Path], length_s: float, seeds: range, natural_s: float) -> list[float]:
    """Seconds from each call's last block to its scorecard."""
    waits, known = [], ()
    for seed in seeds:
        sound = speech(recordings, length_s, seed, after_pause=_is_after_pause(seed))
        wait_s, scorecard = rig.call(sound, natural_s=natural_s, known=known)
        known = known or known_beginning(sound, scorecard)
        waits.append(wait_s)
    return waits


def _row(waits: dict[float, list[float]], length_s: float, seed: int) -> str:
    """Median, worst, and the median against that of the shortest calls."""
    cells = [f"{length_s:6.0f} s"]
    for wanted in ((False,), (True,), (False, True)):
        values, shortest = (
            [wait for at, wait in enumerate(waits[length], seed) if _is_after_pause(at) in wanted]
            for length in (length_s, next(iter(waits)))
        )
        if values:
            middle = statistics.median(values)
            ratio = middle / statistics.median(shortest)
            cells.append(f"{middle:10.2f} s{max(values):7.2f} s{ratio:6.2f}x")
    return "".join(cells)


def _is_after_pause(seed: int) -> bool:
    return seed % 2 == 1


def _bare(recordings: list[Path], runs: int) -> tuple[float, float]:
    """The median time of the last segment's transcription alone, and of a whole 60 s file, warm."""
    from datetime import datetime

    from audio.cuts import segments_of
    from audio.engine import Engine
    from audio.hints import Hints
    from audio.transcriber import Transcriber
    from audio.weights import find_weights
    from models.scenario import Scenario
    from models.take import TakeSetup

    transcriber = Transcriber(find_weights(""))
    transcriber.warm_up()
    times = []
    for seed in range(runs):
        sound = speech(recordings, 20.0, seed)
        last = segments_of(sound)[-1]
        started = time.perf_counter()
        transcriber.transcribe(sound[last.start : last.end], offset_s=0.0, hints=Hints())
        times.append(time.perf_counter() - started)
    setup = TakeSetup(take_id="", started_at=datetime.now().astimezone(), scenario=Scenario.VOICEMAIL)
    with Engine(lambda: transcriber) as engine:
        engine.warm_up()
        started = time.perf_counter()
        with engine.analyser(setup) as analyser:
            analyser.push(speech(recordings, 60.0))
            engine.score(setup, analyser.finish())
        return statistics.median(times), time.perf_counter() - started


if __name__ == "__main__":
    main()

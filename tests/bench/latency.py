"""From the hang-up to the saved scorecard: `python -m tests.bench.latency [RECORDING ...] [--runs N]`.

Calls of 20, 60 and 300 s in turn, all with the same last 20 s, which are cut into the same segments: half of
them end in the middle of speech, half most of a second after a phrase, as people hang up. So a ratio, taken
between calls that end alike, tells what the length costs and nothing else. Then the processor's time of each
stage from the hang-up on, where a busy machine matters less than on a clock. Asserts nothing.

The floor is the bare transcription of the last segment, what no streaming can avoid when somebody hangs up
while speaking. Only the last seconds come at their natural speed, and the words of the beginning, the same
for all calls of one length, are recognised once beforehand.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from audio.worker_environment import thread_limits

os.environ.update(thread_limits())

from audio.engine import Engine
from audio.transcriber import Transcriber
from audio.weights import find_weights
from audio.worker_protocol import KnownSegment
from models.scenario import Scenario
from models.take import TakeSetup
from tests.bench.latency_stages import Stopwatch, bare_s, cost_at_hangup, whole_file_s
from tests.bench.live_take import SAMPLE, Call, Calls, Rig, speech

_KINDS = {"in speech": (False,), "in a pause": (True,), "all": (False, True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--runs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0, help="of the first call's end")
    parser.add_argument("--lengths", nargs="+", type=float, default=[20.0, 60.0, 300.0], metavar="S")
    parser.add_argument("--natural", type=float, default=8.0, help="seconds at natural speed before the end")
    parser.add_argument("--stages", type=int, default=4, metavar="N", help="calls whose stages are timed")
    options = parser.parse_args()
    bench = _Bench(options.recordings or [SAMPLE], options.lengths)
    seeds = range(options.seed, options.seed + options.runs)
    _print_table(bench.waits(seeds, options.natural), options.lengths, seeds)
    bench.print_costs(seeds[: options.stages])


class _Bench:
    """The same calls for all that is measured."""

    def __init__(self, recordings: list[Path], lengths: Sequence[float]) -> None:
        self._recordings = recordings
        self._lengths = lengths
        self._calls = Calls(recordings)
        self._known: dict[float, tuple[KnownSegment, ...]] = {}

    def _call(self, length_s: float, seed: int) -> Call:
        return self._calls.call(length_s, seed, after_pause=_is_after_pause(seed))

    def waits(self, seeds: range, natural_s: float) -> dict[tuple[float, int], float]:
        """Seconds from each call's last block to its scorecard, by length and seed."""
        waits = {}
        with tempfile.TemporaryDirectory() as home:
            rig = Rig(Path(home))
            try:
                for length_s in self._lengths:
                    call = self._call(length_s, seeds[0])
                    self._known[length_s] = call.known(rig.call(call.sound, natural_s=0.0)[1])
                for seed in seeds:
                    for length_s in self._lengths:
                        sound = self._call(length_s, seed).sound
                        waits[length_s, seed], _ = rig.call(
                            sound, natural_s=natural_s, known=self._known[length_s]
                        )
            finally:
                rig.close()
        return waits

    def print_costs(self, seeds: range) -> None:
        """The floor, and the stages."""
        transcriber = Transcriber(find_weights(""))
        setup = TakeSetup(take_id="", started_at=datetime.now().astimezone(), scenario=Scenario.VOICEMAIL)
        with Engine(lambda: transcriber) as engine:
            engine.warm_up()
            whole_s = whole_file_s(engine, setup, speech(self._recordings, 60.0))
            in_speech = [seed for seed in seeds if not _is_after_pause(seed)]
            floors_s = [bare_s(transcriber, self._call(self._lengths[0], seed).end) for seed in in_speech]
            if floors_s:
                floor_s = statistics.median(floors_s)
                print(f"floor in speech, bare transcription of the last segment: {floor_s:.2f} s")
            print(f"without streaming, a 60 s file from start to end: {whole_s:.2f} s")
            for kind, wanted in list(_KINDS.items())[:2]:
                costs = {
                    length_s: [
                        cost_at_hangup(
                            engine, setup, self._call(length_s, seed).sound, self._known.get(length_s, ())
                        )
                        for seed in seeds
                        if _is_after_pause(seed) in wanted
                    ]
                    for length_s in self._lengths
                }
                _print_stages(costs, kind)


def _print_table(waits: dict[tuple[float, int], float], lengths: Sequence[float], seeds: range) -> None:
    print(f"From the last block to the saved scorecard; {len(seeds)} calls of each length: median, worst,")
    print(f"and the median of the ratios to the call of {lengths[0]:.0f} s that ends alike.")
    print(f"{'call':>8}" + "".join(f"{kind:>27}" for kind in _KINDS))
    for length_s in lengths:
        cells = [f"{length_s:6.0f} s"]
        for wanted in _KINDS.values():
            some = [seed for seed in seeds if _is_after_pause(seed) in wanted]
            if some:
                values = [waits[length_s, seed] for seed in some]
                ratio = statistics.median(waits[length_s, seed] / waits[lengths[0], seed] for seed in some)
                cells.append(f"{statistics.median(values):10.2f} s{max(values):7.2f} s{ratio:6.2f}x")
        print("".join(cells))


def _print_stages(costs: dict[float, list[Stopwatch]], kind: str) -> None:
    names = list(dict.fromkeys(name for watches in costs.values() for one in watches for name in one.seconds))
    if not names:
        return
    print(f"\nms of the processor from a hang-up {kind}, all threads (median)")
    print(f"{'stage':>24}" + "".join(f"{length_s:>8.0f} s" for length_s in costs))
    for name in names:
        cells = [statistics.median(cost.seconds[name] for cost in costs[length_s]) for length_s in costs]
        print(f"{name:>24}" + "".join(f"{1000 * cell:10.1f}" for cell in cells))
    sums = {length_s: [sum(cost.seconds.values()) for cost in costs[length_s]] for length_s in costs}
    shortest = next(iter(sums.values()))
    ratios = [[one / other for one, other in zip(some, shortest, strict=True)] for some in sums.values()]
    print(f"{'all':>24}" + "".join(f"{1000 * statistics.median(some):10.1f}" for some in sums.values()))
    print(f"{'median ratio':>24}" + "".join(f"{statistics.median(some):9.2f}x" for some in ratios))


def _is_after_pause(seed: int) -> bool:
    return seed % 2 == 1


if __name__ == "__main__":
    main()

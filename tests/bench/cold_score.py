"""A recorded file scored: `python -m tests.bench.cold_score [RECORDING ...] [--client PROGRAM]`.

`ringback score` of a 60 s call as a new process, against the leading command-line client of the same
recogniser with the same weights and as many threads, in turns, in one run. The client only transcribes. It is
no dependency of ours: `pip install whisper-ctranslate2` in an environment of its own, and name the program.
Then the same file warm, as in the window. On a machine that is busy with other things, look at the
processor's time.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from audio.blocks import RATE_HZ
from audio.sound_source import as_int16
from audio.weights import embedded_weights
from audio.worker_environment import thread_limits
from models.scenario import Scenario
from models.take import TakeSetup
from tests.audio.sounds import write_wav
from tests.bench.live_take import SAMPLE, speech

os.environ.update(thread_limits())

_CALL_S = 60.0
_THREADS = 2


@dataclass(frozen=True)
class Cost:
    """Of one process, in seconds."""

    clock_s: float
    processor_s: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--client", default="whisper-ctranslate2")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    client = shutil.which(options.client)
    with tempfile.TemporaryDirectory() as folder:
        pcm = np.frombuffer(as_int16(speech(options.recordings or [SAMPLE], _CALL_S)), dtype="<i2")
        sound = write_wav(Path(folder) / "call.wav", pcm, RATE_HZ)
        ours = [sys.executable, "-m", "app", "score", str(sound), "--json"]
        theirs = [
            client or "", str(sound), "--model_directory", str(embedded_weights()), "--device", "cpu",
            "--compute_type", "int8", "--threads", str(_THREADS), "--language", "en",
            "--output_format", "txt", "--output_dir", folder,
        ]  # fmt: skip
        commands = {"ringback score": ours, **({"whisper-ctranslate2": theirs} if client else {})}
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(options.rounds + 1):
            for name, command in commands.items():
                costs[name].append(_cost(command, folder))
        for name, all_costs in costs.items():
            clock_s, processor_s = _medians(all_costs[1:])  # the first round fills the caches
            print(f"{name:>20}: {clock_s:5.2f} s, of the processor {processor_s:5.2f} s")
        if client:
            (ours_s, ours_cpu_s), (theirs_s, theirs_cpu_s) = (_medians(found[1:]) for found in costs.values())
            print(
                f"{'ratio':>20}: {ours_s / theirs_s:5.2f}, of the processor {ours_cpu_s / theirs_cpu_s:5.2f}"
            )
        else:
            print(f"No {options.client} here, nothing to compare with: see the head of this file.")
        print(f"{'warm':>20}: {_warm(sound) / _CALL_S:.3f} s per second of sound")


def _cost(command: list[str], home: str) -> Cost:
    environment = {**os.environ, "RINGBACK_HOME": home, "HF_HUB_OFFLINE": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    clock_s = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{command[0]} ended with status {done.returncode}: {done.stderr[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(clock_s, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _medians(costs: list[Cost]) -> tuple[float, float]:
    return (
        statistics.median(cost.clock_s for cost in costs),
        statistics.median(cost.processor_s for cost in costs),
    )


def _warm(sound: Path) -> float:
    """Seconds for the file with everything loaded; the best of three."""
    from audio.score_file import FileScorer

    setup = TakeSetup(take_id="", started_at=datetime.now().astimezone(), scenario=Scenario.VOICEMAIL)
    times_s = []
    with FileScorer(threads=_THREADS) as scorer:
        for _ in range(4):
            started = time.perf_counter()
            scorer.score(sound, setup)
            times_s.append(time.perf_counter() - started)
    return min(times_s[1:])


if __name__ == "__main__":
    main()

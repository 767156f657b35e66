"""Does recording lose sound while other processes keep every core busy?

`python -m tests.bench.recording_load [--minutes 10] [--load 2] [--virtual]` records from the microphone,
or from a private virtual one, and prints one line of figures. A tone is played into the virtual one, and
breaks of its phase are counted: losses that nobody reported. The player and the sound server have to live
with the same load and cause some, too; so PulseAudio's own recorder hears the same, for comparison.
"""

import argparse
import multiprocessing
import os
import tempfile
import time
import wave
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from audio.devices import portaudio
from audio.microphone import Microphone
from audio.recorder import RecordedTake, Recorder
from models.scenario import Scenario
from models.take import TakeSetup
from tests.audio.phase_breaks import phase_breaks, steady_tone
from tests.audio.sounds import write_wav
from tests.e2e.virtual_mic import MIC_RATE_HZ, VirtualMic


def busy() -> None:
    """Keep one core busy, partly holding memory bandwidth, until terminated."""
    matrix = np.random.default_rng(0).standard_normal((400, 400))
    while True:
        matrix = np.tanh(matrix @ matrix.T / 400)


def record(folder: Path, duration_s: float) -> tuple[RecordedTake, float]:
    """The take, and the longest time for which its length stood still."""
    setup = TakeSetup(take_id=folder.name, started_at=datetime.now(UTC), scenario=Scenario.VOICEMAIL)
    recorder = Recorder(Microphone(), folder, setup)
    recorder.start()
    if not recorder.first_block.wait(30):
        raise SystemExit(f"no sound: {recorder.status.error}")
    longest_s = 0.0
    seen_s, changed = 0.0, time.monotonic()
    ends = time.monotonic() + duration_s
    while time.monotonic() < ends and not recorder.finished.is_set():
        elapsed_s = recorder.status.elapsed_s
        if elapsed_s != seen_s:
            seen_s, changed = elapsed_s, time.monotonic()
        longest_s = max(longest_s, time.monotonic() - changed)
        time.sleep(0.005)
    return recorder.stop(), longest_s


def count_breaks(path: Path) -> int:
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        return phase_breaks(samples, file.getframerate())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--load", type=int, default=2, help="processes that keep a core busy")
    parser.add_argument("--virtual", action="store_true", help="use a private virtual microphone")
    chosen = parser.parse_args()
    duration_s = 60 * chosen.minutes
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ringback-load-")))
        if chosen.virtual:
            mic = VirtualMic(folder)
            stack.callback(mic.stop)
            os.environ.update(mic.environment)
            portaudio().refresh()
            mic.say(write_wav(folder / "tone.wav", steady_tone(duration_s + 30, MIC_RATE_HZ), MIC_RATE_HZ))
            other = mic.also_record(folder / "other.wav")
        context = multiprocessing.get_context("spawn")
        workers = [context.Process(target=busy, daemon=True) for _ in range(chosen.load)]
        for worker in workers:
            worker.start()
            stack.callback(worker.terminate)
        take, longest_s = record(folder / "take", duration_s)
        breaks = "not looked for"
        if chosen.virtual:
            other.terminate()
            other.wait()
            breaks = f"{count_breaks(take.path)} (parec: {count_breaks(folder / 'other.wav')})"
    print(
        f"recorded {take.duration_s:.1f} s with {chosen.load} busy processes: "
        f"lost blocks {take.lost_blocks}, overflows {take.overflows}, breaks of the tone {breaks}, "
        f"longest wait for the file {longest_s:.2f} s"
    )


if __name__ == "__main__":
    main()

"""Does recording lose sound while other processes keep every core busy?

`python -m tests.bench.recording_load [--minutes 10] [--load 2] [--virtual]` records from the microphone,
or from a private virtual one. Into the virtual one a sound is played that tells how much of it has passed,
so that lost sound shows even if nobody reports it, and is told apart from silence that a late player or
sound server put in. PulseAudio's own recorder and a bare PortAudio callback hear the same, for comparison.
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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio.devices import SYSTEM_DEFAULT, find, portaudio
from audio.microphone import Microphone
from audio.recorder import RecordedTake, Recorder
from models.scenario import Scenario
from models.take import TakeSetup
from tests.audio.sounds import write_wav
from tests.bench.counted_sound import counted_sound, slips
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


def record_bare(path: Path, stopping: Any) -> None:
    """The least that can record: a PortAudio callback that keeps all blocks in memory."""
    device = find("input", SYSTEM_DEFAULT)
    blocks: list[bytes] = []
    stream = portaudio().open(
        "RawInputStream",
        device=device.index,
        samplerate=device.rate_hz,
        channels=1,
        dtype="int16",
        blocksize=0,
        latency="high",
        callback=lambda data, frames, time, status: blocks.append(bytes(data)),
    )
    stopping.wait()
    portaudio().close(stream)
    write_wav(path, np.frombuffer(b"".join(blocks), dtype="<i2"), device.rate_hz)


def told(path: Path, played: NDArray[np.int16]) -> str:
    """What a recording lost, in one line."""
    with wave.open(str(path)) as file:
        recorded = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        found = slips(recorded, file.getframerate(), played, MIC_RATE_HZ)
    lost, late = [slip for slip in found if slip.by_s > 0], [slip for slip in found if slip.by_s < 0]
    return (
        f"lost {sum(slip.by_s for slip in lost):.3f} s at {len(lost)} places, "
        f"late by {-sum(slip.by_s for slip in late):.3f} s at {len(late)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--load", type=int, default=2, help="processes that keep a core busy")
    parser.add_argument("--virtual", action="store_true", help="use a private virtual microphone")
    chosen = parser.parse_args()
    duration_s = 60 * chosen.minutes
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ringback-load-")))
        context = multiprocessing.get_context("spawn")
        stopping = context.Event()
        if chosen.virtual:
            mic = VirtualMic(folder)
            stack.callback(mic.stop)
            os.environ.update(mic.environment)
            portaudio().refresh()
            played = counted_sound(duration_s + 30, MIC_RATE_HZ)
            mic.say(write_wav(folder / "played.wav", played, MIC_RATE_HZ))
            parec = mic.also_record(folder / "parec.wav")
            bare = context.Process(target=record_bare, args=(folder / "bare.wav", stopping), daemon=True)
            bare.start()
        workers = [context.Process(target=busy, daemon=True) for _ in range(chosen.load)]
        for worker in workers:
            worker.start()
            stack.callback(worker.terminate)
        take, longest_s = record(folder / "take", duration_s)
        for worker in workers:
            worker.terminate()
        print(
            f"recorded {take.duration_s:.1f} s with {chosen.load} busy processes: lost blocks "
            f"{take.lost_blocks}, overflows {take.overflows}, longest wait for the file {longest_s:.2f} s"
        )
        if chosen.virtual:
            stopping.set()
            bare.join()
            parec.terminate()
            parec.wait()
            for name, path in (
                ("ringback", take.path),
                ("bare", folder / "bare.wav"),
                ("parec", folder / "parec.wav"),
            ):
                print(f"{name:>9}: {told(path, played)}")


if __name__ == "__main__":
    main()

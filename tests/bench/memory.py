"""Memory of the whole app in a call: `python -m tests.bench.memory [RECORDING ...] [--minutes 1 5 60]`.

The real window with its analysis process, a sound file standing for the microphone, from the call to the
opened scorecard. Prints the peaks of both processes and of their sum, sampled twice a second: USS is what
would be free without the process, PSS counts shared pages in proportion, RSS counts them in each.
Calls of up to `--natural` minutes come at their natural speed, longer ones as fast as `--speed` times that:
the analysis then lags behind and catches up, which holds no more sound in memory.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from audio.blocks import RATE_HZ
from audio.sound_source import as_int16
from tests.audio.sounds import write_wav
from tests.bench.live_take import SAMPLE, speech
from tests.e2e.display import virtual_display

_MB = 1e6
_SAMPLED_S = 0.5
_WINDOW = """
import sys
from app.interpreter import quicken
quicken()
from PySide6.QtCore import QTimer
from app.bootstrap import run_window
from app.navigation import Place
def ready(window, context):
    from audio.file_source import FileSource
    from pathlib import Path
    context.recording._make_source = lambda name: FileSource(Path(sys.argv[1]), speed=float(sys.argv[2]))
    context.analysis.ready.connect(lambda: begin(window))
    context.analysis.scored.connect(lambda _: QTimer.singleShot(3000, window.close))
def begin(window):
    print("ready", flush=True)
    window.show_place(Place.REHEARSE)
    window.page(Place.REHEARSE).call()
run_window(ready=ready)
"""


@dataclass(frozen=True)
class Sizes:
    """Bytes; see the module."""

    uss: float = 0.0
    pss: float = 0.0
    rss: float = 0.0

    def __add__(self, other: "Sizes") -> "Sizes":
        return Sizes(self.uss + other.uss, self.pss + other.pss, self.rss + other.rss)

    def peak(self, other: "Sizes") -> "Sizes":
        return Sizes(max(self.uss, other.uss), max(self.pss, other.pss), max(self.rss, other.rss))

    def __str__(self) -> str:
        return f"{self.uss / _MB:5.0f} /{self.pss / _MB:5.0f} /{self.rss / _MB:5.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--minutes", nargs="+", type=float, default=[1.0, 5.0])
    parser.add_argument("--natural", type=float, default=0.0, metavar="MINUTES")
    parser.add_argument("--speed", type=float, default=15.0)
    options = parser.parse_args()
    print(f"{'MB: USS / PSS / RSS':>19}{'window':>24}{'analysis':>24}{'both':>24}{'both, PSS':>12}")
    first = 0.0
    with virtual_display() as display:
        for minutes in options.minutes:
            speed = 1.0 if minutes <= options.natural else options.speed
            window, analysis, both = _peaks(options.recordings or [SAMPLE], 60 * minutes, speed, display)
            first = first or both.pss
            print(f"{minutes:15.0f} min{window!s:>24}{analysis!s:>24}{both!s:>24}{both.pss / first:12.2f}")


def _peaks(
    recordings: list[Path], length_s: float, speed: float, display: dict[str, str]
) -> tuple[Sizes, Sizes, Sizes]:
    """The peaks of the window's process, of those it started, and of all together."""
    window = analysis = both = Sizes()
    with tempfile.TemporaryDirectory() as home:
        sound = write_wav(Path(home) / "said.wav", _pcm(recordings, length_s), RATE_HZ)
        environment = {**os.environ, **display, "RINGBACK_HOME": home}
        command = [sys.executable, "-c", _WINDOW, str(sound), str(speed)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                own, others = _now(process.pid)
                window, analysis, both = window.peak(own), analysis.peak(others), both.peak(own + others)
                try:
                    process.wait(_SAMPLED_S)
                except subprocess.TimeoutExpired:
                    continue
        if process.returncode:
            raise SystemExit(f"the window ended with status {process.returncode}")
        if not list((Path(home) / "takes").glob("*/tracks.npz")):
            raise SystemExit("the take was not scored")
    return window, analysis, both


def _pcm(recordings: list[Path], length_s: float) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    return np.frombuffer(as_int16(speech(recordings, length_s)), dtype="<i2")


def _now(pid: int) -> tuple[Sizes, Sizes]:
    try:
        process = psutil.Process(pid)
        return _sizes(process), sum((_sizes(child) for child in process.children(recursive=True)), Sizes())
    except psutil.NoSuchProcess:
        return Sizes(), Sizes()


def _sizes(process: psutil.Process) -> Sizes:
    try:
        now = process.memory_full_info()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return Sizes()
    return Sizes(now.uss, getattr(now, "pss", now.uss), now.rss)


if __name__ == "__main__":
    main()

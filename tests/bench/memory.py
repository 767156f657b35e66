"""Memory while a call is followed: `python -m tests.bench.memory [RECORDING ...] [--minutes 1 5 60]`.

Prints the peak of the analysis process for calls of growing length. The window comes on top: see
`startup.py`. The sound is on the disk at once and is caught
up with: the process holds the same as in a call at natural speed, and an hour takes some minutes.
"""

import argparse
import os
import tempfile
from pathlib import Path

import psutil

from audio.worker_client import thread_limits
from tests.bench.live_take import SAMPLE, Rig, speech

os.environ.update(thread_limits())

_MB = 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--minutes", nargs="+", type=float, default=[1.0, 5.0])
    options = parser.parse_args()
    recordings = options.recordings or [SAMPLE]
    first: float | None = None
    print(f"{'call':>8}  {'peak RSS':>9}  {'peak PSS':>9}  {'growth':>6}   (the analysis process)")
    for minutes in options.minutes:
        resident, proportional = _peak(recordings, minutes * 60)
        first = first or resident
        print(
            f"{minutes:4.0f} min  {resident / _MB:6.0f} MB  {proportional / _MB:6.0f} MB"
            f"  {resident / first:6.2f}"
        )


def _peak(recordings: list[Path], length_s: float) -> tuple[float, float]:
    """The largest resident and proportional set sizes in bytes, in a process of its own."""
    peaks = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as home:
        rig = Rig(Path(home))
        process = psutil.Process(rig.client.pid)

        def look() -> None:
            now = process.memory_full_info()
            peaks[0], peaks[1] = max(peaks[0], now.rss), max(peaks[1], getattr(now, "pss", 0))

        try:
            rig.call(speech(recordings, length_s), natural_s=3.0, look=look)
            look()
            peaks[0] = max(peaks[0], _high_water(process.pid))
        finally:
            rig.close()
    return peaks[0], peaks[1]


def _high_water(pid: int) -> float:
    """The kernel's own record of the largest resident set, where there is one."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    lines = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return float(lines[0].split()[1]) * 1024 if lines else 0.0


if __name__ == "__main__":
    main()

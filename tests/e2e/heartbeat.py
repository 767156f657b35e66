"""How long the window's thread is busy at a time, and how long it does not answer."""

import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

_TICK_MS = 2
_SCHEDULER = Path("/proc/thread-self/schedstat")


@dataclass(frozen=True)
class Gap:
    """Between two ticks. All in ms but `at_s`, the moment after the start."""

    at_s: float
    busy_ms: float
    """The thread's own time on a processor: what the code of a turn costs, on however busy a machine."""
    held_ms: float
    """The clock's time less what the thread waited for a processor: busy, or held up by other threads."""
    clock_ms: float


class Heartbeat:
    """Ticks on the thread on which it was made, until `stop`."""

    def __init__(self) -> None:
        self.gaps: list[Gap] = []
        self._began_s = time.monotonic()
        self._last = self._now()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def stop(self) -> None:
        self._tick()
        self._timer.stop()

    def longest(self, kind: str, count: int = 5) -> list[tuple[float, float]]:
        """The longest by `busy_ms`, `held_ms` or `clock_ms`, as (ms, at which second)."""
        found = sorted(self.gaps, key=lambda gap: getattr(gap, kind), reverse=True)
        return [(round(getattr(gap, kind), 1), round(gap.at_s, 2)) for gap in found[:count]]

    def _tick(self) -> None:
        now = self._now()
        clock_s, busy_s, waited_s = (after - before for after, before in zip(now, self._last, strict=True))
        slept_ms = _TICK_MS if clock_s * 1000 > _TICK_MS else 0.0
        clock_ms = clock_s * 1000 - slept_ms
        held_ms = max(clock_ms - waited_s * 1000, 0.0)
        self.gaps.append(Gap(now[0] - self._began_s, busy_s * 1000, held_ms, clock_ms))
        self._last = now

    @staticmethod
    def _now() -> tuple[float, float, float]:
        waited_ns = int(_SCHEDULER.read_text().split()[1]) if _SCHEDULER.exists() else 0
        return time.monotonic(), time.thread_time(), waited_ns / 1e9

"""Cold start: `python -m tests.bench.startup`. Our window against an empty PySide6 window, in one run.

Each process is new. The time runs from the start of the process to the first picture (painted), to the first
turn of the event loop after it (usable: the call card's fields take keys, the places and the button answer),
and to the moment at which the rest of the first place is there, too (complete). On a machine that is busy
with other things, look at the processor's time. Ours is compiled first, as `make setup` does and as pip has
done for PySide6.
"""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.e2e.display import virtual_display

_ROUNDS = 7
_EMPTY = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            print(time.time(), time.process_time(), flush=True)
            QTimer.singleShot(0, self.usable)
    def usable(self):
        print(time.time(), time.process_time(), flush=True)
        print(time.time(), time.process_time(), flush=True)
        self.close()
window = Window()
window.resize(1200, 780)
window.show()
application.exec()
"""
_OURS = """
import time
from app.interpreter import quicken
quicken()
from PySide6.QtCore import QTimer
from app.bootstrap import run_window
def now():
    print(time.time(), time.process_time(), flush=True)
def ready(window, context):
    now()
    QTimer.singleShot(300, window.close)
run_window(painted=now, usable=now, ready=ready)
"""


def measure(code: str, environment: dict[str, str]) -> list[tuple[float, float]]:
    """Until painted, usable and complete: seconds by the clock, and of the processor."""
    began_s = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    lines = (line.split() for line in done.stdout.splitlines()[:3])
    return [(float(clock_s) - began_s, float(cpu_s)) for clock_s, cpu_s in lines]


def main() -> None:
    for package in ("app", "audio", "models"):
        compileall.compile_dir(package, quiet=1)
    with virtual_display() as display, tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, **display, "RINGBACK_HOME": home}
        rounds = [(measure(_EMPTY, environment), measure(_OURS, environment)) for _ in range(_ROUNDS + 1)][1:]
    print(f"{'':20}{'empty window':>14}{'Ringback':>10}{'ratio':>7}   (median of {_ROUNDS}, seconds)")
    for kind, unit in enumerate(("clock", "processor")):
        for at, name in enumerate(("painted", "usable", "complete")):
            empty = statistics.median(pair[0][at][kind] for pair in rounds)
            ours = statistics.median(pair[1][at][kind] for pair in rounds)
            print(f"{name + ', ' + unit:20}{empty:14.3f}{ours:10.3f}{ours / empty:7.2f}")


if __name__ == "__main__":
    main()

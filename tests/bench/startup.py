"""Cold start: `python -m tests.bench.startup`. Our window against an empty PySide6 window, in one run.

Each process is new. The time runs from the start of the process to the first painted window with the event
loop at work (painted), and to the first moment at which a timer fires with nothing left to do (usable).
Ours is compiled first, as `make setup` does and as pip has done for PySide6.
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
            print(time.time(), flush=True)
            QTimer.singleShot(0, self.usable)
    def usable(self):
        print(time.time(), flush=True)
        self.close()
window = Window()
window.resize(1200, 780)
window.show()
application.exec()
"""
_OURS = """
import time
from PySide6.QtCore import QTimer
from app.bootstrap import run_window
def painted():
    print(time.time(), flush=True)
def ready(window, context):
    print(time.time(), flush=True)
    QTimer.singleShot(300, window.close)
run_window(painted=painted, ready=ready)
"""


def measure(code: str, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until painted and until usable."""
    began_s = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    painted, usable = (float(line) for line in done.stdout.split()[:2])
    return painted - began_s, usable - began_s


def main() -> None:
    for package in ("app", "audio", "models"):
        compileall.compile_dir(package, quiet=1)
    with virtual_display() as display, tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, **display, "RINGBACK_HOME": home}
        rounds = [(measure(_EMPTY, environment), measure(_OURS, environment)) for _ in range(_ROUNDS + 1)][1:]
    print(f"{'':10}{'empty window':>14}{'Ringback':>10}{'ratio':>7}   (median of {_ROUNDS}, seconds)")
    for at, name in enumerate(("painted", "usable")):
        empty = statistics.median(pair[0][at] for pair in rounds)
        ours = statistics.median(pair[1][at] for pair in rounds)
        print(f"{name:10}{empty:14.3f}{ours:10.3f}{ours / empty:7.2f}")


if __name__ == "__main__":
    main()

"""How Progress holds up with a history of years.

    python -m tests.bench.history [TAKES] [--home FOLDER]

Makes a history (5,000 takes by default), opens Progress on it, scrolls the list from end to end and
draws the chart, and prints the times, the longest gap between two turns of the event loop, and the size
of the database. Runs without a display (offscreen), where painting is done by the same rasteriser.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.history import History
from models.measures import Pause, PausePlace
from models.scenario import Scenario
from models.user_data import UserData
from tests.bench.heartbeat import Heartbeat
from tests.models.making import make_measures, make_scorecard, make_setup, make_words

_CALL = (
    "Hello, Mr. Scott. This is Wendy Jones. I interviewed with you last Tuesday for the Marketing Manager "
    "job, and I am calling to thank you for your time. I enjoyed hearing how the team works, and I would "
    "love to be part of it. If there is anything else you need, please call me back. My number is 555-0142. "
    "Thank you again, and have a good afternoon. Goodbye."
)


def fill(data: UserData, takes: int) -> float:
    """Takes that get better slowly, a few on each practice day; returns seconds for each."""
    chance = random.Random(7)
    first = datetime.now(UTC) - timedelta(days=takes / 3)
    began = time.perf_counter()
    with History(data.history) as history:
        for number in range(takes):
            share = number / takes
            values = tuple(
                min(100, max(0, round(low + gain * share + chance.gauss(0, 8))))
                for low, gain in ((55, 20), (45, 40), (70, 5))
            )
            pauses = tuple(Pause(at, at + 0.4, chance.choice(list(PausePlace))) for at in range(2, 22, 3))
            take_id = f"take-{number:05d}"
            card = make_scorecard(
                values=values,
                words=make_words(_CALL),
                measures=make_measures(fillers=chance.randrange(8), pauses=pauses),
                scenario=chance.choice(list(Scenario)),
                take=take_id,
            )
            started = first + timedelta(days=number / 3, minutes=chance.randrange(60))
            setup = replace(make_setup(take_id), started_at=started, scenario=card.scenario)
            history.save_take(setup, card)
    return (time.perf_counter() - began) / takes


def measure(data: UserData) -> None:
    """Prints one line for each figure."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from app.context import AppContext
    from app.interpreter import quicken, settle
    from app.main_window import MainWindow
    from app.navigation import Place
    from app.theme.service import Theme
    from app.warm_up import load_modules

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    # As the app does in the background once its window stands.
    quicken()
    load_modules()
    settle()
    context = AppContext(data, Theme(application))
    window = MainWindow(context)
    window.resize(1280, 800)
    window.show_place(Place.REHEARSE)
    window.show()
    opened: list[int] = []
    context.history.ask(lambda history: len(history.takes()), opened.append)
    while not opened:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    gaps = Heartbeat()
    began = time.perf_counter()
    window.show_place(Place.PROGRESS)
    page = window.page(Place.PROGRESS)
    made_s = time.perf_counter() - began
    rows = page.takes.list
    while rows.model().rowCount() < opened[0] or not rows.isVisible() or page.overview.chart.is_empty:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    window.grab()
    print(f"takes                      {opened[0]:>9,}")
    print(f"page made                  {made_s * 1000:>9.0f} ms")
    print(f"page open, list and chart  {(time.perf_counter() - began) * 1000:>9.0f} ms   (target 300)")
    print(f"longest gap while opening  {gaps.longest_ms:>9.0f} ms   (target 50)")
    began = time.perf_counter()
    window.show_place(Place.REHEARSE)
    window.show_place(Place.PROGRESS)
    window.grab()
    print(f"page seen again            {(time.perf_counter() - began) * 1000:>9.0f} ms")
    frames = _scroll(rows, application)
    print(f"scroll, a frame (median)   {statistics.median(frames):>9.1f} ms   (target 16)")
    print(f"scroll, a frame (worst)    {max(frames):>9.1f} ms")
    size = sum(path.stat().st_size for path in data.home.glob("history.sqlite3*"))
    print(f"database                   {size / 1e6:>9.1f} MB   ({size / opened[0] / 1000:.1f} kB a take)")
    gaps.stop()
    window.close()
    QTimer.singleShot(0, application.quit)
    context.close()


def _scroll(rows: object, application: object) -> list[float]:
    from PySide6.QtWidgets import QApplication, QListView

    assert isinstance(rows, QListView)
    assert isinstance(application, QApplication)
    bar = rows.verticalScrollBar()
    frames = []
    for step in range(240):
        began = time.perf_counter()
        bar.setValue(bar.maximum() * step // 239)
        rows.viewport().repaint()
        frames.append((time.perf_counter() - began) * 1000)
        application.processEvents()
    return frames


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("takes", nargs="?", type=int, default=5000)
    parser.add_argument("--home", type=Path, help="keep the history in this folder and use it again")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        data = UserData(home=options.home or Path(folder))
        if not data.history.exists():
            print(f"saving a take              {fill(data, options.takes) * 1000:>9.1f} ms")
        measure(data)


if __name__ == "__main__":
    main()

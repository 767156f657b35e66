"""How Review holds up with a long take.

    python -m tests.bench.review_frames [--minutes 10] [--words 1500]

Makes a take of ten minutes, opens it and plays it at 60 moments a second, and prints the time until it
is all there, the longest time the event loop was held up, and what one frame of playing costs: the cursor
of the timeline moved, the spoken word highlighted, both repainted. Runs without a display (offscreen).
"""

import argparse
import os
import statistics
import tempfile
import time
import wave
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audio.tracks import TRACKS_FILE, Tracks, save
from models.history import History
from models.judging import judge_take
from models.measures import Pause, PausePlace
from models.transcript import Transcript, Word
from models.user_data import UserData
from tests.bench.heartbeat import Heartbeat
from tests.models.making import make_measures, make_setup

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.pages.review.page import ReviewPage

_RATE_HZ = 48000
_TALK = (
    "Hello, Mr. Scott. This is Wendy Jones. I interviewed with you last Tuesday for the Marketing Manager "
    "job, and um I am calling to thank you for your time. I enjoyed hearing how the team works, and I would "
    "just sort of love to be part of it, if that is okay. I am sorry to bother you. My number is 555-0142. "
)
TAKE_ID = "long-take"


def fill(data: UserData, minutes: float, words: int) -> None:
    """One take with its sound and tracks."""
    duration_s = minutes * 60
    step_s = (duration_s - 1) / words
    tokens = (_TALK * (words // len(_TALK.split()) + 1)).split()[:words]
    said = tuple(
        Word(token, 0.5 + at * step_s, 0.5 + (at + 0.8) * step_s, filler=token == "um")
        for at, token in enumerate(tokens)
    )
    pauses = tuple(
        Pause(0.5 + (at + 0.8) * step_s, 0.5 + (at + 0.8) * step_s + 0.7, place)
        for at, place in zip(range(7, words, 9), cycle(PausePlace), strict=False)
    )
    measures = make_measures(words=words, fillers=sum(word.filler for word in said), pauses=pauses)
    setup = make_setup(TAKE_ID)
    card = judge_take(setup, Transcript(said), measures, duration_s=duration_s, measures_version=1)
    with History(data.history) as history:
        history.save_take(setup, card)
    folder = data.take_folder(TAKE_ID)
    folder.mkdir(parents=True, exist_ok=True)
    frames = round(duration_s * 100)
    chance = np.random.default_rng(3)
    f0 = 180 * 2 ** (np.cumsum(chance.normal(0, 0.02, frames)) % 0.5)
    voiced = np.sin(np.arange(frames) / 15) > -0.3
    tracks = Tracks(
        np.where(voiced, f0, np.nan).astype(np.float32),
        np.where(voiced, -22, -60).astype(np.float32),
        voiced,
    )
    save(tracks, folder / TRACKS_FILE)
    with wave.open(str(data.take_audio(TAKE_ID)), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE_HZ)
        second = (chance.normal(0, 0.1, _RATE_HZ) * 32767).clip(-32768, 32767).astype("<i2").tobytes()
        for _ in range(round(duration_s)):
            file.writeframes(second)


def measure(data: UserData) -> None:
    """Prints one line for each figure."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from app.context import AppContext
    from app.interpreter import quicken
    from app.main_window import MainWindow
    from app.navigation import Place
    from app.pages.review.page import ReviewPage
    from app.theme.service import Theme

    quicken()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    context = AppContext(data, Theme(application))
    window = MainWindow(context)
    window.resize(1280, 800)
    window.show()
    window.show_place(Place.REVIEW)
    page = window.page(Place.REVIEW)
    assert isinstance(page, ReviewPage)
    _settle(application)
    for name in ("first open", "opened again"):
        gaps = Heartbeat()
        loads: list[float] = []
        began = time.perf_counter()
        page.timeline_loaded.connect(lambda loads=loads, began=began: loads.append(_ms(began)))
        page.open_take(TAKE_ID)
        shown: list[float] = []
        page.session.opened.connect(lambda *_, shown=shown, began=began: shown.append(_ms(began)))
        while not (loads and shown):
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        _settle(application)
        gaps.stop()
        print(f"{name + ': transcript there':34}{shown[0]:>8.0f} ms")
        print(f"{name + ': timeline there':34}{loads[0]:>8.0f} ms")
        print(f"{name + ': longest turn':34}{gaps.longest_ms:>8.0f} ms   (target 50)")
    gaps = Heartbeat()
    page.details.show_tab(0)
    for tab in (1, 2, 0):
        page.details.show_tab(tab)
        _settle(application, 0.1)
    gaps.stop()
    print(f"{'details, every tab: longest turn':34}{gaps.longest_ms:>8.0f} ms   (target 50)")
    gaps = Heartbeat()
    window.resize(1100, 800)
    _settle(application, 0.1)
    gaps.stop()
    print(f"{'narrower window: longest turn':34}{gaps.longest_ms:>8.0f} ms   (target 50)")
    frames = _play(page, application)
    print(f"{'a frame of playing, median':34}{statistics.median(frames):>8.1f} ms   (target 16)")
    print(f"{'a frame of playing, 99 of 100':34}{sorted(frames)[int(len(frames) * 0.99)]:>8.1f} ms")
    print(f"{'a frame of playing, worst':34}{max(frames):>8.1f} ms")
    window.close()
    context.close()


def _play(page: "ReviewPage", application: "QApplication") -> list[float]:
    """Ten seconds of moments across the whole take: set, and everything that they change is painted."""
    record = page.session.record
    assert record is not None
    words = record.scorecard.words
    frames = []
    bar = page.scroll_area.verticalScrollBar()
    for start in range(0, len(words), max(len(words) // 10, 1)):
        bar.setValue(
            page.transcript.mapTo(page.scroll_area.widget(), page.transcript.word_rect(start).topLeft()).y()
            - 200
        )
        _settle(application, 0.1)
        for step in range(60):
            at_s = words[start].start_s + step / 60
            word = max((at for at, word in enumerate(words) if word.start_s <= at_s), default=None)
            began = time.perf_counter()
            page.timeline.set_cursor(at_s)
            page.bar.show_position(at_s)
            page.show_spoken(word)
            application.processEvents()
            application.sendPostedEvents()
            page.transcript.repaint(page.transcript.word_rect(word).adjusted(-6, -4, 6, 6))
            page.timeline.repaint()
            frames.append(_ms(began))
    return frames


def _ms(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def _settle(application: "QApplication", seconds: float = 0.4) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        application.processEvents()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--words", type=int, default=1500)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        data = UserData(home=Path(folder))
        fill(data, options.minutes, options.words)
        measure(data)


if __name__ == "__main__":
    main()

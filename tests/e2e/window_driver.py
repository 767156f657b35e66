"""The real application, driven by mouse and keys: `python -m tests.e2e.window_driver call|replay [PICTURE]`.

`call` fills in a card, calls, prints SPEAK when one may speak, hangs up when a line comes on standard
input, and waits for the scorecard. `replay` opens the newest take and plays it. At the end one line of JSON
says what was seen, with the longest time for which the window's thread did not answer.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from app.bootstrap import run_window
from app.context import AppContext
from app.main_window import MainWindow
from app.navigation import Place

_CARD = {
    "caller": "Wendy Jones",
    "phone": "555-0142",
    "role": "Marketing Manager",
    "interviewer": "Scott",
    "interviewer_title": "Mr.",
}
_TICK_MS = 5


class Heartbeat:
    """The longest gaps between two ticks of a timer on the window's thread, with what was going on."""

    def __init__(self) -> None:
        self.gaps: list[tuple[int, float]] = []
        self._began_s = self._last_s = time.monotonic()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def _tick(self) -> None:
        now_s = time.monotonic()
        gap_ms = 1000 * (now_s - self._last_s) - _TICK_MS
        self.gaps.append((round(gap_ms), round(now_s - self._began_s, 1)))
        self._last_s = now_s


def wait_for(condition: Callable[[], Any], timeout_s: float = 60.0) -> None:
    ends_s = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > ends_s:
            raise TimeoutError(condition.__doc__ or "it never came true")
        QTest.qWait(10)


def click(widget: QWidget) -> None:
    QTest.mouseClick(
        widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, widget.rect().center()
    )


def press_key(window: QWidget, key: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(window, key, modifier)


def button_named(page: QWidget, name: str) -> QAbstractButton:
    """The visible button with this text or accessible name."""
    for found in page.findChildren(QAbstractButton):
        words = (found.text().replace("&", ""), found.accessibleName())
        if found.isVisible() and name in words:
            return found
    raise LookupError(name)


def words_of(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def call(window: MainWindow, context: AppContext) -> dict[str, Any]:
    prepare = window.page(Place.PREPARE)
    for name, value in _CARD.items():
        field = prepare.findChild(QLineEdit, name)
        click(field)
        QTest.keyClicks(field, value)
    interview = prepare.form.interview.edit
    click(interview)
    QTest.keyClicks(interview, "3 days ago")
    press_key(interview, Qt.Key.Key_Tab)
    click(button_named(prepare, "Rehearse this call"))
    wait_for(lambda: window.place is Place.REHEARSE)
    rehearse = window.page(Place.REHEARSE)
    microphones = rehearse.findChild(QComboBox)
    wait_for(lambda: microphones.count() and microphones.itemText(0) == "System default")
    click(button_named(rehearse, "Call"))
    wait_for(lambda: "Speak now" in words_of(rehearse))
    print("SPEAK", flush=True)
    spoken = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), spoken.set()), daemon=True).start()
    wait_for(spoken.is_set, 120)
    ticked = [row.accessibleName() for row in rehearse.findChildren(QWidget) if row.isVisible()]
    click(button_named(rehearse, "Hang up"))
    began_s = time.monotonic()
    wait_for(lambda: window.place is Place.REVIEW, 120)
    review = window.page(Place.REVIEW)
    wait_for(lambda: any("Brevity" in words for words in words_of(review)))
    return {
        "seconds_to_scorecard": time.monotonic() - began_s,
        "ticked_live": [name for name in ticked if name.endswith(": heard")],
        "review": words_of(review),
    }


def replay(window: MainWindow, context: AppContext) -> dict[str, Any]:
    QTest.qWait(3000)  # a page asked for sooner is loaded on the spot, which takes some 0.4 s
    press_key(window, Qt.Key.Key_4, control=True)
    wait_for(lambda: window.place is Place.PROGRESS)
    progress = window.page(Place.PROGRESS)
    QTest.qWait(500)
    listed = words_of(progress)
    press_key(window, Qt.Key.Key_3, control=True)
    wait_for(lambda: window.place is Place.REVIEW)
    review = window.page(Place.REVIEW)
    wait_for(lambda: any("Brevity" in words for words in words_of(review)))
    QTest.qWait(500)
    click(button_named(review, "Play"))
    wait_for(lambda: context.playback.is_playing, 20)
    print("SPEAK", flush=True)
    start_s = context.playback.position_s
    QTest.qWait(4000)
    position_s = context.playback.position_s
    return {"listed": listed, "review": words_of(review), "played_s": position_s - start_s}


def main() -> int:
    act = {"call": call, "replay": replay}[sys.argv[1]]
    picture = sys.argv[2] if len(sys.argv) > 2 else ""
    report: dict[str, Any] = {}

    def ready(window: MainWindow, context: AppContext) -> None:
        window.resize(1200, 760)
        window.move(QPoint(0, 0))
        window.activateWindow()
        heartbeat = Heartbeat()

        def run() -> None:
            try:
                wait_for(window.isActiveWindow, 10)
                report.update(act(window, context))
            except (TimeoutError, LookupError) as error:
                report["problem"] = f"{type(error).__name__}: {error}"
            report["longest_gaps_ms_at_s"] = sorted(heartbeat.gaps, reverse=True)[:6]
            if picture:
                QTest.qWait(1000)
                window.grab().save(picture)
            window.close()

        QTimer.singleShot(200, run)

    status = run_window(ready=ready)
    print(json.dumps(report), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())

"""The real application, driven by mouse and keys: `python -m tests.e2e.window_driver ACT [PICTURE]`.

`call` fills in a card, calls, prints SPEAK when one may speak, hangs up when a line comes on standard
input, and waits for the scorecard. `replay` opens the newest take and plays it. `hurry` visits all places
as soon as the window stands, and then calls; the sample call stands for the microphone. At the end one line
of JSON says what was seen, with the longest times for which the window's thread was busy or did not answer.
"""

import json
import sys
import threading
import time
import traceback
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from app.bootstrap import run_window
from app.context import AppContext
from app.controllers.recording import microphone_source
from app.interpreter import quicken
from app.main_window import MainWindow
from app.navigation import Place
from tests.e2e.heartbeat import Heartbeat

if TYPE_CHECKING:
    from audio.file_source import FileSource

_CARD = {
    "caller": "Wendy Jones",
    "phone": "555-0142",
    "role": "Marketing Manager",
    "interviewer": "Scott",
    "interviewer_title": "Mr.",
}
_SAMPLE_S = 24.0
_SAMPLE_RATE_HZ = 16_000


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
    microphones = next(
        box for box in rehearse.findChildren(QComboBox) if box.accessibleName() == "Microphone"
    )
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
    QTest.qWait(1000)
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
    wait_for(lambda: context.playback.position_s > start_s + 2.0, 20)
    return {"listed": listed, "review": words_of(review)}


def hurry(window: MainWindow, context: AppContext) -> dict[str, Any]:
    places = {Qt.Key.Key_4: Place.PROGRESS, Qt.Key.Key_3: Place.REVIEW, Qt.Key.Key_2: Place.REHEARSE}
    for _ in range(2):
        for key, place in places.items():
            press_key(window, key, control=True)
            wait_for(lambda place=place: window.place is place)
            QTest.qWait(300)
    rehearse = window.page(Place.REHEARSE)
    wait_for(lambda: button_named(rehearse, "Call").isEnabled())
    click(button_named(rehearse, "Call"))
    takes = context.user_data.takes
    wait_for(lambda: any(_sound_s(path) > _SAMPLE_S for path in takes.glob("*/audio.wav")), 120)
    click(button_named(rehearse, "Hang up"))
    began_s = time.monotonic()
    wait_for(lambda: window.place is Place.REVIEW, 120)
    review = window.page(Place.REVIEW)
    wait_for(lambda: any("Brevity" in words for words in words_of(review)))
    seconds = time.monotonic() - began_s
    QTest.qWait(1000)
    return {"seconds_to_scorecard": seconds, "review": words_of(review)}


def _sound_s(path: Path) -> float:
    return path.stat().st_size / (2 * _SAMPLE_RATE_HZ)


def sample_source(_: str) -> "FileSource":
    from audio.file_source import FileSource  # not sooner: the window itself loads numpy in the background

    return FileSource(Path(str(files("assets") / "sample_call" / "voicemail.flac")))


Act = Callable[[MainWindow, AppContext], dict[str, Any]]


def main() -> int:
    act = {"call": call, "replay": replay, "hurry": hurry}[sys.argv[1]]
    picture = sys.argv[2] if len(sys.argv) > 2 else ""
    if act is hurry:
        return drive(act, picture, after_ms=0, source=sample_source)
    return drive(act, picture)


def drive(
    act: Act,
    picture: str = "",
    *,
    after_ms: int = 200,
    source: Callable[[str], Any] = microphone_source,
) -> int:
    """Runs the application with somebody at mouse and keys; the last line printed is the report."""
    report: dict[str, Any] = {}
    heartbeats: list[Heartbeat] = []
    quicken()

    def ready(window: MainWindow, context: AppContext) -> None:
        window.resize(1200, 760)
        window.move(QPoint(0, 0))
        window.activateWindow()

        def run() -> None:
            try:
                wait_for(window.isActiveWindow, 10)
                report.update(act(window, context))
            except Exception as error:  # noqa: BLE001 - whatever it is, the test must hear of it
                traceback.print_exc()
                report["problem"] = f"{type(error).__name__}: {error}"
            (heartbeat,) = heartbeats
            heartbeat.stop()
            report.update({kind: heartbeat.longest(kind) for kind in ("busy_ms", "held_ms", "clock_ms")})
            if picture:
                QTest.qWait(1000)
                window.grab().save(picture)
            window.close()

        QTimer.singleShot(after_ms, run)

    status = run_window(painted=lambda: heartbeats.append(Heartbeat()), ready=ready, make_source=source)
    print(json.dumps(report), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())

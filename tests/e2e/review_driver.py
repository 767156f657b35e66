"""Review in the real window, by mouse, wheel and keys: `python -m tests.e2e.review_driver [PICTURES]`.

The take of `tests.e2e.review_take` must be kept. At the end one line of JSON says what was seen.
"""

import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QPushButton, QWidget

from app.bootstrap import run_window
from app.context import AppContext
from app.main_window import MainWindow
from app.navigation import Place
from app.pages.review.page import ReviewPage
from app.pages.review.word_editor import WordEditor
from tests.e2e.review_take import TAKE_ID

_LEFT = Qt.MouseButton.LeftButton
_NONE, _CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def wait(seconds: float) -> None:
    """Unlike QTest.qWait this lets Python's other threads run, as the event loop does."""
    ends_s = time.monotonic() + seconds
    while time.monotonic() < ends_s:
        QApplication.processEvents()
        time.sleep(0.002)


def wait_for(condition: Callable[[], Any], what: str, timeout_s: float = 20.0) -> None:
    ends_s = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > ends_s:
            raise TimeoutError(what)
        wait(0.01)


class Driver:
    """Mouse and keys go to the window itself, which finds out whom they are for."""

    def __init__(self, window: MainWindow, context: AppContext, pictures: Path | None) -> None:
        self.window, self.context, self.pictures = window, context, pictures
        self.page: ReviewPage = window.page(Place.REVIEW)
        self.seen: dict[str, Any] = {}

    # -- hands -----------------------------------------------------------------------------------------

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = _NONE) -> None:
        QTest.keyClick(self.window.windowHandle(), key, keys)
        wait(0.02)

    def place(self, widget: QWidget, at: QPoint | None = None) -> QPoint:
        return widget.mapTo(self.window, at if at is not None else widget.rect().center())

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        where = self.place(widget, at)
        QTest.mouseMove(self.window.windowHandle(), where)
        QTest.mouseClick(self.window.windowHandle(), _LEFT, _NONE, where)
        wait(0.02)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        handle = self.window.windowHandle()
        QTest.mousePress(handle, _LEFT, _NONE, self.place(widget, start))
        for step in range(1, 6):
            QTest.mouseMove(handle, self.place(widget, start + (end - start) * (step / 5)))
            wait(0.02)
        QTest.mouseRelease(handle, _LEFT, _NONE, self.place(widget, end))
        wait(0.02)

    def wheel(self, widget: QWidget, at: QPoint, steps: int) -> None:
        where = self.place(widget, at)
        QTest.wheelEvent(self.window.windowHandle(), where.toPointF(), QPoint(0, 120 * steps))
        wait(0.05)

    def show_word(self, word: int) -> QPoint:
        """Scrolls the word into sight; its place in the transcript."""
        rect = self.page.transcript.word_rect(word)
        top = self.page.transcript.mapTo(self.page.scroll_area.widget(), rect.center()).y()
        self.page.scroll_area.verticalScrollBar().setValue(top - 150)
        wait(0.05)
        return rect.center()

    def come_back(self) -> None:
        """Without a window manager nobody gives the window the keys again after a dialog."""
        self.window.activateWindow()
        wait_for(self.window.isActiveWindow, "the window is active")

    def picture(self, name: str) -> None:
        if self.pictures is not None:
            self.window.grab().save(str(self.pictures / f"{name}.png"))

    # -- eyes ------------------------------------------------------------------------------------------

    @property
    def position_s(self) -> float:
        return self.context.playback.position_s

    def played(self, seconds: float) -> float:
        """How far the sound went in that time."""
        before = self.position_s
        wait(seconds)
        return self.position_s - before

    def words(self) -> list[str]:
        card = self.page._card
        return [word.text for word in card.words] if card is not None else []

    # -- what is tried -----------------------------------------------------------------------------------

    def run(self) -> None:
        loaded = Count(self.page.timeline_loaded)
        self.come_back()
        self.key(Qt.Key.Key_3, _CONTROL)
        wait_for(lambda: loaded.count, "the take is shown")
        self.come_back()
        for part in (self.play, self.loop, self.timeline, self.corrections, self.take, self.trash):
            part()

    def play(self) -> None:
        page = self.page
        spoken: list[int] = []
        page.playing.word_changed.connect(lambda word: spoken.append(word) if word is not None else None)
        self.click(page.transcript, self.show_word(3))
        wait_for(lambda: self.context.playback.is_playing, "a click on a word plays")
        wait_for(lambda: self.position_s > page._card.words[3].start_s + 0.3, "the sound goes on")
        self.seen["begins_s"] = page._card.words[3].start_s
        paints = PaintCount(page.timeline)
        before = len(spoken)
        wait(2.0)
        self.seen["words_followed"] = sorted(set(spoken[before:]))
        self.seen["frames_a_second"] = paints.count / 2.0
        self.picture("playing")
        self.key(Qt.Key.Key_Space)
        wait_for(lambda: not self.context.playback.is_playing, "space pauses")
        self.seen["moved_while_paused_s"] = self.played(0.4)
        self.key(Qt.Key.Key_Space)
        wait_for(lambda: self.context.playback.is_playing, "space goes on")
        self.click(page.bar.half)
        wait(0.3)
        here_s = self.position_s
        wait_for(lambda: self.position_s > here_s + 0.2, "the sound goes on at half speed")
        self.seen["half_speed"] = self.played(2.0) / 2.0
        self.click(page.bar.half)
        self.key(Qt.Key.Key_Space)
        wait_for(lambda: not self.context.playback.is_playing, "space pauses after a click on a chip")
        self.seen["half_is_off"] = not page.bar.half.isChecked()
        current = page.transcript.current_word
        self.key(Qt.Key.Key_Right)
        wait_for(lambda: self.context.playback.is_playing, "an arrow plays from the word")
        self.seen["arrow_moved"] = page.transcript.current_word - current
        self.key(Qt.Key.Key_Space)
        wait_for(lambda: not self.context.playback.is_playing, "space pauses again")

    def loop(self) -> None:
        page = self.page
        page.transcript.setFocus()
        self.click(page.transcript, self.show_word(0))
        self.key(Qt.Key.Key_L)
        wait_for(page.bar.loop.isChecked, "L loops")
        heard: list[float] = []
        for _ in range(50):
            wait(0.1)
            heard.append(self.position_s)
        self.seen["loop_span_s"] = [min(heard), max(heard)]
        turns = sum(later < earlier - 0.3 for earlier, later in pairwise(heard))
        self.seen["loop_turns"] = turns
        self.key(Qt.Key.Key_L)
        wait(2.0)
        self.seen["after_loop_s"] = self.position_s
        self.key(Qt.Key.Key_Space)
        wait_for(lambda: not self.context.playback.is_playing, "space pauses after the loop")

    def timeline(self) -> None:
        line = self.page.timeline
        middle = line.rect().center()
        self.click(line, middle)
        wait_for(lambda: self.context.playback.is_playing, "a click on the timeline plays")
        self.seen["clicked_s"] = line._cursor_s
        self.seen["clicked_for_s"] = line._time(middle.x())
        self.key(Qt.Key.Key_Space)
        self.wheel(line, middle, 3)
        self.seen["zoomed_span_s"] = line.view.span_s
        start_s = line.view.start_s
        self.drag(line, middle, middle + QPoint(-120, 0))
        self.seen["panned_s"] = line.view.start_s - start_s
        self.picture("zoomed")
        self.wheel(line, middle, -9)
        self.drag(line, middle, middle + QPoint(100, 0))
        wait_for(lambda: self.context.playback.is_playing, "a drag over the whole take plays")
        self.seen["dragged_s"] = line._cursor_s - self.seen["clicked_for_s"]
        self.key(Qt.Key.Key_Space)
        wait_for(lambda: not self.context.playback.is_playing, "space pauses on the timeline")

    def corrections(self) -> None:
        page, view = self.page, self.page.transcript
        rescored = Count(page.session.rescored)

        def done(count: int, what: str) -> None:
            wait_for(lambda: rescored.count >= count, what)

        first = self.words()
        view.setFocus()
        QTest.mouseDClick(self.window.windowHandle(), _LEFT, _NONE, self.place(view, self.show_word(5)))
        wait(0.1)
        editor = view.findChild(WordEditor)
        editor.setText("Joans.")
        self.key(Qt.Key.Key_Return)
        done(1, "a typed word is scored")
        self.seen["typed"] = self.words()[5]
        self.key(Qt.Key.Key_Home, _CONTROL)
        self.key(Qt.Key.Key_Right, _CONTROL)
        self.key(Qt.Key.Key_Delete)
        done(2, "a word is taken out")
        self.seen["after_delete"] = self.words()[:3]
        self.picture("corrected")
        self.key(Qt.Key.Key_R)
        done(3, "R brings a word back")
        self.seen["after_r"] = self.words()[:3]
        self.key(Qt.Key.Key_Z, _CONTROL)
        done(4, "undo takes the word out again")
        self.seen["after_undo"] = self.words()[:3]
        self.key(Qt.Key.Key_Z, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
        done(5, "redo brings it back again")
        self.click(page.content.restore_all)
        done(6, "everything goes back")
        self.seen["all_back"] = self.words() == first

    def take(self) -> None:
        page = self.page
        changed = Count(page.take_actions.changed)
        self.click(page.head.star)
        wait_for(lambda: changed.count >= 1, "the star is kept")
        self.key(Qt.Key.Key_F4)
        wait_for(lambda: page.findChild(QInputDialog) is not None, "F4 asks for a name")
        dialog = page.findChild(QInputDialog)
        wait_for(dialog.isVisible, "the dialog is there")
        field = dialog.findChild(QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, "The good one")
        QTest.keyClick(field, Qt.Key.Key_Return)
        wait_for(lambda: changed.count >= 2, "the name is kept")
        self.come_back()
        page.scroll_area.ensureWidgetVisible(page.content.note)
        wait(0.1)
        self.click(page.content.note.field.viewport())
        QTest.keyClicks(page.content.note.field, "Breathe first.")
        wait_for(lambda: changed.count >= 3, "the note is kept")
        summary = page.take_actions.summary
        self.seen["summary"] = [summary.starred, summary.title, summary.note, page.title.text()]
        self.come_back()
        page.transcript.setFocus()
        self.key(Qt.Key.Key_Delete, _CONTROL)
        wait_for(lambda: self.window.place is Place.PROGRESS, "a deleted take leads to Progress")
        wait(0.2)
        self.picture("deleted")
        self.click(self.button("Undo"))
        wait_for(lambda: self.window.place is Place.REVIEW, "undo leads back")
        wait_for(lambda: page.session.record is not None, "the take is open again")
        self.seen["undone"] = page.session.record.setup.take_id

    def trash(self) -> None:
        self.page.transcript.setFocus()
        wait(0.3)
        self.key(Qt.Key.Key_Delete, _CONTROL)
        wait_for(lambda: self.window.place is Place.PROGRESS, "deleted again")
        folder = self.context.user_data.take_folder(TAKE_ID)
        self.seen["folder_in_trash"] = folder.exists()
        menu = self.window.page(Place.PROGRESS).menu
        next(action for action in menu.actions() if action.text() == "Trash…").trigger()
        wait_for(lambda: self.named("Empty trash…"), "the trash is shown")
        self.click(self.button("Empty trash…"))
        wait_for(lambda: self.in_dialog("Erase for good"), "it asks first")
        answer = self.in_dialog("Erase for good")
        QTest.mouseClick(answer, _LEFT)
        wait_for(lambda: not folder.exists(), "the recording is gone")
        self.seen["erased"] = True

    def named(self, label: str) -> QPushButton | None:
        for made in self.window.findChildren(QPushButton):
            if made.isVisible() and made.text().startswith(label):
                return made
        return None

    def button(self, label: str) -> QPushButton:
        found = self.named(label)
        if found is None:
            raise LookupError(label)
        return found

    def in_dialog(self, label: str) -> QPushButton | None:
        dialog = QApplication.activeModalWidget()
        for made in dialog.findChildren(QPushButton) if dialog is not None else ():
            if made.text().replace("&", "") == label:
                return made
        return None


class Count(QObject):
    """How often a signal came."""

    def __init__(self, signal: Any) -> None:
        super().__init__()
        self.count = 0
        signal.connect(self._see)

    def _see(self, *_: object) -> None:
        self.count += 1


class PaintCount(QObject):
    """How often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: Any) -> bool:  # noqa: N802
        self.count += event.type() == event.Type.Paint
        return False


def main() -> int:
    pictures = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    report: dict[str, Any] = {}

    def ready(window: MainWindow, context: AppContext) -> None:
        window.move(QPoint(0, 0))
        window.resize(1280, 800)

        def run() -> None:
            driver = Driver(window, context, pictures)
            try:
                driver.run()
            except (TimeoutError, LookupError, AttributeError) as error:
                report["problem"] = f"{type(error).__name__}: {error}"
                driver.picture("problem")
            report.update(driver.seen)
            window.close()

        QTimer.singleShot(3000, run)

    status = run_window(ready=ready)
    print(json.dumps(report), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())

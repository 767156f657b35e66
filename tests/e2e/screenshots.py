"""Pictures of every page, light and dark: `python -m tests.e2e.screenshots FOLDER [--scale 2] [--call WAV]`.

The sample call, or another recording, stands for the microphone: no sound device is needed. The display
must hold 1280x800 pixels times the scale; without one, an Xvfb of that size is started.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from tests.e2e.display import virtual_display


def main() -> int:
    parser = argparse.ArgumentParser(description="Takes pictures of every page.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--call", type=Path, help="a recording to show instead of the sample call")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return take_pictures(options.folder, options.scale, options.call)
    size = f"{1280 * options.scale}x{800 * options.scale}"
    again = [sys.executable, "-m", "tests.e2e.screenshots", str(options.folder), "--inside"]
    again += ["--call", str(options.call)] if options.call else []
    with virtual_display(size) as display, tempfile.TemporaryDirectory() as home:
        environment = {"QT_SCALE_FACTOR": str(options.scale), "RINGBACK_HOME": home}
        return subprocess.run(
            [*again, "--scale", str(options.scale)], env={**os.environ, **display, **environment}, check=False
        ).returncode


def take_pictures(folder: Path, scale: int, call: Path | None) -> int:
    """Goes the whole way once, and stops for pictures."""
    from PySide6.QtWidgets import QApplication

    from app.bootstrap import STYLE, start_services
    from app.context import AppContext
    from app.controllers.recording import RecordingController
    from app.main_window import MainWindow
    from app.navigation import Place
    from app.settings_dialog import SettingsDialog
    from app.theme.service import Theme
    from app.theme.tokens import SchemeChoice
    from audio.devices import Device
    from audio.file_source import FileSource
    from models.user_data import user_data

    class SampleRecording(RecordingController):
        """One microphone, which hears the sample call."""

        def list_microphones(self, *, refresh: bool = False) -> None:
            device = Device(name="", label="System default", index=0, rate_hz=48_000, channels=1)
            self.microphones_listed.emit((device,))

    application = QApplication(["ringback", *STYLE])
    sample = call or Path(str(files("assets") / "sample_call" / "voicemail.flac"))
    context = AppContext(user_data(), Theme(application))
    context.recording = SampleRecording(lambda name: FileSource(sample))
    window = MainWindow(context)
    folder.mkdir(parents=True, exist_ok=True)

    def settle(seconds: float) -> None:
        """Unlike QTest.qWait this lets Python's other threads run."""
        until_s = time.monotonic() + seconds
        while time.monotonic() < until_s:
            application.processEvents()
            time.sleep(0.002)

    def wait_for(condition, timeout_s: float = 90.0) -> None:
        until_s = time.monotonic() + timeout_s
        while not condition():
            if time.monotonic() > until_s:
                raise TimeoutError
            settle(0.02)

    def picture(name: str, widget=window) -> None:
        for choice in (SchemeChoice.LIGHT, SchemeChoice.DARK):
            context.theme.choose(choice)
            settle(0.15)
            suffix = f"-{scale}x" if scale != 1 else ""
            widget.grab().save(str(folder / f"{name}-{choice.value}{suffix}.png"))
        context.theme.choose(SchemeChoice.LIGHT)

    window.resize(1280, 800)
    window.show_place(Place.PREPARE)
    window.show()
    start_services(context)
    settle(2.5)
    picture("welcome")
    context.cards.edit(
        caller="Wendy Jones",
        phone="555-0142",
        role="Marketing Manager",
        company="Hartwell & Co",
        interviewer="Scott",
        interviewer_title="Mr.",
        interview_date=date.today() - timedelta(days=(date.today().weekday() - 1) % 7 or 7),
    )
    settle(0.6)
    picture("prepare")
    window.resize(1000, 640)
    settle(0.3)
    picture("prepare-small")
    window.page(Place.PREPARE).scroll_area.verticalScrollBar().setValue(600)
    picture("prepare-small-scrolled")
    window.resize(1280, 800)
    window.show_place(Place.REHEARSE)
    settle(4)
    picture("rehearse")
    rehearse = window.page(Place.REHEARSE)
    loaded: list[object] = []
    window.page(Place.REVIEW).timeline_loaded.connect(lambda: loaded.append(True))
    rehearse.call()
    settle(16)
    picture("call")
    window.resize(1000, 640)
    settle(0.3)
    picture("call-small")
    window.resize(1280, 800)
    wait_for(lambda: window.place is Place.REVIEW)
    wait_for(lambda: loaded)
    settle(0.5)
    picture("review")
    review = window.page(Place.REVIEW)
    review.scroll_area.verticalScrollBar().setValue(review.transcript.parentWidget().y() - 8)
    settle(0.3)
    picture("review-words")
    review.details.show_tab(2)
    settle(0.5)
    review.scroll_area.verticalScrollBar().setValue(review.details.parentWidget().y() - 8)
    settle(0.3)
    picture("review-details")
    window.show_place(Place.PROGRESS)
    settle(1.5)
    picture("progress")
    dialog = SettingsDialog(context, window)
    dialog.show()
    settle(0.3)
    picture("settings", dialog)
    dialog.close()
    window.close()
    context.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

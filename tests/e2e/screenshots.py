"""Pictures of every page, light and dark: `python -m tests.e2e.screenshots FOLDER [--scale 2]`.

The sample call stands for the microphone, so that no sound device is needed. The display must hold
1280x800 pixels times the scale; without one, an Xvfb of that size is started.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from tests.e2e.display import virtual_display


def main() -> int:
    parser = argparse.ArgumentParser(description="Takes pictures of every page.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return take_pictures(options.folder, options.scale)
    size = f"{1280 * options.scale}x{800 * options.scale}"
    again = [sys.executable, "-m", "tests.e2e.screenshots", str(options.folder), "--inside"]
    with virtual_display(size) as display, tempfile.TemporaryDirectory() as home:
        environment = {"QT_SCALE_FACTOR": str(options.scale), "RINGBACK_HOME": home}
        return subprocess.run(
            [*again, "--scale", str(options.scale)], env={**os.environ, **display, **environment}, check=False
        ).returncode


def take_pictures(folder: Path, scale: int) -> int:
    """Goes the whole way once, and stops for pictures."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.bootstrap import STYLE, close_services, make_context, start_services
    from app.controllers.recording import RecordingController
    from app.main_window import MainWindow
    from app.navigation import Place
    from app.settings_dialog import SettingsDialog
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
    sample = Path(str(files("assets") / "sample_call" / "voicemail.flac"))
    made = make_context(application, user_data())
    context = replace(made, recording=SampleRecording(lambda name: FileSource(sample)))
    window = MainWindow(context)
    folder.mkdir(parents=True, exist_ok=True)

    def wait_for(condition, timeout_s: float = 90.0) -> None:
        for _ in range(round(timeout_s / 0.02)):
            if condition():
                return
            QTest.qWait(20)
        raise TimeoutError

    def picture(name: str, widget=window) -> None:
        for choice in (SchemeChoice.LIGHT, SchemeChoice.DARK):
            context.theme.choose(choice)
            QTest.qWait(150)
            suffix = f"-{scale}x" if scale != 1 else ""
            widget.grab().save(str(folder / f"{name}-{choice.value}{suffix}.png"))
        context.theme.choose(SchemeChoice.LIGHT)

    window.resize(1280, 800)
    window.show_place(Place.PREPARE)
    window.show()
    start_services(context)
    QTest.qWait(2500)
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
    QTest.qWait(600)
    picture("prepare")
    window.resize(1000, 640)
    QTest.qWait(300)
    picture("prepare-small")
    window.page(Place.PREPARE).scroll_area.verticalScrollBar().setValue(600)
    picture("prepare-small-scrolled")
    window.resize(1280, 800)
    window.show_place(Place.REHEARSE)
    QTest.qWait(4000)
    picture("rehearse")
    rehearse = window.page(Place.REHEARSE)
    rehearse.call()
    QTest.qWait(16_000)
    picture("call")
    window.resize(1000, 640)
    QTest.qWait(300)
    picture("call-small")
    window.resize(1280, 800)
    wait_for(lambda: window.place is Place.REVIEW)
    QTest.qWait(2000)
    picture("review")
    window.show_place(Place.PROGRESS)
    QTest.qWait(1500)
    picture("progress")
    dialog = SettingsDialog(context, window)
    dialog.show()
    QTest.qWait(300)
    picture("settings", dialog)
    dialog.close()
    window.close()
    close_services(context)
    return 0


if __name__ == "__main__":
    sys.exit(main())

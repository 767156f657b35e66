"""The Rehearse page during a call, a file standing for the microphone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.controllers.recording import RecordingController
from app.main_window import MainWindow
from app.navigation import Place
from app.pages.rehearse.model import CATCHING_UP
from audio.file_source import FileSource
from audio.recovery import unfinished_takes
from tests.audio.sounds import tone, write_wav


@pytest.fixture
def context(context: AppContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppContext:
    sound = write_wav(tmp_path / "said.wav", (tone(60.0, 16_000) * 32_767).astype("<i2"), 16_000)
    context.recording._make_source = lambda name: FileSource(sound)
    monkeypatch.setattr(RecordingController, "start_monitor", lambda *_: None)
    monkeypatch.setattr(context.analysis, "follow", lambda *_: None)
    return context


def _words(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def _call(qtbot: QtBot, window: MainWindow) -> tuple[QWidget, str]:
    """The page with a call going on, and the take's id."""
    window.show()
    window.show_place(Place.REHEARSE)
    page = window.page(Place.REHEARSE)
    page.call()
    qtbot.waitUntil(lambda: "Speak now" in _words(page), timeout=10_000)
    return page, page._rehearsal.model.take_id


def test_the_screen_says_when_the_analysis_does_not_keep_up(
    qtbot: QtBot, context: AppContext, window: MainWindow
) -> None:
    page, take_id = _call(qtbot, window)
    assert CATCHING_UP not in _words(page)

    context.analysis.progressed.emit(take_id, 0.1, None, True)
    qtbot.waitUntil(lambda: CATCHING_UP in _words(page), timeout=10_000)

    context.analysis.progressed.emit(take_id, 0.4, None, False)
    qtbot.waitUntil(lambda: CATCHING_UP not in _words(page), timeout=10_000)


def test_closing_the_window_in_the_middle_of_a_call_keeps_the_take(
    qtbot: QtBot, context: AppContext, window: MainWindow
) -> None:
    _, take_id = _call(qtbot, window)

    window.close()
    context.recording.close()

    (kept,) = unfinished_takes(context.user_data.takes, ())
    assert kept.setup.take_id == take_id
    assert kept.duration_s > 0

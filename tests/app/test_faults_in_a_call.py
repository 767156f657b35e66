"""What may go wrong in a call, through the real window and recorder: it is told, and the sound is kept."""

import errno
import threading
from collections.abc import Callable, Iterator
from copy import copy

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.controllers.analysis import AnalysisController
from app.controllers.recording import RecordingController
from app.main_window import MainWindow
from app.navigation import Place
from app.pages.rehearse.page import RehearsePage
from audio.devices import Device
from audio.recovery import unfinished_takes
from audio.sound_source import BlockQueue, SoundSource
from audio.wav_writer import WavWriter
from audio.worker_protocol import Done
from models.errors import UserFacingError
from models.history import History
from tests.audio.sounds import noise_int16
from tests.audio.takes import ScriptedSource, silence
from tests.models.making import make_scorecard

_WENT_AWAY = UserFacingError("The microphone went away. What was recorded until then is kept.", "Plug it in.")
_BLOCK = (noise_int16(160) // 8).tobytes()
_SECOND = [_BLOCK] * 50


class _Recording(RecordingController):
    """One microphone; its level is not looked at before the call."""

    def list_microphones(self, *, refresh: bool = False) -> None:
        device = Device(name="", label="A microphone", index=0, rate_hz=8000, channels=1)
        self.microphones_listed.emit((device,))

    def start_monitor(self, microphone: str) -> None:
        """The sound is for the call."""


class _NoAnalysis(AnalysisController):
    def start(self) -> None:
        """The takes stay unscored."""


@pytest.fixture
def rehearse(qtbot: QtBot, context: AppContext) -> Iterator[Callable[[SoundSource], RehearsePage]]:
    """Calls with that sound for a microphone."""
    made: list[tuple[AppContext, MainWindow]] = []

    def call(source: SoundSource) -> RehearsePage:
        analysis = _NoAnalysis(context.user_data, context.preferences, context.history)
        mine = copy(context)
        mine.recording, mine.analysis = _Recording(lambda _: source), analysis
        window = MainWindow(mine)
        made.append((mine, window))
        qtbot.addWidget(window, before_close_func=lambda _: mine.close())
        window.show()
        window.show_place(Place.REHEARSE)
        page: RehearsePage = window.page(Place.REHEARSE)
        page.call()
        return page

    yield call
    for mine, _ in made:
        mine.close()


def _words(page: RehearsePage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def _kept_s(page: RehearsePage) -> float:
    (take,) = unfinished_takes(page.context.user_data.takes, ())
    return take.duration_s


def test_a_microphone_that_goes_away_in_a_call(qtbot: QtBot, rehearse: Callable[..., RehearsePage]) -> None:
    page = rehearse(ScriptedSource(_SECOND, ending=_WENT_AWAY))
    qtbot.waitUntil(lambda: _WENT_AWAY.what in _words(page), timeout=10_000)
    assert "Scoring your call" in _words(page)
    assert _kept_s(page) == 1.0

    take_id = page._rehearsal.model.take_id
    with qtbot.waitSignal(page.context.analysis.scored, timeout=10_000):
        page.context.analysis._event.emit(Done(take_id, make_scorecard(take=take_id), 0.1))
    with History(page.context.user_data.history) as history:
        assert history.take(take_id).setup.ended_early == _WENT_AWAY.what


def test_a_disk_that_is_full_in_a_call(
    qtbot: QtBot, rehearse: Callable[..., RehearsePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    append = WavWriter.append

    def full_after_a_second(writer: WavWriter, data: bytes) -> None:
        if writer.duration_s > 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        append(writer, data)

    monkeypatch.setattr(WavWriter, "append", full_after_a_second)
    page = rehearse(ScriptedSource(_SECOND, ends=False, during=_more_later))
    qtbot.waitUntil(lambda: "The disk is full" in _words(page), timeout=10_000)
    assert _kept_s(page) > 0


def _more_later(blocks: BlockQueue) -> None:
    threading.Timer(0.3, lambda: [blocks.put(block) for block in _SECOND]).start()


def test_a_microphone_that_is_silent(qtbot: QtBot, rehearse: Callable[..., RehearsePage]) -> None:
    page = rehearse(ScriptedSource([silence(0.02)] * 200, ends=False))
    qtbot.waitUntil(lambda: "We hear nothing at all" in _words(page), timeout=10_000)
    assert "Speak now" in _words(page)
    page.hang_up()
    qtbot.waitUntil(lambda: "Scoring your call" in _words(page), timeout=10_000)
    qtbot.waitUntil(lambda: not page.context.recording.is_recording, timeout=10_000)
    assert _kept_s(page) == 4.0


def test_a_microphone_that_cannot_be_opened(qtbot: QtBot, rehearse: Callable[..., RehearsePage]) -> None:
    busy = UserFacingError(
        "The microphone is in use by another program.", "Close that program, then call again."
    )
    page = rehearse(ScriptedSource([], opening=busy))
    qtbot.waitUntil(lambda: busy.what in _words(page), timeout=10_000)
    assert busy.what_to_do in _words(page)
    offered = [found.text() for found in page.findChildren(QPushButton) if found.isVisible()]
    assert "Look for microphones again" in offered
    assert unfinished_takes(page.context.user_data.takes, ()) == ()

"""The recording controller with a file that stands for the microphone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.controllers.recording import RecordingController
from audio.file_source import FileSource
from audio.recorder import RecorderState
from audio.recovery import unfinished_takes
from models.errors import UserFacingError
from models.scenario import Scenario
from models.take import TakeSetup
from tests.audio.sounds import tone, write_wav

_SETUP = TakeSetup(take_id="t1", started_at=datetime(2026, 11, 20, tzinfo=UTC), scenario=Scenario.VOICEMAIL)


class _NoMicrophone:
    def start(self, blocks: object) -> object:
        raise UserFacingError("No microphone was found.", "Plug one in, then try again.")

    def stop(self) -> None:
        """Nothing to release."""


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "said.wav", (tone(20.0, 16_000) * 32_767).astype("<i2"), 16_000)


def test_quitting_in_the_middle_of_a_call_keeps_the_take(qtbot: QtBot, tmp_path: Path, sound: Path) -> None:
    controller = RecordingController(lambda name: FileSource(sound))
    with qtbot.waitSignal(controller.speak_now, timeout=10_000):
        controller.start(_SETUP, tmp_path / "takes" / "t1", "")
    with qtbot.waitSignal(
        controller.status_changed, timeout=10_000, check_params_cb=lambda status: status.elapsed_s > 0.3
    ):
        pass
    controller.close()
    (kept,) = unfinished_takes(tmp_path / "takes", ())
    assert kept.setup == _SETUP
    assert kept.duration_s > 0.3


def test_hanging_up_ends_the_take(qtbot: QtBot, tmp_path: Path, sound: Path) -> None:
    controller = RecordingController(lambda name: FileSource(sound))
    states: list[RecorderState] = []
    controller.status_changed.connect(lambda status: states.append(status.state))
    with qtbot.waitSignal(controller.speak_now, timeout=10_000):
        controller.start(_SETUP, tmp_path / "t1", "")
    both = [controller.sound_ended, controller.finished]
    with (
        qtbot.waitSignals(both, timeout=10_000, order="strict"),
        qtbot.waitSignal(controller.finished, timeout=10_000) as finished,
    ):
        controller.hang_up()
    assert finished.args is not None
    assert finished.args[0].error is None
    assert states[-1] is RecorderState.STOPPED
    assert not controller.is_recording
    controller.close()


def test_no_microphone_is_told_and_leaves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    controller = RecordingController(lambda name: _NoMicrophone())  # type: ignore[arg-type,return-value]
    with qtbot.waitSignal(controller.failed, timeout=10_000) as failed:
        controller.start(_SETUP, tmp_path / "t1", "")
    assert failed.args is not None
    assert failed.args[0].what == "No microphone was found."
    assert not (tmp_path / "t1").exists()
    controller.close()


def test_unfinished_takes_are_offered(qtbot: QtBot, context: AppContext, sound: Path) -> None:
    folder = context.user_data.take_folder("t1")
    controller = RecordingController(lambda name: FileSource(sound))
    with qtbot.waitSignal(controller.speak_now, timeout=10_000):
        controller.start(_SETUP, folder, "")
    controller.close()
    with qtbot.waitSignal(context.recovery.found, timeout=10_000) as found:
        context.recovery.look()
    assert found.args is not None
    assert [take.setup.take_id for take in found.args[0]] == ["t1"]

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.call_plan import CallPlan
from app.context import AppContext
from app.transfer.import_dialog import ImportDialog, sorted_out
from app.transfer.import_queue import ImportQueue, ImportState
from app.transfer.transfer_bar import import_words
from models.scenario import Scenario
from models.take import TakeSetup, TakeSummary
from tests.models.making import WENDY, make_scorecard

PLAN = CallPlan(call=WENDY, scenario=Scenario.VOICEMAIL)


class _Analysis:
    """Scores at once what it is asked to, or waits."""

    def __init__(self, context: AppContext, *, waits: bool = False) -> None:
        self.asked: list[TakeSetup] = []
        self.cancelled: list[str] = []
        self._context, self._waits = context, waits

    def analyse(self, setup: TakeSetup, audio: Path) -> None:
        assert audio.exists()
        self.asked.append(setup)
        if self._waits:
            return
        card = make_scorecard(take=setup.take_id)
        self._context.history.change(
            lambda history: history.save_take(setup, card),
            lambda _: self._context.analysis.scored.emit(setup.take_id),
        )

    def cancel(self, take_id: str) -> None:
        self.cancelled.append(take_id)


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def sound(folder: Path, name: str, seconds: float = 0.2) -> Path:
    path = folder / name
    soundfile.write(path, np.zeros(int(16_000 * seconds), np.float32), 16_000)
    return path


def test_several_recordings_become_takes_and_a_bad_one_is_told(
    qtbot: QtBot, context: AppContext, owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = _Analysis(context)
    monkeypatch.setattr(context.analysis, "analyse", fake.analyse)
    bad = tmp_path / "letter.wav"
    bad.write_text("not a sound")
    queue = ImportQueue(context, owner)
    queue.start([sound(tmp_path, "one.wav"), bad, sound(tmp_path, "two.flac")], PLAN)
    qtbot.waitUntil(lambda: not queue.state.running)
    assert len(queue.state.take_ids) == 2
    assert len(queue.state.problems) == 1
    assert "letter.wav" in queue.state.problems[0]
    assert import_words(queue.state).startswith("2 of 3 recordings imported")
    found: list[tuple[TakeSummary, ...]] = []
    context.history.ask(lambda history: history.takes(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert {take.take_id: take.title for take in found[0]} == dict(
        zip(queue.state.take_ids, ("one", "two"), strict=True)
    )
    assert {setup.call for setup in fake.asked} == {WENDY}
    assert len(list(context.user_data.takes.iterdir())) == 2
    queue.close()


def test_stopping_leaves_nothing_half_done(
    qtbot: QtBot, context: AppContext, owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = _Analysis(context, waits=True)
    monkeypatch.setattr(context.analysis, "analyse", fake.analyse)
    monkeypatch.setattr(context.analysis, "cancel", fake.cancel)
    queue = ImportQueue(context, owner)
    queue.start([sound(tmp_path, f"{number}.wav") for number in range(3)], PLAN)
    qtbot.waitUntil(lambda: bool(fake.asked))
    queue.stop()
    assert fake.cancelled == [fake.asked[0].take_id]
    assert queue.state.stopped
    qtbot.waitUntil(lambda: not list(context.user_data.takes.iterdir()))
    assert len(fake.asked) == 1
    queue.close()


def test_the_progress_goes_from_nothing_to_all() -> None:
    assert ImportState().progress == 0
    assert ImportState(total=4, done=1, share=0.5).progress == pytest.approx(0.375)
    assert ImportState(total=4, done=4).progress == 1


def test_dropped_files_are_sorted_out(tmp_path: Path) -> None:
    names = ("a.WAV", "b.mp3", "c.txt")
    folder = tmp_path / "calls"
    folder.mkdir()
    for name in names:
        (folder / name).touch()
    bundle = tmp_path / "all.zip"
    recordings, bundles = sorted_out([folder, bundle, tmp_path / "unknown.xyz"])
    assert [path.name for path in recordings] == ["a.WAV", "b.mp3", "unknown.xyz"]
    assert bundles == (bundle,)


def test_the_dialog_asks_for_the_answer_only_where_somebody_answers(
    qtbot: QtBot, context: AppContext, tmp_path: Path
) -> None:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ImportDialog([tmp_path / "a.wav"], (), "", parent)
    dialog.show()
    assert not dialog.verdict.isVisible()
    dialog.scenario.setCurrentIndex(dialog.scenario.findData(Scenario.CHECK_IN.value))
    assert dialog.verdict.isVisible()
    assert dialog.plan.scenario is Scenario.CHECK_IN
    assert dialog.plan.verdict is not None

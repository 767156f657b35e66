"""Old takes measured again when nothing else is to do; the analysis process is played."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.controllers.remeasuring import RemeasuringController
from app.pages.review.session import ReviewSession
from audio.worker_protocol import Remeasured
from models.history import History, TakeRecord
from models.judging import judge_take
from models.measures import MEASURES_VERSION
from models.transcript import Transcript
from tests.models.making import make_measures, make_setup, make_words


class _Analysis(QObject):
    """Answers when it is told to."""

    remeasured = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.busy_with: frozenset[str] = frozenset()
        self.asked: list[str] = []

    def remeasure(self, record: TakeRecord) -> None:
        self.asked.append(record.setup.take_id)

    def answer(self, take_id: str, **changes: object) -> None:
        measures = make_measures(f0_sd_semitones=1.1, **changes)
        self.remeasured.emit(take_id, Remeasured(take_id, measures, MEASURES_VERSION))


def _keep(context: AppContext, take_id: str, version: int) -> None:
    setup = make_setup(take_id)
    words = make_words("Hello, Mr. Scott. This is Wendy Jones. Thank you for your time. Goodbye.")
    card = judge_take(
        setup, Transcript(words), make_measures(words=15), duration_s=20.0, measures_version=version
    )
    with History(context.user_data.history) as history:
        history.save_take(setup, card)
    audio: Path = context.user_data.take_audio(take_id)
    audio.parent.mkdir(parents=True)
    audio.touch()


def _kept(context: AppContext, take_id: str) -> TakeRecord:
    with History(context.user_data.history) as history:
        return history.take(take_id)


@pytest.fixture(name="analysis")
def _analysis() -> _Analysis:
    return _Analysis()


@pytest.fixture(name="remeasuring")
def _remeasuring(context: AppContext, analysis: _Analysis) -> Iterator[RemeasuringController]:
    for take_id, version in (("a", 1), ("b", 1), ("new", MEASURES_VERSION), ("silent", 1)):
        _keep(context, take_id, version)
    context.user_data.take_audio("silent").unlink()
    made = RemeasuringController(
        context.user_data,
        context.preferences,
        context.history,
        analysis,  # type: ignore[arg-type]
    )
    yield made
    made.close()


def test_old_takes_with_sound_are_measured_one_after_the_other(
    qtbot: QtBot, context: AppContext, analysis: _Analysis, remeasuring: RemeasuringController
) -> None:
    remeasuring.look()
    qtbot.waitUntil(lambda: analysis.asked == ["b"])
    with qtbot.waitSignal(remeasuring.remeasured) as told:
        analysis.answer("b")
    qtbot.waitUntil(lambda: analysis.asked == ["b", "a"])
    with qtbot.waitSignals([remeasuring.finished, context.history.changed]):
        analysis.answer("a")

    assert told.args == ["b"]
    for take_id in ("a", "b"):
        card = _kept(context, take_id).scorecard
        assert card.measures_version == MEASURES_VERSION
        assert card.measures.f0_sd_semitones == 1.1


def test_the_take_that_is_looked_at_comes_first(
    qtbot: QtBot, analysis: _Analysis, remeasuring: RemeasuringController
) -> None:
    remeasuring.prefer("a")
    remeasuring.look()

    qtbot.waitUntil(lambda: analysis.asked == ["a"])


def test_a_call_comes_first(qtbot: QtBot, analysis: _Analysis, remeasuring: RemeasuringController) -> None:
    analysis.busy_with = frozenset({"live"})
    remeasuring.look()
    qtbot.waitUntil(lambda: remeasuring.waiting == ("b", "a"))
    remeasuring.prefer("a")
    qtbot.wait(20)
    assert analysis.asked == []

    analysis.busy_with = frozenset()
    remeasuring.prefer("a")
    qtbot.waitUntil(lambda: analysis.asked == ["a"])


def test_what_cannot_be_measured_stays_and_the_next_follows(
    qtbot: QtBot, context: AppContext, analysis: _Analysis, remeasuring: RemeasuringController
) -> None:
    remeasuring.look()
    qtbot.waitUntil(lambda: analysis.asked == ["b"])
    analysis.remeasured.emit("b", None)
    qtbot.waitUntil(lambda: analysis.asked == ["b", "a"])

    assert _kept(context, "b").heard.measures_version == 1


def test_the_open_take_shows_its_new_measures_and_keeps_its_corrections(
    qtbot: QtBot, context: AppContext
) -> None:
    _keep(context, "a", 1)
    session = ReviewSession(context)
    with qtbot.waitSignal(session.opened):
        session.open("a")
    with qtbot.waitSignal(session.rescored):
        session.correct_tick("thanks", False)

    with qtbot.waitSignal(session.remeasured):
        measures = make_measures(f0_sd_semitones=1.1)
        context.remeasuring._measured("a", Remeasured("a", measures, MEASURES_VERSION))

    assert session.record is not None
    assert session.record.scorecard.measures.f0_sd_semitones == 1.1
    assert not next(check.said for check in session.record.scorecard.checks if check.id == "thanks")
    assert session.undo.steps.before
    session.forget()

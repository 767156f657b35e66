import gc
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.pages.review.session import ReviewSession
from app.pages.review.transcript_model import RemovedItem
from models.corrections import Corrections
from models.history import History, TakeRecord
from models.judging import judge_take
from models.transcript import Transcript
from tests.models.making import make_measures, make_setup, make_words

TALK = (
    "Hello, Mr. Scott. This is Wendy Jones. I interviewed with you last Tuesday for the Marketing Manager "
    "job. My number is 555-0142. Goodbye."
)


def keep_take(context: AppContext, take_id: str = "take-1") -> None:
    setup = make_setup(take_id)
    words = make_words(TALK)
    measures = make_measures(words=len(words))
    card = judge_take(setup, Transcript(words), measures, duration_s=25.0, measures_version=1)
    with History(context.user_data.history) as history:
        history.save_take(setup, card)


def kept(context: AppContext) -> TakeRecord:
    with History(context.user_data.history) as history:
        return history.take("take-1")


@pytest.fixture
def session(qtbot: QtBot, context: AppContext) -> Iterator[ReviewSession]:
    keep_take(context)
    made = ReviewSession(context)
    with qtbot.waitSignal(made.opened):
        made.open("take-1")
    yield made
    made.forget()


def said(record: TakeRecord, check_id: str) -> bool:
    return next(check.said for check in record.scorecard.checks if check.id == check_id)


def test_a_corrected_tick_is_scored_and_saved_and_undone(
    qtbot: QtBot, context: AppContext, session: ReviewSession
) -> None:
    before = kept(context)
    assert not said(before, "thanks")
    with qtbot.waitSignal(session.rescored):
        session.correct_tick("thanks", True)
    assert said(kept(context), "thanks")
    with qtbot.waitSignal(session.rescored):
        session.undo.undo()
    assert not said(kept(context), "thanks")
    with qtbot.waitSignal(session.rescored):
        session.undo.redo()
    assert said(kept(context), "thanks")
    assert kept(context).heard == before.heard


def test_a_corrected_word_makes_the_point(qtbot: QtBot, context: AppContext, session: ReviewSession) -> None:
    words = kept(context).scorecard.words
    with qtbot.waitSignal(session.rescored) as shown:
        session.correct_word(len(words) - 1, "Thank you for your time.")
    assert said(kept(context), "thanks")
    assert shown.args is not None
    assert shown.args[0].card.words[-1].text == "time."
    assert kept(context).heard.words == words


def test_the_second_of_two_words_put_in_for_one_can_be_corrected(
    qtbot: QtBot, context: AppContext, session: ReviewSession
) -> None:
    with qtbot.waitSignal(session.rescored):
        session.correct_word(0, "Good morning")
    with qtbot.waitSignal(session.rescored):
        session.correct_word(1, "evening")
    assert [word.text for word in kept(context).scorecard.words[:2]] == ["Good", "evening"]
    with qtbot.waitSignal(session.rescored):
        session.undo.undo()
    with qtbot.waitSignal(session.rescored):
        session.undo.undo()
    assert kept(context).scorecard.words == kept(context).heard.words


def test_the_same_again_is_no_step(qtbot: QtBot, context: AppContext, session: ReviewSession) -> None:
    with qtbot.waitSignal(session.rescored):
        session.correct_tick("thanks", True)
    session.correct_tick("thanks", True)
    assert len(session.undo.steps.before) == 1


def test_scoring_again_keeps_corrections_and_what_was_heard(
    qtbot: QtBot, context: AppContext, session: ReviewSession
) -> None:
    with qtbot.waitSignal(session.rescored):
        session.correct_word(0, "Good morning,")
    with qtbot.waitSignal(session.opened):
        session.open("take-1")
    with qtbot.waitSignal(session.rescored):
        session.correct_word(1, "Doctor")
    corrected = kept(context)
    with qtbot.waitSignal(session.opened):
        session.score_again()
    assert kept(context).corrections == corrected.corrections
    assert kept(context).scorecard.words == corrected.scorecard.words
    assert kept(context).heard.words == corrected.heard.words


def test_a_take_that_is_not_there_is_told(qtbot: QtBot, session: ReviewSession) -> None:
    with qtbot.waitSignal(session.failed):
        session.open("no-such-take")


def test_a_word_taken_out_comes_back_after_the_take_was_opened_again(
    qtbot: QtBot, context: AppContext, session: ReviewSession
) -> None:
    with qtbot.waitSignal(session.rescored):
        session.correct_word(1, "")
    assert kept(context).scorecard.words[1].text == "Scott."
    with qtbot.waitSignal(session.opened) as opened:
        session.open("take-1")
    assert opened.args is not None
    (removed,) = (item.removed for item in opened.args[1].items if isinstance(item, RemovedItem))
    with qtbot.waitSignal(session.rescored):
        session.restore_removed(removed.word)
    assert kept(context).scorecard.words == kept(context).heard.words
    assert kept(context).corrections == Corrections()


def test_undo_reaches_back_over_opening_again(
    qtbot: QtBot, context: AppContext, session: ReviewSession
) -> None:
    with qtbot.waitSignal(session.rescored):
        session.correct_word(0, "Good morning,")
    with qtbot.waitSignal(session.opened):
        session.open("take-1")
    with qtbot.waitSignal(session.rescored):
        session.undo.undo()
    assert kept(context).scorecard.words == kept(context).heard.words
    with qtbot.waitSignal(session.rescored):
        session.undo.redo()
    assert kept(context).scorecard.words[0].text == "Good"


def test_everything_goes_back_to_what_was_heard_and_undo_brings_it_again(
    qtbot: QtBot, context: AppContext, session: ReviewSession
) -> None:
    for act in (
        lambda: session.correct_word(0, "Good morning,"),
        lambda: session.correct_word(4, ""),
        lambda: session.correct_tick("thanks", True),
    ):
        with qtbot.waitSignal(session.rescored):
            act()
    mine = kept(context).corrections
    assert mine.count == 3
    with qtbot.waitSignal(session.rescored):
        session.restore_all()
    assert kept(context).corrections == Corrections()
    assert kept(context).scorecard.words == kept(context).heard.words
    with qtbot.waitSignal(session.rescored):
        session.undo.undo()
    assert kept(context).corrections == mine


def test_one_word_and_one_point_go_back(qtbot: QtBot, context: AppContext, session: ReviewSession) -> None:
    with qtbot.waitSignal(session.rescored):
        session.correct_word(0, "Good morning,")
    with qtbot.waitSignal(session.rescored):
        session.correct_tick("thanks", True)
    with qtbot.waitSignal(session.rescored):
        session.restore_word(1)
    with qtbot.waitSignal(session.rescored):
        session.restore_tick("thanks")
    assert kept(context).corrections == Corrections()
    assert not said(kept(context), "thanks")


def test_only_the_take_that_was_asked_for_last_is_shown(
    qtbot: QtBot, context: AppContext, session: ReviewSession
) -> None:
    keep_take(context, "take-2")
    shown: list[str] = []
    session.opened.connect(lambda record, _: shown.append(record.setup.take_id))
    with qtbot.waitSignal(session.opened):
        session.open("take-1")
        session.open("take-2")
    assert shown == ["take-2"]


def test_corrections_survive_the_garbage_collector(
    qtbot: QtBot, context: AppContext, session: ReviewSession
) -> None:
    """Qt's own undo stack did not: it deleted its commands twice, and the program died."""
    gone = ReviewSession(context)
    with qtbot.waitSignal(gone.opened):
        gone.open("take-1")
    with qtbot.waitSignal(gone.rescored):
        gone.correct_tick("thanks", True)
    found = weakref.ref(gone)
    del gone
    gc.collect()
    assert found() is None
    assert kept(context).corrections != Corrections()

import pytest

from app.call_plan import CallPlan
from app.pages.rehearse.model import CATCHING_UP, RehearseModel, Stage, clock, meter_share, meter_words
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Wanted


def _live(plan: CallPlan | None = None) -> RehearseModel:
    return RehearseModel().planned(plan or CallPlan()).calling("t", None).speaking()


def test_speak_now_comes_with_the_first_block_only() -> None:
    calling = RehearseModel().calling("t", None)
    assert calling.headline == "Connecting…"
    assert calling.speaking().headline == "Speak now"
    assert calling.hung_up().speaking().stage is Stage.SCORING


def test_the_ring_begins_with_the_voice() -> None:
    model = _live().sounding(2.0, -70.0)
    assert model.intro_share == 0.0
    model = model.sounding(3.0, -20.0).sounding(8.0, -70.0)
    assert model.intro_share == pytest.approx(0.5)
    assert model.sounding(30.0, -20.0).intro_share == 1.0


def test_a_point_stays_ticked() -> None:
    said = CheckResult("full_name", Wanted.MUST, True)
    model = _live().recognised((said,)).recognised(())
    assert {point.id: point.heard for point in model.points}["full_name"]


def test_a_wrong_number_is_not_ticked() -> None:
    wrong = CheckResult("phone_number", Wanted.MUST, True, problem="Not the number on the card.")
    assert not any(point.heard for point in _live().recognised((wrong,)).points)


def test_a_retried_line_stands_alone() -> None:
    model = _live(CallPlan(focus_line="This is Wendy Jones."))
    assert model.points == ()


def test_points_follow_the_answer() -> None:
    plan = CallPlan(scenario=Scenario.CHECK_IN)
    hired = RehearseModel(plan=plan).calling("t", Verdict.HIRED)
    assert "next_steps" in {point.id for point in hired.points}


def test_catching_up_is_said() -> None:
    model = _live().sounding(60.0, -20.0).hung_up()
    assert "catching up" in model.analysed(10.0, True).scoring_words
    assert "moment" in model.analysed(59.0, False).scoring_words
    assert model.analysed(30.0, False).scoring_share == pytest.approx(0.5)


def test_catching_up_is_said_during_the_call_too() -> None:
    model = _live().sounding(60.0, -20.0).analysed(59.0, False)
    assert "catching up" not in model.live_hint
    assert model.analysed(59.5, True).live_hint == CATCHING_UP
    stuck = model.sounding(80.0, -20.0)
    assert stuck.live_hint == CATCHING_UP
    assert stuck.analysed(80.0, False).live_hint == stuck.intro_words


def test_meter() -> None:
    assert meter_share(-96.0) == 0.0
    assert meter_share(0.0) == 1.0
    assert meter_words(-20.0, 0.0).startswith("Too loud")
    assert meter_words(-20.0, -12.0) == "We hear you well."
    assert meter_words(-70.0, -60.0).startswith("Say something")
    assert clock(65.9) == "1:05"


def test_a_surprising_answer_is_told_after_the_intro_and_not_given_away_before() -> None:
    model = RehearseModel(plan=CallPlan(scenario=Scenario.CHECK_IN)).calling("t", Verdict.HIRED).speaking()
    talking = model.sounding(1.0, -20.0).sounding(9.0, -20.0)
    assert talking.answer == ""
    assert "next_steps" not in {point.id for point in talking.shown_points}
    told = talking.sounding(12.0, -20.0)
    assert "hired" in told.answer
    assert "next_steps" in {point.id for point in told.shown_points}


def test_nobody_answers_a_voicemail() -> None:
    assert _live().sounding(1.0, -20.0).sounding(30.0, -20.0).answer == ""

"""When to call and what to have ready, with whose advice it is."""

from datetime import date, timedelta

import pytest

from models.call import CallCard
from models.check_catalogue import source_titles
from models.planner import Timing, plan, when_to_call
from models.scenario import Scenario

INTERVIEW = date(2026, 11, 17)


def _timings(scenario, days, **more):
    day = INTERVIEW + timedelta(days=days)
    return {item.sources: item.timing for item in when_to_call(scenario, day, interview=INTERVIEW, **more)}


@pytest.mark.parametrize(
    ("days", "timing"),
    [(0, Timing.NOW), (1, Timing.NOW), (2, Timing.PAST)],
    ids=["same day", "next", "two later"],
)
def test_thank_you_within_a_day(days, timing):
    assert _timings(Scenario.THANK_YOU, days) == {"C E": timing}


def test_after_a_late_interview_the_next_morning():
    assert _timings(Scenario.THANK_YOU, 0, interview_hour=16) == {"C E": Timing.EARLY}
    assert _timings(Scenario.THANK_YOU, 1, interview_hour=16) == {"C E": Timing.NOW}
    assert _timings(Scenario.THANK_YOU, 0, interview_hour=9) == {"C E": Timing.NOW}


@pytest.mark.parametrize(
    ("days", "b", "d", "e"),
    [
        (1, Timing.EARLY, Timing.EARLY, Timing.EARLY),
        (2, Timing.NOW, Timing.EARLY, Timing.EARLY),
        (3, Timing.NOW, Timing.EARLY, Timing.EARLY),
        (4, Timing.PAST, Timing.EARLY, Timing.EARLY),
        (7, Timing.PAST, Timing.NOW, Timing.EARLY),
        (14, Timing.PAST, Timing.NOW, Timing.NOW),
        (15, Timing.PAST, Timing.PAST, Timing.NOW),
    ],
)
def test_checking_in_shows_all_three_opinions(days, b, d, e):
    assert _timings(Scenario.CHECK_IN, days) == {"B": b, "D": d, "E": e}


def test_a_promised_day_moves_the_advice_of_d_and_e():
    promised = INTERVIEW + timedelta(days=5)
    assert _timings(Scenario.CHECK_IN, 4, promised=promised) == {
        "B": Timing.PAST,
        "D": Timing.EARLY,
        "E": Timing.EARLY,
    }
    after = {
        item.sources: item
        for item in when_to_call(
            Scenario.CHECK_IN, INTERVIEW + timedelta(days=6), interview=INTERVIEW, promised=promised
        )
    }
    assert after["E"].timing is Timing.NOW
    assert "the 22nd of November" in after["E"].text


def test_a_voicemail_may_be_met_on_either_errand():
    assert set(_timings(Scenario.VOICEMAIL, 1)) == {"C E", "B", "D", "E"}


@pytest.mark.parametrize(
    ("scenario", "days", "phrase"),
    [
        (Scenario.THANK_YOU, 1, "fits the advice."),
        (Scenario.THANK_YOU, 5, "later than advised"),
        (Scenario.CHECK_IN, 1, "earlier than advised"),
        (Scenario.CHECK_IN, 3, "fits some of the advice. They disagree"),
        (Scenario.CHECK_IN, 5, "late for some of the advice and early for the rest"),
    ],
)
def test_summary_tells_whether_the_day_fits_and_that_they_disagree(scenario, days, phrase):
    card = CallCard(interview_date=INTERVIEW)
    assert phrase in plan(card, scenario, today=INTERVIEW + timedelta(days=days)).summary


def test_summary_asks_for_the_day_of_the_interview():
    assert "Enter the day" in plan(CallCard(), Scenario.CHECK_IN, today=INTERVIEW).summary


def test_call_date_of_the_card_is_the_day_of_the_call():
    card = CallCard(interview_date=INTERVIEW, call_date=INTERVIEW + timedelta(days=1))
    found = plan(card, Scenario.THANK_YOU, today=INTERVIEW + timedelta(days=30)).when
    assert found[0].timing is Timing.NOW


@pytest.mark.parametrize(
    ("earlier", "phrase"),
    [
        (0, "try again another time"),
        (1, "leave a message: one"),
        (1, "news about the company"),
        (2, "Better wait"),
    ],
)
def test_attempts(earlier, phrase):
    texts = [
        a.text for a in plan(CallCard(), Scenario.VOICEMAIL, today=INTERVIEW, earlier_calls=earlier).attempts
    ]
    assert any(phrase in text for text in texts)


@pytest.mark.parametrize("scenario", list(Scenario))
def test_every_advice_has_letters_that_exist(scenario):
    made = plan(CallCard(interview_date=INTERVIEW), scenario, today=INTERVIEW)
    everything = [*made.when, made.hours, *made.attempts, *made.call, *made.write, *made.checklist]
    assert all(set(item.sources.split()) <= set(source_titles()) for item in everything)

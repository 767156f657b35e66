"""Whole calls: scores that a coach would sign, with their reasons, one strength and one fix."""

from dataclasses import replace

import pytest

from models.delivery import DeliveryKind
from models.scenario import Scenario, Verdict
from models.scorecard import Band, ScoreName, Status, Wanted
from models.scoring import load_rubric
from models.script_lines import line
from models.transcript import Transcript
from tests.models.scoring.takes import (
    WENDY,
    Said,
    good_voicemail,
    live_check_in,
    rambling_voicemail,
    take,
)


def test_good_voicemail_is_strong_throughout():
    card = good_voicemail().score()
    assert card.status is Status.SCORED
    assert {score.band for score in card.scores.values()} == {Band.STRONG}
    assert card.keep is not None
    assert "This is Wendy Jones" in card.keep.text
    assert card.rubric_version >= 1


def test_rambling_voicemail_needs_work_throughout():
    card = rambling_voicemail().score()
    assert {score.band for score in card.scores.values()} == {Band.WORK}
    reasons = {reason.id: reason for score in card.scores.values() for reason in score.reasons}
    assert {"length", "credentials", "full_name", "greeting", "hedging", "apologising"} <= {
        name for name, reason in reasons.items() if reason.points < 0
    }
    assert "seven times" in reasons["fillers"].text
    assert card.fix is not None
    assert "Hi, um, hello" in card.fix.text
    assert card.fix.try_ == (
        "Hello, Mr. Scott. This is Wendy Jones. We met on Tuesday about the marketing manager job."
    )
    assert card.keep is not None


@pytest.mark.parametrize("partner", [False, True], ids=["alone", "with a partner"])
def test_live_call_is_strong_with_and_without_recorded_partner(partner):
    card = live_check_in(partner=partner).score()
    assert {score.band for score in card.scores.values()} == {Band.STRONG}
    stretch = next(r for r in card.scores[ScoreName.BREVITY].reasons if r.id == "monologue")
    assert "8.7 seconds" in stretch.text


def test_without_listening_the_same_words_are_a_monologue():
    sentences = [Said("We talked about the plans for the new shop and much more. " * 7, 1.0, 46.0)]
    card = take(sentences, scenario=Scenario.CHECK_IN).score()
    stretch = next(r for r in card.scores[ScoreName.BREVITY].reasons if r.id == "monologue")
    assert stretch.points < 0


def test_going_on_after_a_question_costs_and_is_quoted():
    sentences = [
        Said("Hello, this is Wendy Jones, I met you on Monday.", 1.0, 5.0),
        Said("Have you made a decision?", 5.1, 7.0, {"decision_status": ""}),
        Said("Because I have been thinking about all this a lot, you know.", 7.05, 12.0),
    ]
    card = take(sentences, scenario=Scenario.CHECK_IN).score()
    listening = next(r for r in card.scores[ScoreName.BREVITY].reasons if r.id == "listening")
    assert listening.points < 0
    assert (listening.start_s, listening.end_s) == (pytest.approx(5.1), pytest.approx(7.0))


def test_silence_has_no_scores():
    empty = replace(good_voicemail(), transcript=Transcript())
    card = empty.with_measures(words=0, speech_s=0.0).score()
    assert card.status is Status.NO_SPEECH
    assert [score.value for score in card.scores.values()] == [None, None, None]
    assert card.keep is None
    assert card.fix is None


@pytest.mark.parametrize(("words", "status"), [(7, Status.TOO_SHORT), (8, Status.SCORED)])
def test_few_words_are_too_short(words, status):
    card = take([Said("word " * words, 1.0, 5.0)]).score()
    assert card.status is status


@pytest.mark.parametrize(("speech_s", "status"), [(2.4, Status.TOO_SHORT), (2.6, Status.SCORED)])
def test_little_speech_is_too_short(speech_s, status):
    assert good_voicemail().with_measures(speech_s=speech_s).score().status is status


def test_tone_needs_more_words_than_the_others():
    card = take([Said("Hello, this is Wendy Jones calling about the job.", 1.0, 5.0)]).score()
    assert card.scores[ScoreName.TONE].value is None
    assert "Too few words" in card.scores[ScoreName.TONE].reasons[0].text
    assert card.scores[ScoreName.INTRO].value is not None


def test_wrong_number_is_the_loudest_fix():
    wrong = rambling_voicemail().with_check(
        "phone_number", said=False, problem="differs", quote="five five five, zero one two four", start_s=40.0
    )
    fix = wrong.score().fix
    assert fix is not None
    assert "not the one on your card" in fix.text
    assert "five five five, zero one two four" in fix.text
    assert "555 0142" in fix.try_


def test_a_wrong_number_costs_as_much_as_none_and_more_than_a_band():
    right = good_voicemail()
    wrong = right.with_check("phone_number", said=False, problem="differs")
    values = [take.score().scores[ScoreName.BREVITY].value for take in (right, wrong)]
    assert values[1] == right.without_check("phone_number").score().scores[ScoreName.BREVITY].value
    assert values[1] < load_rubric().strong_from <= values[0]
    assert "not the one on your card" in _reason(wrong.score(), "phone_number").text


def test_a_number_costs_by_its_pace_and_saying_it_twice_halves_that():
    def voicemail(number, seconds):
        hello = Said("Hello, this is Wendy Jones about the job.", 1.0, 4.0)
        return take([hello, Said(number, 5.0, 5.0 + seconds, {"phone_number": ""})]).score()

    once, twice = "555 0142", "555 0142 that is 555 0142"
    losses = [_points(voicemail(once, s), "phone_number") for s in (3.0, 2.0, 1.5, 1.2, 1.0)]
    assert losses[0] == 0
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < -15
    assert _points(voicemail(twice, 3.0), "phone_number") == 0
    assert "digits a second" in _reason(voicemail(once, 1.5), "phone_number").text


def test_a_number_is_only_asked_for_where_one_is_to_be_left():
    ids = [r.id for r in live_check_in().score().scores[ScoreName.BREVITY].reasons]
    assert "phone_number" not in ids
    wrong = live_check_in().with_check("phone_number", problem="differs", quote="555 0124")
    assert _points(wrong.score(), "phone_number") < 0


def test_missing_number_outweighs_small_losses():
    fix = good_voicemail().without_check("phone_number").score().fix
    assert fix is not None
    assert "Your phone number: not heard." in fix.text


def test_missed_answer_to_the_verdict_is_offered():
    rejected = replace(live_check_in(), verdict=Verdict.REJECTED)
    checks = [replace(c, wanted=Wanted.MUST) if c.id == "feedback_request" else c for c in rejected.checks]
    fix = replace(rejected, checks=tuple(checks)).score().fix
    assert fix is not None
    assert "feedback" in fix.text.lower()


@pytest.mark.parametrize("verdict", [Verdict.HIRED, Verdict.REJECTED])
def test_after_a_yes_or_no_nobody_is_told_to_say_that_they_want_the_job(verdict):
    cold = replace(live_check_in(), verdict=verdict).without_check("closing").without_check("interest")
    fix = cold.score().fix
    assert fix is not None
    assert "warm sentence" in fix.text
    assert fix.try_ == "Thanks again, and have a good day. Goodbye."


def test_nothing_warm_is_told_in_words():
    fix = rambling_voicemail().without_check("closing").score()
    assert "of these, none heard" in _reason(fix, "warmth").text


def test_the_receptionist_is_thanked_for_helping():
    assert line("thanks", WENDY, Scenario.GATEKEEPER) == "Thank you for your help."


def test_a_loss_of_a_point_is_nothing_to_mend():
    told = good_voicemail().with_measures(f0_sd_semitones=2.1).score()
    assert _points(told, "liveliness") == -1
    assert told.fix is not None
    assert told.fix.text.startswith("Nothing here needs mending.")
    fix = good_voicemail().with_measures(f0_sd_semitones=1.5).score().fix
    assert fix is not None
    assert "moves little" in fix.text


def test_misses_are_said_to_be_not_heard_never_not_said():
    for card in (rambling_voicemail().score(), live_check_in().score()):
        texts = [reason.text for score in card.scores.values() for reason in score.reasons]
        texts += [card.fix.text if card.fix else "", card.keep.text if card.keep else ""]
        assert not [text for text in texts if "you did not" in text.lower() or "didn't" in text.lower()]


def test_users_target_replaces_the_scenarios():
    long = rambling_voicemail()
    assert _points(long.score(target_length_s=60), "length") == 0
    assert _points(long.score(), "length") < -20


def test_own_ticks_count_without_a_time():
    ticked = rambling_voicemail().with_check("greeting", said=True, corrected=True, start_s=None, end_s=None)
    assert _points(ticked.score(), "greeting") == 0
    unticked = rambling_voicemail().with_check("hedging", said=False, corrected=True)
    assert _points(unticked.score(), "hedging") == 0


def test_untimed_transcript_gets_no_scores_that_need_times():
    typed = good_voicemail()
    typed = replace(typed, transcript=replace(typed.transcript, timed=False))
    card = typed.score()
    assert card.scores[ScoreName.INTRO].value is None
    assert card.scores[ScoreName.BREVITY].value is None


def _points(card, reason_id):
    return _reason(card, reason_id).points


def _reason(card, reason_id):
    return next(r for score in card.scores.values() for r in score.reasons if r.id == reason_id)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("I ran campaigns for three years. Then I led a team of ten people in Leeds.", 15, 16),
        ("I ran campaigns for three years. I'd love to tell you more about it all.", 6, 6),
        ("Well, so, I ran campaigns for three years.", 6, 7),
    ],
    ids=["goes on", "ends", "begins late"],
)
def test_credentials_are_counted_from_where_they_begin_to_where_they_end(text, least, most):
    hello = Said("Hello, this is Wendy Jones about the job.", 1.0, 4.0)
    made = take([hello, Said(text, 5.0, 12.0, {"qualification": "I ran campaigns"})])
    reason = next(r for r in made.score().scores[ScoreName.BREVITY].reasons if r.id == "credentials")
    assert least <= int(reason.text.split()[1]) <= most


def test_a_question_without_its_mark_is_heard_as_one():
    sentences = [
        Said("Hello, this is Wendy Jones, I met you on Monday.", 1.0, 5.0),
        Said("Could you tell me about the plans.", 5.1, 7.0),
        Said("Because I have been thinking about all this a lot, you know.", 7.05, 12.0),
    ]
    card = take(sentences, scenario=Scenario.CHECK_IN).score()
    assert _points(card, "listening") < 0


def test_a_slightly_late_element_is_told_gently():
    base = good_voicemail()
    first_s = base.transcript.words[0].start_s
    fix = base.with_check("role", start_s=first_s + 11, end_s=first_s + 12).score().fix
    assert fix is not None
    assert fix.text.startswith("Almost in time: heard late: the job (after 12 seconds)")


def test_a_hedge_is_mended_with_the_line_it_spoiled_or_the_next():
    hello = Said(
        "Hello, Mister Scott. This is Wendy Jones. We met on Tuesday about the marketing manager job.",
        1.0,
        8.0,
        {
            "greeting": "Hello, Mister Scott.",
            "full_name": "This is Wendy Jones.",
            "interview_reference": "We met on Tuesday",
            "role": "about the marketing manager job.",
            "reason_for_calling": "",
        },
    )
    hedge = Said(
        "I was just sort of wondering, I guess, whether you've made a decision.",
        9.0,
        14.0,
        {"decision_status": "whether you've made a decision."},
        ((DeliveryKind.HEDGING, "I was just sort of wondering,"), (DeliveryKind.HEDGING, "I guess,")),
    )
    polite = {
        "thanks": "Thank you for your time.",
        "interest": "I'd love to join.",
        "closing": "Have a good day.",
    }
    end = Said(" ".join(polite.values()), 15.0, 19.0, polite)
    fix = take([hello, hedge, end], scenario=Scenario.THANK_YOU).score().fix
    assert fix is not None
    assert "just sort of wondering" in fix.text
    assert fix.try_ == "May I ask if you have made a decision yet?"

"""What must hold of every take: points add up, no cliffs, monotone, blind to order."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.measures import Pause, PausePlace
from models.scenario import Scenario
from models.scorecard import ScoreName
from models.scoring import load_rubric
from models.scoring.judge import whole_points
from models.scoring.timeline import listening_share
from models.transcript import Transcript, Word
from tests.models.scoring.takes import Take, good_voicemail, live_check_in, rambling_voicemail

BASES = {"good": good_voicemail, "rambling": rambling_voicemail, "live": live_check_in}
FEW = 5
"""A small change moves a score by no more than this."""

bases = st.sampled_from(sorted(BASES)).map(lambda name: BASES[name]())


@st.composite
def takes(draw):
    """A base take with measures and ticks changed at will."""
    base = draw(bases)
    maybe = st.one_of(st.none(), st.floats(0, 30))
    changed = base.with_measures(
        f0_sd_semitones=draw(st.one_of(st.none(), st.floats(0.1, 9))),
        speaking_rate_wpm=draw(st.one_of(st.none(), st.floats(20, 350))),
        fillers=draw(st.one_of(st.none(), st.integers(0, 60))),
        level_sd_db=draw(maybe),
        trailing_off_db=draw(maybe),
        final_rises=draw(st.one_of(st.none(), st.integers(0, 9))),
    )
    for check in changed.checks:
        if check.said and draw(st.booleans()):
            changed = changed.without_check(check.id)
    return changed


def values(take: Take) -> dict[ScoreName, int]:
    return {name: score.value for name, score in take.score().scores.items() if score.value is not None}


@given(takes())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_points_add_up_to_the_value(take):
    for score in take.score().scores.values():
        if score.value is None:
            assert score.reasons[0].text
            continue
        assert 0 <= score.value <= 100
        assert score.value == 100 + sum(reason.points for reason in score.reasons)
        assert all(reason.points <= 0 and reason.text and reason.source for reason in score.reasons)
        assert score.uncertainty is not None
        assert score.uncertainty > 0


@settings(deadline=None, derandomize=True)
@given(st.lists(st.floats(0, 60), max_size=20))
def test_whole_points_add_up(losses):
    whole = whole_points(losses)
    assert sum(whole) == int(sum(losses) + 0.5)
    assert all(abs(w - loss) < 1 + 1e-9 for w, loss in zip(whole, losses, strict=True))


@given(takes(), st.randoms())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_order_of_checks_and_spans_is_irrelevant(take, random):
    checks, spans = list(take.checks), list(take.spans)
    random.shuffle(checks)
    random.shuffle(spans)
    shuffled = replace(take, checks=tuple(checks), spans=tuple(spans))
    card, other = take.score(), shuffled.score()
    assert (card.scores, card.keep, card.fix) == (other.scores, other.keep, other.fix)


SMALL_STEPS = {
    "f0_sd_semitones": (0.1, 0.2, 8.0),
    "speaking_rate_wpm": (4.0, 40.0, 300.0),
    "level_sd_db": (0.4, 0.0, 12.0),
    "trailing_off_db": (0.4, 0.0, 18.0),
    "fillers": (1, 0, 30),
}


@given(bases, st.sampled_from(sorted(SMALL_STEPS)), st.floats(0, 1))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_no_cliff_in_a_measure(base, name, where):
    step, low, high = SMALL_STEPS[name]
    value = low + where * (high - low)
    value = int(value) if name == "fillers" else value
    before = values(base.with_measures(**{name: value}))
    after = values(base.with_measures(**{name: value + step}))
    assert all(abs(after[score] - before[score]) <= FEW for score in before)


@given(bases, st.sampled_from(["full_name", "role", "interview_reference", "greeting"]), st.floats(0, 80))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_no_cliff_in_the_time_of_an_element(base, check_id, at_s):
    early, late = (values(_said_at(base, check_id, at_s + later)) for later in (0.0, 0.2))
    assert all(0 <= early[score] - late[score] <= 2 for score in (ScoreName.INTRO,))


@pytest.mark.parametrize("check_id", ["full_name", "role", "interview_reference", "greeting"])
def test_very_late_is_as_bad_as_missing_and_never_worse(check_id):
    base = good_voicemail()
    missing = values(base.without_check(check_id))[ScoreName.INTRO]
    very_late = values(_said_at(base, check_id, 300.0))[ScoreName.INTRO]
    assert missing == very_late
    assert missing <= 85


def _said_at(base: Take, check_id: str, at_s: float) -> Take:
    first = base.transcript.words[0].start_s
    return base.with_check(check_id, said=True, start_s=first + at_s, end_s=first + at_s)


@given(bases, st.floats(1.0, 2.5))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_stretched_time_moves_scores_gently(base, factor):
    """The same call a hundredth slower: no score jumps."""
    a, b = values(_stretched(base, factor)), values(_stretched(base, factor * 1.01))
    assert all(abs(a[name] - b[name]) <= FEW for name in a)


def _stretched(base: Take, factor: float) -> Take:
    words = tuple(
        replace(w, start_s=w.start_s * factor, end_s=w.end_s * factor) for w in base.transcript.words
    )
    pauses = tuple(
        replace(p, start_s=p.start_s * factor, end_s=p.end_s * factor) for p in base.measures.pauses
    )
    checks = tuple(
        replace(c, start_s=c.start_s * factor, end_s=c.end_s * factor) if c.start_s is not None else c
        for c in base.checks
    )
    rate = base.measures.speaking_rate_wpm
    moved = replace(base, transcript=Transcript(words), checks=checks)
    return moved.with_measures(pauses=pauses, speaking_rate_wpm=rate / factor if rate else None)


@settings(deadline=None, derandomize=True)
@given(st.floats(0.3, 5.0))
def test_a_pause_becomes_listening_without_a_cliff(pause_s):
    scores = [values(_with_gap(pause_s + more)) for more in (0.0, 0.05)]
    assert abs(scores[0][ScoreName.BREVITY] - scores[1][ScoreName.BREVITY]) <= FEW
    assert 0 <= listening_share(pause_s) <= 1


def _with_gap(pause_s: float) -> Take:
    """Two stretches of 30 s with a finished sentence and a silence between."""
    base = live_check_in()
    first = [Word("words", 1 + i * 0.5, 1.5 + i * 0.5) for i in range(60)]
    second = [Word("words", 31 + pause_s + i * 0.5, 31.5 + pause_s + i * 0.5) for i in range(60)]
    return replace(base, transcript=Transcript((*first, *second))).with_measures(
        pauses=(Pause(31.0, 31.0 + pause_s, PausePlace.BOUNDARY),)
    )


@pytest.mark.parametrize("name", ["fillers", "level_sd_db", "trailing_off_db"])
def test_more_of_it_never_gains(name):
    tones = [values(good_voicemail().with_measures(**{name: n}))[ScoreName.TONE] for n in range(30)]
    assert all(left >= right for left, right in pairwise(tones))


def test_livelier_never_loses_and_faster_never_gains_within_the_usual():
    lively = [
        values(good_voicemail().with_measures(f0_sd_semitones=n / 4))[ScoreName.TONE] for n in range(1, 40)
    ]
    assert all(left <= right for left, right in pairwise(lively))
    rates = {
        values(good_voicemail().with_measures(speaking_rate_wpm=r))[ScoreName.TONE] for r in range(100, 201)
    }
    assert len(rates) == 1


@pytest.mark.parametrize("pitch", [70.0, 120.0, 250.0, 400.0])
def test_absolute_pitch_and_final_rises_play_no_part(pitch):
    plain = rambling_voicemail()
    changed = plain.with_measures(f0_median_hz=pitch, final_rises=6, articulation_rate_sps=7.0)
    assert values(plain) == values(changed)


UNMEASURABLE = {
    "f0_sd_semitones": (3.0, 0.5),
    "speaking_rate_wpm": (115.0, 400.0),
    "fillers": (0, 40),
    "level_sd_db": (1.0, 20.0),
    "trailing_off_db": (1.0, 30.0),
}


@given(bases, st.sampled_from(sorted(UNMEASURABLE)))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_unmeasured_is_never_better_than_at_its_best(base, name):
    best, worst = UNMEASURABLE[name]
    scores = [
        base.with_measures(**{name: value}).score().scores[ScoreName.TONE] for value in (best, None, worst)
    ]
    assert scores[0].value >= scores[1].value >= scores[2].value
    unmeasured = [reason for reason in scores[1].reasons if "left out" in reason.text]
    assert unmeasured
    assert all(reason.points == 0 for reason in unmeasured)
    assert scores[1].uncertainty > scores[0].uncertainty


def test_too_little_measured_gives_no_tone_score_and_says_why():
    none = dict.fromkeys(UNMEASURABLE)
    take = good_voicemail().with_measures(**none, unreliable={"pauses": "too noisy", "fillers": "too noisy"})
    tone = take.score().scores[ScoreName.TONE]
    assert tone.value is None
    assert "too noisy" in tone.reasons[0].text


def test_uncertain_measures_make_uncertain_scores():
    base = good_voicemail().with_measures(f0_sd_semitones=1.5)
    sure, unsure = (
        base.with_measures(uncertainty={"f0_sd_semitones": sigma}).score().scores[ScoreName.TONE].uncertainty
        for sigma in (0.05, 0.8)
    )
    assert unsure > sure


@pytest.mark.parametrize("scenario", list(Scenario))
def test_every_scenario_scores(scenario):
    card = replace(good_voicemail(), scenario=scenario).score()
    assert all(score.value is not None for score in card.scores.values())
    assert card.rubric_version == load_rubric().version


@pytest.mark.parametrize("name", sorted(BASES))
def test_case_and_punctuation_are_irrelevant(name):
    base = BASES[name]()
    bare = tuple(replace(w, text=w.text.lower().strip(".,?!")) for w in base.transcript.words)
    stripped = replace(base, transcript=replace(base.transcript, words=bare))
    scores = values(base)
    assert all(abs(value - scores[score]) <= 2 for score, value in values(stripped).items())

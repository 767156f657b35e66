"""Small, valid domain objects for tests; each test names only what it is about."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from models.call import CallCard
from models.check_catalogue import check_specs
from models.measures import Measures, Pause, PausePlace
from models.scenario import Scenario
from models.scorecard import Band, CheckResult, Reason, Score, Scorecard, ScoreName, Status
from models.scoring import load_rubric
from models.take import TakeSetup
from models.transcript import Word

WENDY = CallCard(
    caller="Wendy Jones",
    phone="555-0142",
    role="Marketing Manager",
    interviewer="Scott",
    interviewer_title="Mr.",
)


def make_words(text: str, *, start_s: float = 0.5, word_s: float = 0.35) -> tuple[Word, ...]:
    """The text at an even pace: each word takes `word_s`, the last tenth of it a gap."""
    return tuple(
        Word(token, round(start_s + i * word_s, 3), round(start_s + (i + 0.9) * word_s, 3))
        for i, token in enumerate(text.split())
    )


def make_measures(**changes: Any) -> Measures:
    plain = Measures(
        words=62,
        fillers=0,
        speaking_rate_wpm=150.0,
        articulation_rate_sps=4.6,
        speech_s=21.0,
        pauses=(Pause(6.1, 6.7, PausePlace.BOUNDARY),),
        f0_median_hz=196.0,
        f0_sd_semitones=2.9,
        f0_range_semitones=9.1,
        pvq=0.17,
        voiced_s=11.8,
        final_rises=0,
        level_dbfs=-22.0,
        noise_dbfs=-61.0,
        snr_db=39.0,
        clipped_share=0.0,
    )
    return replace(plain, **changes)


def make_scorecard(*, values: tuple[int, int, int] = (86, 74, 91), **changes: Any) -> Scorecard:
    scores = {
        name: Score(value, Band.FINE, (Reason("a reason", -float(100 - value)),), uncertainty=3.0)
        for name, value in zip(ScoreName, values, strict=True)
    }
    scenario = changes.get("scenario", Scenario.VOICEMAIL)
    plain = Scorecard(
        scenario=Scenario.VOICEMAIL,
        verdict=None,
        status=Status.SCORED,
        duration_s=25.2,
        words=make_words("Hello, Mr. Scott. This is Wendy Jones."),
        measures=make_measures(),
        checks=tuple(
            CheckResult(spec.id, spec.wanted(scenario, None), said=False) for spec in check_specs().values()
        ),
        scores=scores,
        rubric_version=load_rubric().version,
        measures_version=1,
    )
    return replace(plain, **changes)


def make_setup(take_id: str = "take-1", **changes: Any) -> TakeSetup:
    plain = TakeSetup(
        take_id=take_id,
        started_at=datetime(2026, 11, 20, 18, 30, tzinfo=UTC),
        scenario=Scenario.VOICEMAIL,
        call=WENDY,
    )
    return replace(plain, **changes)

"""From words and measures to the scorecard of a take: what was said, how it was put, what it scores."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from models.call import CallCard
from models.corrections import Corrections, corrected_checks
from models.delivery import DeliverySpan
from models.measures import Measures
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Scorecard
from models.scoring import score_take
from models.take import TakeSetup
from models.transcript import Transcript
from models.understanding import delivery_spans, find_checks


def find_points(setup: TakeSetup, transcript: Transcript) -> tuple[CheckResult, ...]:
    """The points of the call; days such as "last Tuesday" are counted from the day of the call."""
    return _read(transcript, setup.call, setup.scenario, setup.verdict, _day_of(setup))[0]


@lru_cache(maxsize=2)
def _read(
    transcript: Transcript, call: CallCard, scenario: Scenario, verdict: Verdict | None, today: date
) -> tuple[tuple[CheckResult, ...], tuple[DeliverySpan, ...]]:
    """The points, and how things were put.

    Kept for the words heard last: a call that ends in a pause has been read through by then.
    """
    return find_checks(transcript, call, scenario, verdict, today=today), delivery_spans(transcript)


def judge_take(
    setup: TakeSetup,
    transcript: Transcript,
    measures: Measures,
    *,
    duration_s: float,
    measures_version: int,
    corrections: Corrections | None = None,
    target_length_s: float | None = None,
) -> Scorecard:
    """The scorecard by the rubric of today.

    `corrections`' ticks count instead of what was found; its words are the caller's to apply.
    `target_length_s` is the user's own; None means the rubric's for the scenario.
    """
    found, spans = _read(transcript, setup.call, setup.scenario, setup.verdict, _day_of(setup))
    card = score_take(
        transcript=transcript,
        measures=measures,
        checks=corrected_checks(found, corrections) if corrections else found,
        spans=spans,
        call=setup.call,
        scenario=setup.scenario,
        verdict=setup.verdict,
        duration_s=duration_s,
        target_length_s=target_length_s,
        today=_day_of(setup),
    )
    return replace(card, take=setup.take_id or None, measures_version=measures_version)


def _day_of(setup: TakeSetup) -> date:
    return setup.call.call_date or setup.started_at.date()

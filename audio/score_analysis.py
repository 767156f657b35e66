"""From what was heard to the scorecard."""

from dataclasses import replace
from datetime import date

from audio.analysis import Analysis
from models.scorecard import CheckResult, Scorecard
from models.scoring import score_take
from models.take import TakeSetup
from models.transcript import Transcript
from models.understanding import find_checks
from models.understanding.spans import delivery_spans


def find_points(setup: TakeSetup, transcript: Transcript) -> tuple[CheckResult, ...]:
    """The points of the call; days such as "last Tuesday" are counted from the day of the call."""
    return find_checks(transcript, setup.call, setup.scenario, setup.verdict, today=_today(setup))


def score_analysis(
    setup: TakeSetup, analysis: Analysis, *, target_length_s: float | None = None
) -> Scorecard:
    """The scorecard of a take whose sound was analysed.

    `target_length_s` is the user's own; None means the rubric's for the scenario.
    """
    card = score_take(
        transcript=analysis.transcript,
        measures=analysis.measures,
        checks=find_points(setup, analysis.transcript),
        spans=delivery_spans(analysis.transcript),
        call=setup.call,
        scenario=setup.scenario,
        verdict=setup.verdict,
        duration_s=analysis.duration_s,
        target_length_s=target_length_s,
        today=_today(setup),
    )
    return replace(card, take=setup.take_id or None, measures_version=analysis.tracks.version)


def _today(setup: TakeSetup) -> date:
    return setup.call.call_date or setup.started_at.date()

"""A history to look at: takes that get better, one a day."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from app.context import AppContext
from models.history import History
from models.scenario import Scenario
from models.scorecard import ScoreName, Status
from models.take import TakeSummary
from tests.models.making import make_scorecard, make_setup

START = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
RISING = ((50, 40, 70), (52, 43, 71), (51, 41, 69), (54, 80, 70), (53, 84, 72), (55, 86, 71))


def summary(number: int, values: tuple[int, int, int], **changes: object) -> TakeSummary:
    """One scored take; `number` is its day."""
    fields: dict[str, object] = {
        "take_id": f"take-{number}",
        "started_at": START + timedelta(days=number),
        "scenario": Scenario.VOICEMAIL,
        "verdict": None,
        "caller": "Wendy Jones",
        "role": "Marketing Manager",
        "company": "",
        "call_card_id": "",
        "title": "",
        "note": "",
        "starred": False,
        "status": Status.SCORED,
        "duration_s": 25.0,
        "scores": dict(zip(ScoreName, values, strict=True)),
        "score_uncertainty": dict.fromkeys(ScoreName, 3.0),
        "measures": {"fillers": 3.0, "words": 60.0, "f0_sd_semitones": 2.5},
        "rubric_version": 1,
        "measures_version": 1,
    }
    return TakeSummary(**{**fields, **changes})  # type: ignore[arg-type]


def rising() -> tuple[TakeSummary, ...]:
    """Six takes whose intro improves clearly, newest first."""
    return tuple(reversed([summary(number, values) for number, values in enumerate(RISING)]))


def fill(context: AppContext, values: Sequence[tuple[int, int, int]] = RISING) -> None:
    """Puts takes into the context's history before it is opened there."""
    with History(context.user_data.history) as history:
        for number, scores in enumerate(values):
            setup = make_setup(f"take-{number}", started_at=START + timedelta(days=number))
            history.save_take(setup, make_scorecard(values=scores, take=f"take-{number}"))

"""Rows to dataclasses and back."""

import json
import sqlite3
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from models.call import CallCard
from models.codec import from_json, to_json
from models.corrections import Corrections
from models.history.records import TakeRecord
from models.history.saved_card import SavedCard
from models.scenario import Scenario, Verdict
from models.scorecard import Scorecard, ScoreName, Status
from models.take import TakeSetup, TakeSummary

SUMMARY_COLUMNS = (
    "take_id", "started_at", "scenario", "verdict", "call_card_id", "caller", "role", "company", "title",
    "note", "starred", "status", "duration_s", "rubric_version", "measures_version",
    "focus_line", "scores", "score_uncertainty", "measures",
)  # fmt: skip
_SCORES = {name.value: name for name in ScoreName}
_SCENARIOS = {kind.value: kind for kind in Scenario}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_STATUSES = {status.value: status for status in Status}
_NOT_A_MEASURE = ("pauses", "unreliable", "uncertainty")


def summary_row(setup: TakeSetup, scorecard: Scorecard) -> dict[str, Any]:
    """The columns of `takes` that follow from a scorecard."""
    measures = to_json(scorecard.measures)
    scalars = {name: value for name, value in measures.items() if name not in _NOT_A_MEASURE}
    scalars["hesitations"] = sum(pause.place == "hesitation" for pause in scorecard.measures.pauses)
    return {
        "take_id": setup.take_id,
        "started_at": utc_text(setup.started_at),
        "scenario": scorecard.scenario.value,
        "verdict": scorecard.verdict.value if scorecard.verdict else None,
        "call_card_id": setup.call_card_id,
        "caller": setup.call.caller,
        "role": setup.call.role,
        "company": setup.call.company,
        "status": scorecard.status.value,
        "duration_s": scorecard.duration_s,
        "scores": dump({name.value: score.value for name, score in scorecard.scores.items()}),
        "score_uncertainty": dump(
            {name.value: score.uncertainty for name, score in scorecard.scores.items()}
        ),
        "measures": dump(scalars),
        "rubric_version": scorecard.rubric_version,
        "measures_version": scorecard.measures_version,
        "focus_line": setup.focus_line,
    }


def summary_of(row: sqlite3.Row) -> TakeSummary:
    return summaries([tuple(row[name] for name in SUMMARY_COLUMNS)])[0]


def summaries(found: Sequence[tuple[Any, ...]]) -> list[TakeSummary]:
    """From tuples of the `SUMMARY_COLUMNS`; fit for thousands, by positions and one call of the parser."""
    numbers = json.loads("[" + ",".join(f"[{v[-3]},{v[-2]},{v[-1]}]" for v in found) + "]")
    return [_summary(values, *of_take) for values, of_take in zip(found, numbers, strict=True)]


def _summary(
    values: tuple[Any, ...],
    scores: dict[str, int | None],
    uncertainty: dict[str, float | None],
    measures: dict[str, float | None],
) -> TakeSummary:
    take_id, started_at, scenario, verdict, card_id, caller, role, company, title, note, starred = values[:11]
    status, duration_s, rubric_version, measures_version = values[11:15]
    focus_line = values[15]
    return TakeSummary(
        take_id=take_id,
        started_at=datetime.fromisoformat(started_at),
        scenario=_SCENARIOS[scenario],
        verdict=_VERDICTS[verdict] if verdict else None,
        call_card_id=card_id,
        caller=caller,
        role=role,
        company=company,
        title=title,
        note=note,
        starred=bool(starred),
        status=_STATUSES[status],
        duration_s=duration_s,
        scores={_SCORES[name]: value for name, value in scores.items()},
        score_uncertainty={_SCORES[name]: value for name, value in uncertainty.items()},
        measures=measures,
        rubric_version=rubric_version,
        measures_version=measures_version,
        focus_line=focus_line,
    )


def record_of(row: sqlite3.Row) -> TakeRecord:
    heard = _unpacked(row["heard"])
    return TakeRecord(
        setup=from_json(json.loads(row["setup"]), TakeSetup),
        summary=summary_of(row),
        heard=heard,
        scorecard=_unpacked(row["corrected"]) if row["corrected"] else heard,
        corrections=from_json(json.loads(row["corrections"]), Corrections),
    )


def card_of(row: sqlite3.Row) -> SavedCard:
    return SavedCard(
        card_id=row["card_id"],
        updated_at=datetime.fromisoformat(row["updated_at"]),
        scenario=Scenario(row["scenario"]),
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        card=from_json(json.loads(row["card"]), CallCard),
    )


def packed(scorecard: Scorecard) -> bytes:
    # The quickest level: 15 instead of 13 kB for five minutes, in a third of the time; somebody waits for it.
    return zlib.compress(dump(to_json(scorecard)).encode(), level=1)


def _unpacked(blob: bytes) -> Scorecard:
    return from_json(json.loads(zlib.decompress(blob)), Scorecard)


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def utc_text(moment: datetime) -> str:
    """ISO text in UTC, so that text order is time order; a naive time is taken as local."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")

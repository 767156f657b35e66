"""The history as a table: one row a take, for a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from models.scorecard import ScoreName
from models.take import TakeSummary

_MEASURES = (
    "words",
    "fillers",
    "speaking_rate_wpm",
    "articulation_rate_sps",
    "hesitations",
    "speech_s",
    "f0_median_hz",
    "f0_sd_semitones",
    "pvq",
    "final_rises",
    "level_dbfs",
    "snr_db",
)
COLUMNS = (
    "take_id",
    "started_at",
    "scenario",
    "verdict",
    "caller",
    "role",
    "company",
    "title",
    "note",
    "starred",
    "status",
    "duration_s",
    *(name.value for name in ScoreName),
    *_MEASURES,
    "rubric_version",
)


def to_csv(takes: Iterable[TakeSummary]) -> str:
    """RFC 4180 text with a header; a number that was not judged is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for take in takes:
        writer.writerow(_row(take))
    return out.getvalue()


def _row(take: TakeSummary) -> list[object]:
    return [
        take.take_id,
        take.started_at.isoformat(),
        take.scenario.value,
        take.verdict.value if take.verdict else "",
        take.caller,
        take.role,
        take.company,
        take.title,
        take.note,
        int(take.starred),
        take.status.value,
        round(take.duration_s, 2),
        *(take.scores.get(name) for name in ScoreName),
        *(take.measures.get(name) for name in _MEASURES),
        take.rubric_version,
    ]

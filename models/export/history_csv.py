"""The history as a table: one row a take, for a spreadsheet or a program.

Units are in the names; scores are points from 0 to 100, `words`, `fillers`, `hesitations` and
`final_rises` are counts.
"""

import csv
import io
from collections.abc import Iterable

from models.scorecard import ScoreName
from models.take import TakeSummary

BYTE_ORDER_MARK = "\ufeff"
"""Put before a table for a spreadsheet: without it Excel takes UTF-8 for something else."""
_MEASURES = (
    "words",
    "fillers",
    "speaking_rate_wpm",
    "articulation_rate_sps",
    "hesitations",
    "speech_s",
    "f0_median_hz",
    "f0_sd_semitones",
    "f0_range_semitones",
    "pvq",
    "voiced_s",
    "final_rises",
    "level_dbfs",
    "noise_dbfs",
    "snr_db",
)
COLUMNS = (
    "take_id",
    "started_at",
    "started_local",
    "scenario",
    "verdict",
    "caller",
    "role",
    "company",
    "title",
    "note",
    "focus_line",
    "starred",
    "status",
    "duration_s",
    *(name.value for name in ScoreName),
    *(f"{name.value}_uncertainty" for name in ScoreName),
    *_MEASURES,
    "rubric_version",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
        take.started_at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
        take.scenario.value,
        take.verdict.value if take.verdict else "",
        *(
            _text(words)
            for words in (take.caller, take.role, take.company, take.title, take.note, take.focus_line)
        ),
        int(take.starred),
        take.status.value,
        round(take.duration_s, 2),
        *(take.scores.get(name) for name in ScoreName),
        *(take.score_uncertainty.get(name) for name in ScoreName),
        *(take.measures.get(name) for name in _MEASURES),
        take.rubric_version,
    ]


def _text(words: str) -> str:
    """A text that a spreadsheet would compute gets an apostrophe before it, and stays a text."""
    return f"'{words}" if words.startswith(_FORMULA) else words

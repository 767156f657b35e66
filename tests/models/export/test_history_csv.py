import csv
import io
from dataclasses import replace
from pathlib import Path

from models.export.history_csv import COLUMNS, to_csv
from models.history import History
from models.take import TakeSummary
from tests.models.making import make_scorecard, make_setup


def summary(tmp_path: Path) -> TakeSummary:
    with History(tmp_path / "history.sqlite3") as history:
        history.save_take(make_setup(), make_scorecard(take="take-1"))
        return history.takes()[0]


def read(*takes: TakeSummary) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(takes))))


def test_every_take_is_a_row_with_all_columns(tmp_path: Path) -> None:
    take = summary(tmp_path)
    first, second = read(take, replace(take, take_id="take-2", measures={}, scores={}))
    assert tuple(first) == COLUMNS
    assert (first["brevity"], first["brevity_uncertainty"], first["snr_db"]) == ("86", "3.0", "39.0")
    assert (second["take_id"], second["brevity"], second["snr_db"]) == ("take-2", "", "")
    local = take.started_at.astimezone()
    assert first["started_local"] == f"{local:%Y-%m-%d %H:%M:%S}"


def test_texts_stay_texts(tmp_path: Path) -> None:
    odd = replace(summary(tmp_path), title='Zoë, "best"\nso far', note="=1+1", company="-- none --", role="-")
    (row,) = read(odd)
    assert row["title"] == 'Zoë, "best"\nso far'
    assert (row["note"], row["company"], row["role"]) == ("'=1+1", "'-- none --", "'-")

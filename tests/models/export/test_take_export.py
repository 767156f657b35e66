"""Exports are read back by other people's readers."""

import csv
import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st
from praatio import textgrid

from models.codec import from_json
from models.corrections import Corrections
from models.errors import UserFacingError
from models.export import export_take
from models.export.textgrid import Interval, tiled
from models.history import History, TakeRecord
from models.scorecard import CheckResult, Scorecard, Wanted
from models.transcript import PartnerTurn, Word
from tests.models.making import make_scorecard, make_setup, make_words


@pytest.fixture
def record(tmp_path: Path) -> TakeRecord:
    words = (
        *make_words("Hello, Mr. Scott. This is “Wendy” Jones & I want to say thanks a lot for Tuesday."),
        Word("um", 20.0, 20.4, filler=True),
        *make_words("Call me <soon>.", start_s=20.6),
    )
    card = make_scorecard(
        words=words,
        partner_turns=(PartnerTurn(12.0, 14.5, "Of course. Not yet decided."),),
        checks=(
            CheckResult("greeting", Wanted.MUST, True, 0.5, 1.5, "Hello, Mr. Scott."),
            CheckResult("full_name", Wanted.MUST, True, 1.2, 2.9, "This is Wendy Jones"),
        ),
    )
    with History(tmp_path / "h.sqlite3") as history:
        history.save_take(make_setup(), card)
        return history.take("take-1")


def test_srt_is_read_by_a_subtitle_parser(record: TakeRecord, tmp_path: Path) -> None:
    export_take(record, tmp_path / "take.srt")
    captions = webvtt.from_srt(str(tmp_path / "take.srt")).captions
    assert captions[0].start == "00:00:00.500"
    assert any("Of course." in caption.text for caption in captions)
    starts = [caption.start_in_seconds for caption in captions]
    assert starts == sorted(starts)


def test_vtt_is_read_and_names_the_speakers(record: TakeRecord, tmp_path: Path) -> None:
    export_take(record, tmp_path / "take.vtt")
    captions = webvtt.read(str(tmp_path / "take.vtt")).captions
    assert captions[0].voice == "Wendy Jones"
    assert {caption.voice for caption in captions} == {"Wendy Jones", "Mr. Scott"}
    assert any("<soon>" in caption.text.replace("&lt;", "<").replace("&gt;", ">") for caption in captions)


def test_the_textgrid_has_every_tier_for_the_whole_take(record: TakeRecord, tmp_path: Path) -> None:
    export_take(record, tmp_path / "take.TextGrid")
    grid = textgrid.openTextgrid(str(tmp_path / "take.TextGrid"), includeEmptyIntervals=True)
    assert grid.tierNames == ("words", "fillers", "pauses", "checks", "partner")
    assert grid.maxTimestamp == pytest.approx(record.scorecard.duration_s)
    said = [entry.label for entry in grid.getTier("words").entries if entry.label]
    assert said == [word.text for word in record.scorecard.words]
    checks = [entry.label for entry in grid.getTier("checks").entries if entry.label]
    assert checks == ["Greeting by name", "Greeting by name + Your full name", "Your full name"]


def test_praat_opens_the_textgrid(record: TakeRecord, tmp_path: Path) -> None:
    parselmouth = pytest.importorskip("parselmouth", reason="Praat is not here: pip install .[oracle]")
    call = parselmouth.praat.call
    export_take(record, tmp_path / "take.TextGrid")
    grid = parselmouth.read(str(tmp_path / "take.TextGrid"))
    assert call(grid, "Get number of tiers") == 5
    assert call(grid, "Get end time") == pytest.approx(record.scorecard.duration_s, abs=1e-3)
    labels = [
        call(grid, "Get label of interval", 1, number + 1)
        for number in range(int(call(grid, "Get number of intervals", 1)))
    ]
    assert [label for label in labels if label] == [word.text for word in record.scorecard.words]
    assert call(grid, "Get label of interval", 5, 2) == "Of course. Not yet decided."


def test_json_is_the_scorecard(record: TakeRecord, tmp_path: Path) -> None:
    export_take(record, tmp_path / "take.json")
    assert from_json(json.loads((tmp_path / "take.json").read_text()), Scorecard) == record.scorecard


def test_csv_is_one_row_with_empty_cells_for_what_was_not_judged(record: TakeRecord, tmp_path: Path) -> None:
    measures = replace(record.summary, measures={**record.summary.measures, "pvq": None})
    export_take(replace(record, summary=measures), tmp_path / "take.csv")
    with (tmp_path / "take.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert row["take_id"] == "take-1"
    assert row["brevity"] == "86"
    assert row["pvq"] == ""


def test_an_unknown_ending_says_which_there_are(record: TakeRecord, tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match=r"\.TextGrid"):
        export_take(record, tmp_path / "take.docx")


def test_a_folder_that_is_not_there_is_a_clear_sentence(record: TakeRecord, tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="cannot be written"):
        export_take(record, tmp_path / "none" / "take.srt")


def test_the_corrected_words_are_exported(record: TakeRecord, tmp_path: Path) -> None:
    corrected = replace(record.scorecard, words=make_words("Hi there."))
    export_take(
        replace(record, scorecard=corrected, corrections=Corrections().with_word(0, "Hi")), tmp_path / "t.srt"
    )
    assert "Hi there." in (tmp_path / "t.srt").read_text()


_SPANS = st.lists(
    st.tuples(st.floats(0, 50), st.floats(0.001, 10)).map(lambda t: Interval(t[0], t[0] + t[1], "x")),
    max_size=12,
)


@given(_SPANS)
def test_tiles_never_overlap_and_cover_everything(spans: list[Interval]) -> None:
    tiles = tiled(spans, 61.0)
    assert tiles[0].start_s == 0
    assert tiles[-1].end_s == 61.0
    for left, right in itertools.pairwise(tiles):
        assert left.end_s == right.start_s
        assert left.end_s > left.start_s

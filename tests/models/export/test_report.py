import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from models.export import export_take
from models.export.report import PointState, report
from models.export.report_html import to_html
from models.export.report_timeline import flags
from models.export.report_transcript import Mark
from models.history import History, TakeRecord
from models.measures import Pause, PausePlace
from models.scorecard import Fix, Keep, Status
from models.transcript import PartnerTurn, Word
from tests.models.making import make_measures, make_scorecard, make_setup, make_words

_VOID = {"meta", "br"}


class _Reader(HTMLParser):
    """Checks that what is opened is closed, and collects text and links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture
def record(tmp_path: Path) -> TakeRecord:
    words = make_words("Hello, Mr. Scott. This is um Wendy Jones. I was just wondering <maybe>.")
    words = (*words[:5], Word("um", words[5].start_s, words[5].end_s, filler=True), *words[6:])
    pause = Pause(words[6].end_s, words[6].end_s + 0.8, PausePlace.HESITATION)
    card = make_scorecard(
        words=words,
        measures=make_measures(pauses=(pause,), fillers=1),
        partner_turns=(PartnerTurn(8.0, 9.5, "Thanks & bye"),),
        fix=Fix("Say the number slowly.", 3.0, 4.0, "My number is 555-0142."),
        keep=Keep("You said who you are at once."),
        take="take-1",
    )
    checks = tuple(
        replace(check, said=True, start_s=1.0, end_s=2.0, quote="This is Wendy Jones")
        if check.id == "full_name"
        else replace(check, problem="The number differs from your card.")
        if check.id == "phone_number"
        else check
        for check in card.checks
    )
    with History(tmp_path / "history.sqlite3") as history:
        history.save_take(make_setup(), replace(card, checks=checks))
        history.set_note("take-1", "Calmer <today>")
        return history.take("take-1")


def test_the_report_says_what_the_scorecard_says(record: TakeRecord) -> None:
    made = report(record)
    assert [score.value for score in made.scores] == [86, 74, 91]
    assert made.fix_line == "My number is 555-0142."
    states = {point.state for point in made.points}
    assert {PointState.SAID, PointState.MISSED, PointState.WRONG} <= states
    marks = {piece.mark for line in made.lines for piece in line.pieces}
    assert {Mark.FILLER, Mark.PAUSE} <= marks
    said = " ".join(
        piece.text for line in made.lines for piece in line.pieces if piece.mark is not Mark.PAUSE
    )
    assert said.split() == [*(word.text for word in record.scorecard.words), "Thanks", "&", "bye"]


def test_the_html_is_whole_well_formed_and_self_contained(record: TakeRecord, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    export_take(record, target)
    page = target.read_text(encoding="utf-8")
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert reader.links == []
    assert "url(" not in page
    ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))
    words = " ".join(reader.words)
    for expected in (
        "Ten-second intro",
        "74",
        "Say the number slowly.",
        "Thanks & bye",
        "Calmer <today>",
        "<maybe>",
    ):
        assert expected in words
    assert re.search(r"<svg [^>]*viewBox", page)


def test_a_take_without_speech_says_that_and_nothing_else(record: TakeRecord) -> None:
    silent = make_scorecard(status=Status.NO_SPEECH, words=(), scores={}, take="take-1")
    made = report(replace(record, scorecard=silent))
    assert made.verdict.startswith("No speech")
    assert (made.scores, made.points, made.measures, made.timeline, made.lines) == ((), (), (), None, ())
    ET.fromstring(to_html(made).removeprefix("<!DOCTYPE html>\n"))


def test_a_wrong_number_stands_before_everything_else(record: TakeRecord) -> None:
    (alert,) = report(record).alerts
    assert "The number differs from your card." in alert
    page = to_html(report(record))
    assert page.index("The number differs") < page.index("Ten-second intro")


def test_the_pitch_curve_is_drawn_inside_its_lane(record: TakeRecord) -> None:
    runs = (((1.0, 0.0), (1.1, 3.0)), ((2.0, -30.0), (2.1, 30.0)))
    page = to_html(report(record, runs)).removeprefix("<!DOCTYPE html>\n")
    tree = ET.fromstring(page)
    lines = [line.get("points", "") for line in tree.iter("{http://www.w3.org/2000/svg}polyline")]
    assert len(lines) == 2
    heights = [float(point.split(",")[1]) for line in lines for point in line.split()]
    middle = heights[0]
    assert heights[1] < middle
    assert heights[2] - middle == pytest.approx(middle - heights[3])
    assert "semitones" in page
    assert "polyline" not in to_html(report(record))


def test_names_on_the_timeline_do_not_run_into_each_other(record: TakeRecord) -> None:
    timeline = report(record).timeline
    assert timeline is not None
    many = tuple((at / 2, "Interview date") for at in range(20))
    placed = flags(replace(timeline, duration_s=60.0, points=many, faults=((30.0, "Hedging"),)))
    assert len(placed) == 21
    for row in {flag.row for flag in placed}:
        end = 0.0
        for flag in placed:
            if flag.row == row and flag.title:
                width = len(flag.title) * 8
                start = flag.at_s / 60.0 * 1000 - (width if flag.is_before else 0)
                assert start >= end
                end = start + width
    assert [flag.title for flag in placed if flag.is_fault] == ["Hedging"]
    (last,) = flags(replace(timeline, duration_s=60.0, points=((59.0, "A warm closing"),), faults=()))
    assert (last.title, last.is_before) == ("A warm closing", True)

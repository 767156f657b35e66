"""The rubric that ships: every threshold on both sides, every text and source; and what is refused."""

from importlib.resources import files
from pathlib import Path

import pytest

from models.errors import UserFacingError
from models.scorecard import Band, ScoreName
from models.scoring import load_rubric
from models.scoring.curve import Curve
from models.scoring.explain import page
from models.scoring.judge import band
from models.scoring.load import parse_rubric
from tests.models.scoring.takes import good_voicemail

TEXT = files("assets").joinpath("rubric.toml").read_text(encoding="utf-8")
PARTS = [(name, part) for name, score in load_rubric().scores.items() for part in score.parts]
IDS = [f"{name.value}-{part.id}" for name, part in PARTS]

THRESHOLDS = [
    # part, measure a little inside, points; measure a little outside, more points than
    ("length", 0.99, 0, 1.01, 0),
    ("monologue", 19.9, 0, 20.5, 0),
    ("point", 14.9, 0, 15.5, 0),
    ("credentials", 25, 0, 26, 0),
    ("repetition", 4, 0, 5, 0),
    ("listening", 0.0, 0, 0.1, 0),
    ("phone_number", 3.4, 0, 3.6, 0),
    ("phone_number", 5, 10, 5.1, 10),
    ("full_name", 9.9, 0, 10.1, 0),
    ("role", 9.9, 0, 10.1, 0),
    ("interview_reference", 9.9, 0, 10.1, 0),
    ("greeting", 2.9, 0, 3.1, 0),
    ("greeting_gatekeeper", 9.9, 0, 10.1, 0),
    ("reason_for_calling", 14.9, 0, 15.1, 0),
    ("rate", 101, 0, 99, 0),
    ("rate", 199, 0, 201, 0),
    ("hesitations", 6, 0, 7, 0),
    ("long_pause", 2.9, 0, 3.1, 0),
    ("fillers", 5, 0, 6, 0),
    ("fillers", 11, 23, 12, 25),
    ("hedging", 0, 0, 1, 6),
    ("apologising", 0, 0, 1, 6),
    ("pushy", 0, 0, 1, 7),
    ("liveliness", 2.25, 0, 2.15, 0),
    ("liveliness", 1.85, 3, 1.75, 3),
    ("steadiness", 3.9, 0, 4.1, 0),
    ("trailing_off", 7.9, 0, 8.1, 0),
    ("warmth", 3, 0, 2, 2),
    ("warmth_gatekeeper", 2, 0, 1, 2),
]


@pytest.mark.parametrize(("part_id", "inside", "most", "outside", "least"), THRESHOLDS)
def test_threshold(part_id, inside, most, outside, least):
    part = next(part for name, part in PARTS if part.id == part_id)
    assert part.curve.loss(inside) <= most
    assert part.curve.loss(outside) > least


def test_every_scored_part_has_its_threshold_tested():
    assert {part.id for _, part in PARTS if part.scored} == {row[0] for row in THRESHOLDS}


@pytest.mark.parametrize(("name", "part"), PARTS, ids=IDS)
def test_every_anchor_on_both_sides(name, part):
    """At an anchor the curve has the anchor's loss, and neither side jumps."""
    for x, loss in part.curve.anchors:
        assert part.curve.loss(x) == pytest.approx(loss)
        for side in (-1e-6, 1e-6):
            assert part.curve.loss(x + side) == pytest.approx(loss, abs=1e-3)


@pytest.mark.parametrize(("name", "part"), PARTS, ids=IDS)
def test_every_part_says_why_and_who(name, part):
    assert part.why
    assert part.sources
    assert part.texts.good
    if part.measure in ("said_by", "said_from", "time_to_point", "number_pace"):
        assert "not heard" in part.texts.missing


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (100, Band.STRONG),
        (80, Band.STRONG),
        (79, Band.FINE),
        (65, Band.FINE),
        (64, Band.WORK),
        (0, Band.WORK),
    ],
)
def test_bands(value, expected):
    assert band(value, load_rubric()) is expected


def test_final_rises_cost_nothing():
    reasons = good_voicemail().with_measures(final_rises=9).score().scores[ScoreName.TONE].reasons
    rises = next(reason for reason in reasons if reason.id == "final_rises")
    assert "9" in rises.text
    assert rises.points == 0


def test_curve_is_flat_outside_and_straight_inside():
    curve = Curve(((1.0, 0.0), (3.0, 10.0)))
    assert [curve.loss(x) for x in (-5, 1, 2, 3, 99)] == [0, 0, 5, 10, 10]
    assert curve.steepest(1.0) == 5


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("version = ", "version = x", "cannot be used"),
        ("version = ", "edition = ", "'version' is missing"),
        ('measure = "length_ratio"', 'measure = "charm"', "no measure called 'charm'"),
        ("[[0, 0], [1, 20]]", "[[0, 0], [0, 20]]", "part 'listening': the anchors must ascend"),
        ("[[0, 0], [1, 20]]", "[[0, 0], [1, 99]]", "part 'listening': a step of 0.25 moves"),
        ('subject = "full_name"', 'subject = "shoe_size"', "part 'full_name': 'shoe_size'"),
        ('sources = "A, E, Our choice"', 'sources = "A, Z"', "the source 'Z' is not listed"),
        ("{seconds} seconds in one go;", "{minutes} in one go;", "uses a field"),
        ('fix_with = "qualification"', 'fix_with = "charm"', "no line called 'charm'"),
        ("strong = 80", "strong = 60", "the bands must ascend"),
        ("voicemail = 30", "voicemail = 0", "target length must be positive"),
        ('"closing"]', '"bow"]', "no check called bow"),
        ('fix = "your name"', "", "needs the texts"),
        ('title = "Steady volume"', "", "part 'steadiness': 'title' is missing"),
    ],
)
def test_a_rubric_that_cannot_score_is_refused_clearly(old, new, complaint):
    assert old in TEXT
    with pytest.raises(UserFacingError, match=complaint):
        parse_rubric(TEXT.replace(old, new, 1))


def test_the_page_about_the_scores_is_up_to_date():
    """Written again by `python -m models.scoring.explain > docs/scoring.md`."""
    written = Path(__file__).parents[3] / "docs" / "scoring.md"
    assert written.read_text(encoding="utf-8") == page(load_rubric())

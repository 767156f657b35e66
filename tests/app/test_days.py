from datetime import date

import pytest

from app.days import day_text, distance_text, parse_day

_TODAY = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2026, 11, 20)),
        ("Yesterday", date(2026, 11, 19)),
        ("3 days ago", date(2026, 11, 17)),
        ("two weeks ago", date(2026, 11, 6)),
        ("last Tuesday", date(2026, 11, 17)),
        ("fri", date(2026, 11, 13)),
        ("next monday", date(2026, 11, 23)),
        ("17 nov", date(2026, 11, 17)),
        ("17th of November", date(2026, 11, 17)),
        ("Nov 17, 2025", date(2025, 11, 17)),
        ("3 jan", date(2027, 1, 3)),
        ("17.11.", None),
        ("17.11", date(2026, 11, 17)),
        ("2026-11-17", date(2026, 11, 17)),
        ("30 Feb", None),
        ("soon", None),
        ("many days ago", None),
    ],
)
def test_a_day_as_people_type_it(typed: str, meant: date | None) -> None:
    assert parse_day(typed, _TODAY) == meant


@pytest.mark.parametrize("back", range(0, 400, 7))
def test_what_a_field_shows_is_read_back(back: int) -> None:
    day = date.fromordinal(_TODAY.toordinal() - back)
    assert parse_day(day_text(day), _TODAY) == day


def test_how_far_away_a_day_is() -> None:
    assert distance_text(date(2026, 11, 19), _TODAY) == "Yesterday"
    assert distance_text(date(2026, 11, 15), _TODAY) == "5 days ago"
    assert distance_text(date(2026, 11, 27), _TODAY) == "In 7 days"

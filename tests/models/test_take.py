from datetime import UTC, datetime

from models.take import new_take_id


def test_ids_sort_by_time_and_differ() -> None:
    early, late = datetime(2026, 11, 22, 14, 5, 9, tzinfo=UTC), datetime(2026, 11, 22, 14, 5, 10, tzinfo=UTC)

    assert new_take_id(early) < new_take_id(late)
    assert new_take_id(early).startswith("20261122-140509-")

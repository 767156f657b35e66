import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.corrections import Corrections
from models.errors import UserFacingError
from models.history import History, SavedCard, TakeFilter
from models.history.migrations import MIGRATIONS, Migration, migrate
from models.history.trash_bin import empty_trash
from models.scenario import Scenario
from models.scorecard import ScoreName
from models.user_data import UserData
from tests.models.making import WENDY, make_scorecard, make_setup


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.sqlite3") as opened:
        yield opened


def test_a_take_comes_back_as_it_was(history: History) -> None:
    setup, scorecard = make_setup(), make_scorecard(take="take-1")
    history.save_take(setup, scorecard)
    record = history.take("take-1")
    assert record.setup == setup
    assert record.scorecard == scorecard
    assert record.summary.scores[ScoreName.BREVITY] == 86
    assert record.summary.measures["speaking_rate_wpm"] == 150.0


def test_takes_outlive_the_connection(tmp_path: Path) -> None:
    with History(tmp_path / "h.sqlite3") as first:
        first.save_take(make_setup(), make_scorecard())
    with History(tmp_path / "h.sqlite3") as second:
        assert second.known_ids() == {"take-1"}


def test_scoring_again_keeps_what_the_user_wrote(history: History) -> None:
    corrections = Corrections().with_tick("thanks", True)
    history.save_take(make_setup(), make_scorecard())
    history.save_corrections(make_setup(), corrections, make_scorecard(values=(99, 99, 99)))
    history.rename("take-1", "  The good one ")
    history.set_note("take-1", "Smile.")
    history.set_starred("take-1", True)
    history.save_take(make_setup(), make_scorecard(values=(50, 50, 50)))
    record = history.take("take-1")
    assert (record.summary.title, record.summary.note) == ("The good one", "Smile.")
    assert record.summary.starred
    assert record.corrections == corrections
    assert record.heard.scores[ScoreName.TONE].value == 50


def test_corrections_count_and_never_overwrite_what_was_heard(history: History) -> None:
    heard, corrected = make_scorecard(), make_scorecard(values=(99, 99, 99))
    history.save_take(make_setup(), heard)
    assert history.take("take-1").scorecard == heard
    history.save_corrections(make_setup(), Corrections().with_word(0, "Hi"), corrected)
    record = history.take("take-1")
    assert (record.heard, record.scorecard) == (heard, corrected)
    assert record.summary.scores[ScoreName.INTRO] == 99


def test_the_newest_take_comes_first_and_filters_narrow(history: History) -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    for day, scenario in enumerate([Scenario.VOICEMAIL, Scenario.CHECK_IN, Scenario.VOICEMAIL]):
        setup = make_setup(f"t{day}", started_at=start + timedelta(days=day), call_card_id=f"card{day}")
        history.save_take(setup, make_scorecard(scenario=scenario))
    history.set_starred("t1", True)

    def ids(which: TakeFilter) -> list[str]:
        return [take.take_id for take in history.takes(which)]

    assert ids(TakeFilter()) == ["t2", "t1", "t0"]
    assert ids(TakeFilter(scenario=Scenario.VOICEMAIL)) == ["t2", "t0"]
    assert ids(TakeFilter(call_card_id="card0")) == ["t0"]
    assert ids(TakeFilter(since=start + timedelta(days=1))) == ["t2", "t1"]
    assert ids(TakeFilter(until=start + timedelta(days=1))) == ["t0"]
    assert ids(TakeFilter(starred=True)) == ["t1"]
    assert ids(TakeFilter(limit=1)) == ["t2"]


def test_takes_of_older_measures_are_found_unless_in_the_trash(history: History) -> None:
    for take_id, version in (("old", 1), ("older", 0), ("new", 2), ("gone", 1)):
        history.save_take(make_setup(take_id), make_scorecard(measures_version=version))
    history.trash(["gone"])

    assert set(history.measured_before(2)) == {"old", "older"}


def test_trash_hides_restores_and_is_really_emptied(tmp_path: Path) -> None:
    data = UserData(tmp_path)
    for take_id in ("keep", "drop"):
        data.take_folder(take_id).mkdir(parents=True)
        data.take_audio(take_id).write_bytes(b"sound")
    with History(data.history) as history:
        for take_id in ("keep", "drop"):
            history.save_take(make_setup(take_id), make_scorecard())
        history.trash(["keep", "drop"])
        assert history.takes() == ()
        history.restore(["keep"])
        assert [take.take_id for take in history.takes()] == ["keep"]
        assert empty_trash(history, data) == ("drop",)
        assert history.known_ids() == {"keep"}
    assert data.take_audio("keep").exists()
    assert not data.take_folder("drop").exists()


def test_erased_words_are_not_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite3"
    with History(path) as history:
        history.save_take(make_setup(), make_scorecard())
        history.set_note("take-1", "a very private note")
        history.erase(["take-1"])
    assert b"very private" not in path.read_bytes()


def test_an_unknown_take_is_a_clear_sentence(history: History) -> None:
    with pytest.raises(UserFacingError, match="no take"):
        history.take("nothing")


def test_cards_are_kept_replaced_and_undeleted(history: History) -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    saved = SavedCard(card_id="c1", card=WENDY, scenario=Scenario.CHECK_IN, updated_at=now)
    history.save_card(saved)
    assert history.cards() == (saved,)
    history.trash_card("c1")
    assert history.cards() == ()
    history.save_card(saved)
    assert history.cards() == (saved,)


def test_a_newer_history_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite3"
    with History(path):
        pass
    newer = sqlite3.connect(path)
    newer.execute("INSERT INTO migrations VALUES (999, 'from the future', '2030-01-01')")
    newer.commit()
    newer.close()
    with pytest.raises(UserFacingError, match="newer version"):
        History(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite3"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(UserFacingError, match="cannot be read"):
        History(path)
    assert path.read_bytes().startswith(b"not a database")


def test_a_failing_migration_leaves_no_trace() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    broken = Migration(MIGRATIONS[-1].version + 1, "broken", ("CREATE TABLE half (x)", "NOT SQL"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, (*MIGRATIONS, broken))
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    versions = [row[0] for row in connection.execute("SELECT version FROM migrations")]
    connection.close()
    assert "half" not in tables
    assert "takes" in tables
    assert versions == [step.version for step in MIGRATIONS]


def test_a_history_of_the_first_version_learns_of_retries(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with History(path) as now:
        now.save_take(make_setup("line", focus_line="My number is"), make_scorecard(take="line"))
    old = sqlite3.connect(path, isolation_level=None)
    old.execute("ALTER TABLE takes DROP COLUMN focus_line")
    old.execute("DELETE FROM migrations WHERE version = 2")
    old.close()
    with History(path) as again:
        assert again.takes()[0].focus_line == "My number is"

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.corrections import Corrections
from models.errors import UserFacingError
from models.export.bundle import export_everything, import_everything
from models.history import History, SavedCard
from models.user_data import UserData
from tests.models.making import WENDY, make_scorecard, make_setup


@pytest.fixture
def full(tmp_path: Path) -> UserData:
    """A home with two takes (one corrected, named and starred) and a card."""
    data = UserData(tmp_path / "old")
    with History(data.history) as history:
        for take_id in ("one", "two"):
            history.save_take(make_setup(take_id), make_scorecard(take=take_id))
            data.take_folder(take_id).mkdir(parents=True)
            data.take_audio(take_id).write_bytes(b"RIFF" + take_id.encode())
        corrections = Corrections().with_tick("thanks", True)
        history.save_corrections(make_setup("one"), corrections, make_scorecard(values=(99, 99, 99)))
        history.rename("one", "Best")
        history.set_note("one", "note")
        history.set_starred("one", True)
        history.save_card(SavedCard(card_id="c1", card=WENDY, updated_at=datetime(2026, 11, 1, tzinfo=UTC)))
    return data


def test_everything_arrives_on_another_computer(full: UserData, tmp_path: Path) -> None:
    new = UserData(tmp_path / "new")
    with History(full.history) as old, History(new.history) as history:
        export_everything(old, full, tmp_path / "all.zip")
        report = import_everything(history, new, tmp_path / "all.zip")
        assert (report.takes, report.already_there, report.cards) == (2, 0, 1)
        for take_id in ("one", "two"):
            assert history.take(take_id) == old.take(take_id)
            assert new.take_audio(take_id).read_bytes() == full.take_audio(take_id).read_bytes()
        assert history.cards() == old.cards()


def test_importing_twice_adds_nothing_and_overwrites_nothing(full: UserData, tmp_path: Path) -> None:
    with History(full.history) as history:
        export_everything(history, full, tmp_path / "all.zip")
        history.set_note("one", "written later")
        report = import_everything(history, full, tmp_path / "all.zip")
        assert (report.takes, report.already_there) == (0, 2)
        assert history.take("one").summary.note == "written later"


def test_a_cancelled_export_leaves_no_file(full: UserData, tmp_path: Path) -> None:
    with History(full.history) as history:
        report = export_everything(history, full, tmp_path / "all.zip", lambda done, total: done < 1)
    assert report.stopped
    assert not list(tmp_path.glob("all.zip*"))


def test_a_damaged_or_foreign_file_is_a_clear_sentence(full: UserData, tmp_path: Path) -> None:
    cut, foreign = tmp_path / "cut.zip", tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as other:
        other.writestr("manifest.json", json.dumps({"app": "other", "format": 1}))
    with History(full.history) as history:
        export_everything(history, full, tmp_path / "all.zip")
        cut.write_bytes((tmp_path / "all.zip").read_bytes()[:-200])
        for path in (cut, foreign):
            with pytest.raises(UserFacingError, match="no complete Ringback export"):
                import_everything(history, full, path)


def test_a_take_id_cannot_lead_out_of_the_folder(full: UserData, tmp_path: Path) -> None:
    new = UserData(tmp_path / "new")
    with History(full.history) as old, History(new.history) as history:
        export_everything(old, full, tmp_path / "all.zip")
        with zipfile.ZipFile(tmp_path / "all.zip") as good, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
            for name in good.namelist():
                bad.writestr(name, good.read(name).replace(b'"take_id": "one"', b'"take_id": "../x"'))
        with pytest.raises(UserFacingError):
            import_everything(history, new, tmp_path / "bad.zip")
    assert not (tmp_path / "new" / "x").exists()


def test_a_bundle_of_a_newer_version_says_so(full: UserData, tmp_path: Path) -> None:
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(newer, "w") as bundle:
        bundle.writestr("manifest.json", json.dumps({"app": "ringback", "format": 99}))
    with History(full.history) as history, pytest.raises(UserFacingError, match="newer version"):
        import_everything(history, full, newer)

import json
import random
import shutil
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.corrections import Corrections
from models.errors import UserFacingError
from models.export.bundle import export_everything
from models.export.bundle_import import import_everything
from models.history import History, SavedCard, TakeFilter
from models.scenario import Scenario
from models.settings import Settings, save_settings
from models.user_data import UserData
from tests.models.making import WENDY, make_scorecard, make_setup

FILES = ("audio.wav", "tracks.npz", "setup.json")


@pytest.fixture
def full(tmp_path: Path) -> UserData:
    """A home with three takes (one corrected, named and starred, one deleted), a card, settings, and a
    recording that was not scored yet.
    """
    data = UserData(tmp_path / "old")
    with History(data.history) as history:
        for take_id in ("one", "two", "deleted"):
            history.save_take(make_setup(take_id), make_scorecard(take=take_id))
        corrections = Corrections().with_tick("thanks", True)
        history.save_corrections(make_setup("one"), corrections, make_scorecard(values=(99, 99, 99)))
        history.rename("one", "Best")
        history.set_note("one", "note")
        history.set_starred("one", True)
        history.trash(["deleted"])
        history.save_card(SavedCard(card_id="c1", card=WENDY, updated_at=datetime(2026, 11, 1, tzinfo=UTC)))
    for take_id in ("one", "two", "deleted", "unscored"):
        data.take_folder(take_id).mkdir(parents=True)
        for name in FILES:
            (data.take_folder(take_id) / name).write_bytes(f"{take_id}: {name} ".encode() * 5000)
    chosen = Settings(
        microphone="My headset", colour_scheme="dark", target_length_s={Scenario.VOICEMAIL: 20.0}
    )
    save_settings(data.settings, chosen)
    return data


def test_everything_arrives_on_another_computer(full: UserData, tmp_path: Path) -> None:
    new = UserData(tmp_path / "new")
    with History(full.history) as old, History(new.history) as history:
        assert export_everything(old, full, tmp_path / "all.zip").takes == 4
        report = import_everything(history, new, tmp_path / "all.zip")
        assert (report.takes, report.already_there, report.cards) == (4, 0, 1)
        for which in (TakeFilter(), TakeFilter(trashed=True)):
            assert history.takes(which) == old.takes(which)
            for take in old.takes(which):
                assert history.take(take.take_id) == old.take(take.take_id)
        assert history.cards() == old.cards()
    for take_id in ("one", "two", "deleted", "unscored"):
        for name in FILES:
            there, here = full.take_folder(take_id) / name, new.take_folder(take_id) / name
            assert here.read_bytes() == there.read_bytes()
    assert report.settings == Settings(colour_scheme="dark", target_length_s={Scenario.VOICEMAIL: 20.0})
    assert sorted(path.name for path in new.home.iterdir()) == ["history.sqlite3", "takes"]


def test_settings_chosen_here_stay(full: UserData, tmp_path: Path) -> None:
    new = UserData(tmp_path / "new")
    save_settings(new.settings, Settings(colour_scheme="light", speaker="Loudspeaker"))
    with History(full.history) as old, History(new.history) as history:
        export_everything(old, full, tmp_path / "all.zip")
        taken = import_everything(history, new, tmp_path / "all.zip").settings
    assert taken == Settings(
        colour_scheme="light", speaker="Loudspeaker", target_length_s={Scenario.VOICEMAIL: 20.0}
    )


def test_importing_twice_adds_nothing_and_overwrites_nothing(full: UserData, tmp_path: Path) -> None:
    with History(full.history) as history:
        export_everything(history, full, tmp_path / "all.zip")
        history.set_note("one", "written later")
        report = import_everything(history, full, tmp_path / "all.zip")
        assert (report.takes, report.already_there) == (0, 4)
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


@pytest.mark.parametrize("evil", ["../x", "..", "/x", "a/b", "C:\\x", ".hidden", ""])
def test_no_name_leads_out_of_the_folder(full: UserData, tmp_path: Path, evil: str) -> None:
    new = UserData(tmp_path / "new")
    with History(full.history) as old, History(new.history) as history:
        export_everything(old, full, tmp_path / "all.zip")
        with zipfile.ZipFile(tmp_path / "all.zip") as good, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
            for name in good.namelist():
                inside = good.read(name).replace(b'"take_id": "one"', f'"take_id": "{evil}"'.encode())
                bad.writestr(name.replace("takes/two/", f"takes/{evil}/"), inside)
            bad.writestr("takes/good/../../../escaped.txt", "out")
            bad.writestr("takes/good/extra.exe", "not wanted")
        with pytest.raises(UserFacingError):
            import_everything(history, new, tmp_path / "bad.zip")
        assert history.known_ids() <= {"deleted"}
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    strange = {
        p for p in written if p.parts[0] == "new" and p.parts[1] != "history.sqlite3" and p.name not in FILES
    }
    assert not strange
    assert not list(tmp_path.rglob("escaped.txt"))


def test_any_damage_is_a_sentence_and_never_half_a_take(full: UserData, tmp_path: Path) -> None:
    with History(full.history) as old:
        export_everything(old, full, tmp_path / "all.zip")
    whole = (tmp_path / "all.zip").read_bytes()
    chance = random.Random(3)
    failed = 0
    for number in range(60):
        damaged = bytearray(whole)
        for at in (chance.randrange(len(whole)) for _ in range(chance.choice((1, 5, 50)))):
            damaged[at] = chance.randrange(256)
        source, new = tmp_path / "damaged.zip", UserData(tmp_path / f"new {number}")
        source.write_bytes(damaged[: chance.choice((len(whole), chance.randrange(len(whole))))])
        with History(new.history) as history:
            try:
                import_everything(history, new, source)
            except UserFacingError:
                failed += 1
            for path in new.takes.glob("*/*"):
                assert path.read_bytes() == (full.takes / path.relative_to(new.takes)).read_bytes()
            assert not list(new.home.glob("import-*"))
    assert failed > 40


@pytest.mark.parametrize("manifest", ["[]", "7", '{"app": "ringback", "format": "x"}', "[" * 100_000, "{"])
def test_a_strange_manifest_is_a_sentence(full: UserData, tmp_path: Path, manifest: str) -> None:
    with zipfile.ZipFile(tmp_path / "strange.zip", "w") as bundle:
        bundle.writestr("manifest.json", manifest)
    with History(full.history) as history, pytest.raises(UserFacingError):
        import_everything(history, full, tmp_path / "strange.zip")


def test_text_without_end_is_not_read(full: UserData, tmp_path: Path) -> None:
    """A small file that unpacks to gigabytes must not fill the memory."""
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("manifest.json", json.dumps({"app": "ringback", "format": 1}))
        with bundle.open("cards.json", "w") as out:
            for _ in range(100):
                out.write(b" " * 1_000_000)
    tracemalloc.start()
    with History(full.history) as history, pytest.raises(UserFacingError):
        import_everything(history, full, tmp_path / "bomb.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_too_little_space_is_said_before_anything_is_written(
    full: UserData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = UserData(tmp_path / "new")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    with History(full.history) as old, History(new.history) as history:
        export_everything(old, full, tmp_path / "all.zip")
        with pytest.raises(UserFacingError, match="GB are free"):
            import_everything(history, new, tmp_path / "all.zip")
        assert not history.known_ids()


def test_an_import_that_was_ended_is_completed_by_the_next(full: UserData, tmp_path: Path) -> None:
    new = UserData(tmp_path / "new")
    with History(full.history) as old, History(new.history) as history:
        export_everything(old, full, tmp_path / "all.zip")
        shutil.copytree(full.take_folder("one"), new.take_folder("one"))  # its entry was never written
        stopped = import_everything(history, new, tmp_path / "all.zip", lambda done, total: done < 1)
        assert (stopped.takes, stopped.stopped) == (1, True)
        import_everything(history, new, tmp_path / "all.zip")
        assert history.take("one") == old.take("one")


def test_a_bundle_of_a_newer_version_says_so(full: UserData, tmp_path: Path) -> None:
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(newer, "w") as bundle:
        bundle.writestr("manifest.json", json.dumps({"app": "ringback", "format": 99}))
    with History(full.history) as history, pytest.raises(UserFacingError, match="newer version"):
        import_everything(history, full, newer)

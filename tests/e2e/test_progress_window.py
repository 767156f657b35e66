"""Recordings in, takes compared, everything out and in again: through the real window."""

import csv
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from models.history import History, TakeFilter, TakeRecord
from models.scenario import Scenario
from models.scorecard import Status
from models.user_data import UserData
from tests.e2e.display import virtual_display
from tests.e2e.virtual_mic import VirtualMic, virtual_mic

__all__ = ["virtual_mic"]

pytestmark = [pytest.mark.window, pytest.mark.speech]


@pytest.fixture(scope="module")
def display() -> Iterator[dict[str, str]]:
    with virtual_display() as environment:
        yield environment


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample call whole and in parts, in formats that telephones and recorders write."""
    folder = tmp_path_factory.mktemp("recordings")
    sound, rate_hz = soundfile.read(str(files("assets") / "sample_call" / "voicemail.flac"), dtype="float32")
    parts = {
        "whole.flac": sound,
        "first half.ogg": sound[: len(sound) // 2],
        "begin.wav": sound[: 8 * rate_hz],
    }
    for name, part in parts.items():
        soundfile.write(folder / name, part, rate_hz)
    return [folder / name for name in parts]


@pytest.fixture(scope="module")
def imported(
    tmp_path_factory: pytest.TempPathFactory, display: dict[str, str], recordings: list[Path]
) -> tuple[Path, dict[str, Any]]:
    """A home with the recordings as takes, and what was seen on the way; a bad file was among them."""
    home = tmp_path_factory.mktemp("full") / "home"
    bad = recordings[0].with_name("letter.mp3")
    bad.write_text("Dear Sir or Madam")
    report = act("import", home, display, [recordings[0], bad, *recordings[1:]])
    return home, report


def act(
    name: str,
    home: Path,
    environment: dict[str, str],
    paths: list[Path],
    listen: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """One run of the application; `listen` is called when it is about to play."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.progress_driver", name, *map(str, paths)],
        env={**os.environ, **environment, "RINGBACK_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    last = ""
    try:
        for line in process.stdout:
            if line.strip() == "LISTEN":
                listen()
            else:
                last = line
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    report: dict[str, Any] = json.loads(last)
    assert "problem" not in report, report
    print(name, {kind: report[kind] for kind in ("busy_ms", "held_ms", "clock_ms")})
    return report


def records(home: Path) -> list[TakeRecord]:
    with History(UserData(home=home).history) as history:
        return [history.take(take.take_id) for take in history.takes()]


def test_dropped_recordings_become_takes_and_a_bad_one_is_told(imported: tuple[Path, dict[str, Any]]) -> None:
    home, report = imported
    assert any("first take" in words for words in report["empty"])
    assert "Import 4 recordings" in report["asked"]
    first, problem = report["told"].split("\n")
    assert first == "3 of 4 recordings imported and scored."
    assert problem.startswith("letter.mp3")
    assert report["is_closed"]
    shares = [share for _, share in report["seen"]]
    assert shares == sorted(shares)
    assert len(set(shares)) > 5  # it moves, and not only from file to file
    assert {words for words, _ in report["seen"]} >= {
        f"Importing {n} of 4: {name}"
        for n, name in ((1, "whole.flac"), (2, "letter.mp3"), (3, "first half.ogg"), (4, "begin.wav"))
    }
    takes = records(home)
    assert {take.setup.scenario for take in takes} == {Scenario.VOICEMAIL}
    assert {take.summary.title for take in takes} == {"whole", "first half", "begin"}
    assert all(take.scorecard.status is Status.SCORED for take in takes)
    spoken = " ".join(word.text for word in max(takes, key=lambda t: t.scorecard.duration_s).scorecard.words)
    assert "Wendy Jones" in spoken
    folders = {path.name for path in (home / "takes").iterdir()}
    assert folders == {take.setup.take_id for take in takes}


def test_an_import_can_be_stopped_in_the_middle(
    tmp_path: Path, display: dict[str, str], recordings: list[Path]
) -> None:
    home = tmp_path / "home"
    report = act("cancel", home, display, [recordings[2], recordings[0], recordings[1]])
    assert report["told"] == "Stopped. 1 of 3 recordings were imported before."
    (take,) = records(home)
    assert {path.name for path in (home / "takes").iterdir()} == {take.setup.take_id}


def test_what_is_no_recording_is_refused_in_a_sentence(tmp_path: Path, display: dict[str, str]) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("readme.txt", "hello")
    paths = [tmp_path / name for name in ("empty.wav", "picture.jpg", "other.zip")]
    report = act("refuse", tmp_path / "home", display, paths)
    assert "empty.wav is empty. Choose another recording." in report["told"]
    assert "picture.jpg is damaged, or not a recording that Ringback can read." in report["told"]
    assert "“other.zip” is no complete Ringback export." in report["page"]
    assert not records(tmp_path / "home")


@pytest.mark.microphone
def test_two_takes_are_compared_and_the_same_line_is_heard_from_both(
    imported: tuple[Path, dict[str, Any]], display: dict[str, str], virtual_mic: VirtualMic
) -> None:
    home, _ = imported
    played: list[np.ndarray] = []
    report = act(
        "compare",
        home,
        display | virtual_mic.environment,
        [],
        lambda: played.append(virtual_mic.hear_speaker(4.0).samples()),
    )
    assert any("±" in words for words in report["words"])
    assert "No clear change" in report["words"]
    assert {"= same", "Good in both"} <= set(report["words"])
    assert report["zoomed"][0] == report["zoomed"][1]
    (first, first_s, _), (second, second_s, second_end_s) = report["lines"]
    assert (first, second) == (False, True)
    heard_first, heard_second = report["heard"]
    assert first_s - 0.2 <= heard_first[0] <= first_s <= heard_first[1]
    assert second_s - 0.2 <= heard_second[0] <= second_s
    assert heard_second[1] == pytest.approx(second_end_s + 0.25, abs=0.2)
    assert np.sqrt(np.mean(played[0].astype(float) ** 2)) > 100


def test_everything_moves_to_another_computer(
    tmp_path: Path, imported: tuple[Path, dict[str, Any]], display: dict[str, str]
) -> None:
    home, _ = imported
    with History(UserData(home=home).history) as history:
        named, deleted, _ = (take.take_id for take in history.takes())
        history.rename(named, "The best so far")
        history.set_note(named, "Ask about the team.")
        history.set_starred(named, True)
        history.trash([deleted])
    documents, new = tmp_path / "Documents", tmp_path / "new home"
    documents.mkdir()
    target, table = documents / "Ringback export.zip", documents / "Ringback takes.csv"
    moved = display | {"HOME": str(tmp_path)}
    assert "3 takes exported" in act("export", home, moved, [target, table])["told"]
    assert "3 takes" in act("restore", new, display, [target])["told"]
    with History(UserData(home=home).history) as old, History(UserData(home=new).history) as there:
        for which in (TakeFilter(), TakeFilter(trashed=True)):
            assert there.takes(which) == old.takes(which)
            assert [there.take(t.take_id) for t in there.takes(which)] == [
                old.take(t.take_id) for t in old.takes(which)
            ]
        old.restore([deleted])
    for path in (home / "takes").rglob("*"):
        if path.is_file():
            assert (new / path.relative_to(home)).read_bytes() == path.read_bytes()
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    assert "The best so far" in {row["title"] for row in rows}

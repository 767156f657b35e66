import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.__main__ import main
from app.commands.output import sentence
from models.check_catalogue import check_specs
from models.errors import UserFacingError

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="ringback")
def _ringback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: (exit status, standard output, standard error)."""
    monkeypatch.setenv("RINGBACK_HOME", str(tmp_path / "home"))

    def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.mark.parametrize(
    "arguments",
    [
        ("sing",),
        ("score",),
        ("score", "--scenario", "opera", "a.wav"),
        ("check", "--verdict", "maybe"),
        ("rehearse",),
        ("export", "take"),
    ],
)
def test_wrong_usage_is_2(ringback: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = ringback(*arguments)

    assert status == 2
    assert out == ""
    assert "usage:" in err


def test_help_names_every_command(ringback: Run) -> None:
    status, out, _ = ringback("--help")

    assert status == 0
    for command in ("score", "check", "rehearse", "history", "export", "doctor"):
        assert command in out


def test_check_answers_with_every_point(ringback: Run) -> None:
    status, out, err = ringback("check", "--json", stdin="Hello, this is Wendy Jones.")

    assert (status, err) == (0, "")
    checks = json.loads(out)["checks"]
    assert [check["id"] for check in checks] == list(check_specs())
    assert all({"id", "wanted", "said", "quote"} <= check.keys() for check in checks)
    assert next(check for check in checks if check["id"] == "full_name")["said"]


def test_check_by_lines_answers_each_line(ringback: Run) -> None:
    status, out, _ = ringback("check", "--lines", "--json", stdin="Hello.\n\nThank you for your time.\n")

    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert len(answers) == 3
    said = [{check["id"] for check in answer["checks"] if check["said"]} for answer in answers]
    assert said[1] == set()
    assert "thanks" in said[2]


def test_check_for_people(ringback: Run) -> None:
    status, out, _ = ringback("check", stdin="This is Wendy Jones. Sorry to bother you.")

    assert status == 0
    assert "Wendy Jones" in out
    assert "not heard" in out


def test_check_knows_the_call_card_and_the_scenario(ringback: Run, tmp_path: Path) -> None:
    card = tmp_path / "call.json"
    card.write_text('{"caller": "Maya Okafor", "call_date": "2026-11-20", "role": null}')
    arguments = ("check", "--json", "--call", str(card), "--scenario", "check_in", "--verdict", "rejected")
    _, out, _ = ringback(*arguments, stdin="Could you give me feedback on my interview?")

    wanted = {check["id"]: check["wanted"] for check in json.loads(out)["checks"]}
    assert wanted["timeline"] == "must"
    assert wanted["feedback_request"] == "must"


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"call_date": "soon"}', "\xff\x00"])
def test_a_bad_call_card_is_one_line_and_1(ringback: Run, tmp_path: Path, content: str | None) -> None:
    card = tmp_path / "call.json"
    if content is not None:
        card.write_bytes(content.encode("latin-1"))

    status, out, err = ringback("check", "--call", str(card), stdin="Hello.")

    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "call card" in err


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_no_text_is_told_and_1(ringback: Run, text: str) -> None:
    status, out, err = ringback("check", "--lines", stdin=text)

    assert (status, out) == (1, "")
    assert "standard input" in err


def test_what_is_no_text_is_told_and_1() -> None:
    process = subprocess.run(
        [sys.executable, "-m", "app", "check"],
        input=b"\xff\xfe\x00",
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"LC_ALL": "C"},
    )

    assert process.returncode == 1
    assert process.stderr.count(b"\n") == 1
    assert b"UTF-8" in process.stderr


@pytest.mark.parametrize("content", [None, b"", b"RIFF", b"not a sound" * 99, b"ID3" + b"\0" * 5000])
def test_bad_recordings_are_one_line_and_1(ringback: Run, tmp_path: Path, content: bytes | None) -> None:
    audio = tmp_path / "call.wav"
    if content is not None:
        audio.write_bytes(content)

    status, out, err = ringback("score", "--json", str(audio))

    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_several_bad_recordings_have_a_line_each(ringback: Run, tmp_path: Path) -> None:
    status, out, err = ringback("score", "--json", str(tmp_path / "a.wav"), str(tmp_path / "b.wav"))

    assert status == 1
    assert [list(json.loads(line)) for line in out.splitlines()] == [["error"], ["error"]]
    assert err.count("\n") == 2


def test_no_takes_yet(ringback: Run) -> None:
    assert ringback("history")[:2] == (0, "No takes yet. `ringback` opens the window to rehearse a call.\n")
    assert json.loads(ringback("history", "--json")[1]) == {"takes": []}


def test_an_unknown_take_cannot_be_exported(ringback: Run, tmp_path: Path) -> None:
    status, _, err = ringback("export", "nothing", "--to", str(tmp_path / "x.json"))

    assert status == 1
    assert err.count("\n") == 1


def test_a_bug_is_logged_and_said_in_one_line(
    ringback: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(options: object) -> int:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("app.commands.history.run", broken)
    status, _, err = ringback("history")

    assert status == 1
    assert err.count("\n") == 1
    assert "ZeroDivisionError" in (tmp_path / "home" / "logs" / "command-line.log").read_text()


def test_ctrl_c_ends_quietly(ringback: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.commands.history.run", interrupted)
    assert ringback("history") == (130, "", "")


def test_a_reader_that_leaves_is_no_error_to_speak_of(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "check", "--lines", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": "", "RINGBACK_HOME": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        text=True,
    )
    with process:
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate("Hello.\n" * 50)

    assert err == ""
    assert process.returncode == 1


def test_the_command_line_starts_without_heavy_libraries() -> None:
    code = (
        "import sys, app.cli, app.commands.check, models.understanding\n"
        "heavy = {'numpy', 'librosa', 'faster_whisper', 'PySide6', 'av', 'sounddevice'} & set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize(
    ("what", "way_out", "expected"),
    [
        ("It is empty.", "Choose another.", "It is empty: choose another."),
        ("It is empty.", "", "It is empty."),
        ("No model.", "Run `make setup`.", "No model: run `make setup`."),
        ("No model.", "`make setup` helps.", "No model: `make setup` helps."),
        ("No sound.", "USB helps.", "No sound: USB helps."),
    ],
)
def test_an_error_is_one_sentence(what: str, way_out: str, expected: str) -> None:
    assert sentence(UserFacingError(what, way_out)) == expected

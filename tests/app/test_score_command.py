"""`ringback score` with the real models on the bundled sample call."""

import json
import wave
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from app.__main__ import main
from models.check_catalogue import check_specs

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "assets" / "sample_call" / "voicemail.flac"
CARD = ROOT / "assets" / "sample_call" / "call.json"
SCHEMA = json.loads((ROOT / "tests" / "data" / "scorecard.schema.json").read_text())

pytestmark = pytest.mark.speech


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGBACK_HOME", str(tmp_path / "home"))


def _wav(path: Path, samples: np.ndarray) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path


def test_the_sample_call_is_scored(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(SAMPLE), "--call", str(CARD), "--json"]) == 0

    card = json.loads(capsys.readouterr().out)
    jsonschema.validate(card, SCHEMA)
    assert card["status"] == "scored"
    assert card["take"] is None
    assert [check["id"] for check in card["checks"]] == list(check_specs())
    said = {check["id"]: check for check in card["checks"] if check["said"]}
    assert {"greeting", "full_name", "role", "interview_reference", "thanks", "phone_number"} <= said.keys()
    assert 1.0 < said["full_name"]["start_s"] < 3.5
    assert 55 <= card["measures"]["words"] <= 65
    for score in card["scores"].values():
        assert score["value"] is not None
        assert all(reason["source"] for reason in score["reasons"])


def test_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(SAMPLE)]) == 0

    out = capsys.readouterr().out
    for heading in ("Brevity", "Ten-second intro", "Confident tone", "What was said", "Transcript"):
        assert heading in out
    assert "\x1b" not in out


def test_several_files_have_a_line_each_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silence = _wav(tmp_path / "silence.wav", np.zeros(16000 * 8))
    noise = _wav(tmp_path / "noise.wav", np.random.default_rng(1).normal(0, 0.02, 16000 * 30))
    blip = _wav(tmp_path / "blip.wav", np.zeros(100))
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF....WAVE")
    files = [str(path) for path in (silence, broken, noise, blip, SAMPLE)]

    assert main(["score", "--json", *files]) == 1

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.get("status", "error") for line in lines] == [
        "no_speech",
        "error",
        "no_speech",
        "no_speech",
        "scored",
    ]
    for line in lines:
        if "error" not in line:
            jsonschema.validate(line, SCHEMA)
    assert lines[0]["scores"]["tone"]["value"] is None

import hashlib
import json
from pathlib import Path

import pytest

from audio import weights
from audio.weights import embedded_weights, find_weights
from models.errors import UserFacingError


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small folder that passes as the embedded model."""
    folder = tmp_path / "model"
    folder.mkdir()
    sums = {}
    for name in weights.EMBEDDED_SHA256:
        (folder / name).write_bytes(name.encode())
        sums[name] = hashlib.sha256(name.encode()).hexdigest()
    monkeypatch.setattr(weights, "EMBEDDED_SHA256", sums)
    return folder


def test_intact_files_are_accepted_and_remembered(model: Path, tmp_path: Path, monkeypatch):
    cache = tmp_path / "cache"
    assert embedded_weights(cache=cache, folder=model) == model
    assert len(json.loads((cache / "verified_weights.json").read_text())) == 4

    monkeypatch.setattr(weights, "_sha256", lambda path: pytest.fail("hashed again"))
    assert embedded_weights(cache=cache, folder=model) == model


def test_a_changed_file_is_checked_again(model: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    embedded_weights(cache=cache, folder=model)
    (model / "model.bin").write_bytes(b"changed on the disk")
    with pytest.raises(UserFacingError, match="damaged"):
        embedded_weights(cache=cache, folder=model)


def test_a_missing_file_tells_the_way_out(model: Path, tmp_path: Path):
    (model / "tokenizer.json").unlink()
    with pytest.raises(UserFacingError, match="make setup"):
        embedded_weights(cache=tmp_path, folder=model)


def test_a_missing_package_tells_the_way_out(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(weights, "EMBEDDED_PACKAGE", "no_such_package_here")
    with pytest.raises(UserFacingError, match="not installed"):
        find_weights(cache=tmp_path)


@pytest.mark.parametrize("note", ["", "[]", "{not json"])
def test_a_damaged_note_is_made_again(model: Path, tmp_path: Path, note: str):
    (tmp_path / "verified_weights.json").write_text(note)
    assert embedded_weights(cache=tmp_path, folder=model) == model


def test_an_unwritable_cache_does_no_harm(model: Path, tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    assert embedded_weights(cache=tmp_path / "file" / "cache", folder=model) == model


def test_another_folder_is_taken_if_complete(model: Path, tmp_path: Path):
    assert find_weights(str(model), cache=tmp_path) == model
    (model / "model.bin").unlink()
    with pytest.raises(UserFacingError, match=r"model\.bin is missing"):
        find_weights(str(model), cache=tmp_path)


def test_a_folder_or_name_that_is_not_here_is_one_sentence(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(UserFacingError, match="no speech model folder"):
        find_weights(str(tmp_path / "nowhere"))
    with pytest.raises(UserFacingError, match="no speech model called"):
        find_weights("no-such-model")
    with pytest.raises(UserFacingError, match="no speech model called"):
        find_weights("base.en")


def test_the_installed_model_is_the_known_one(tmp_path: Path):
    found = find_weights(cache=tmp_path)
    assert hashlib.sha256((found / "model.bin").read_bytes()).hexdigest().startswith("1a5afae0")

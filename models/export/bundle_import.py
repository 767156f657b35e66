"""Reads a file of `models.export.bundle`: adds what is missing, and leaves what is there alone.

The file may come from anywhere: nothing in it decides where a file is written, and nothing but sound
is ever unpacked without a limit.
"""

import json
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import cattrs

from models.codec import from_json
from models.errors import UserFacingError
from models.export.bundle import (
    CARDS,
    FORMAT,
    MANIFEST,
    SETTINGS,
    TAKE,
    TAKE_FILES,
    BundleReport,
    Progress,
    TakeFile,
)
from models.history.saved_card import SavedCard
from models.history.store import History
from models.settings import Settings, filled_up, load_settings
from models.user_data import UserData

_INSIDE = re.compile(r"takes/([A-Za-z0-9][A-Za-z0-9_.-]{0,99})/([^/]+)")
"""Ids become folder names, so a crafted one must not lead out of the takes' folder."""
_LONGEST_JSON = 64_000_000
"""Bytes. The scorecard of an hour of talk has one million."""
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    OverflowError,
    RuntimeError,  # encrypted, or of an unknown compression
)

T = TypeVar("T")


def import_everything(
    history: History, data: UserData, source: Path, progress: Progress = lambda done, total: True
) -> BundleReport:
    """Adds the takes and cards of a bundle that are not here yet, and the settings not chosen here.

    Raises `UserFacingError` when `source` is no bundle, is damaged, or is from a newer version;
    what was added before the damage stays.
    """
    try:
        with zipfile.ZipFile(source) as bundle:
            return _Import(history, data, bundle).run(progress)
    except _DAMAGED as error:
        raise UserFacingError(
            f"“{source.name}” is no complete Ringback export.",
            "Export everything again on the other computer, and copy the whole file.",
        ) from error
    except OSError as error:
        raise UserFacingError(
            f"“{source.name}” cannot be imported: {error.strerror or error}.",
            "Check the file and the free space.",
        ) from error


class _Import:
    """One import; the contents of the file are looked at once."""

    def __init__(self, history: History, data: UserData, bundle: zipfile.ZipFile) -> None:
        self._history, self._data, self._bundle = history, data, bundle
        self._folders: dict[str, list[str]] = {}
        for name in bundle.namelist():
            if (found := _INSIDE.fullmatch(name)) is not None:
                self._folders.setdefault(found[1], []).append(found[2])

    def run(self, progress: Progress) -> BundleReport:
        self._check_manifest()
        known = self._history.known_ids()
        missing = [
            take_id for take_id in self._folders if take_id not in known and not self._is_copy(take_id)
        ]
        self._check_space(missing)
        there = len(self._folders) - len(missing)
        report = BundleReport(0, there, self._add_cards(), settings=self._settings())
        for done, take_id in enumerate(missing):
            if not progress(done, len(missing)):
                return replace(report, takes=done, stopped=True)
            self._add_take(take_id)
        progress(len(missing), len(missing))
        return replace(report, takes=len(missing))

    def _is_copy(self, take_id: str) -> bool:
        """A recording that waits to be scored here, too."""
        return TAKE not in self._folders[take_id] and self._data.take_folder(take_id).exists()

    def _check_manifest(self) -> None:
        manifest = self._read(MANIFEST, dict[str, Any])
        if manifest["app"] != "ringback":
            raise ValueError("not a Ringback bundle")
        if int(manifest["format"]) > FORMAT:
            raise UserFacingError(
                "This export was made by a newer version of Ringback.", "Update Ringback, then import it."
            )

    def _check_space(self, take_ids: Iterable[str]) -> None:
        self._data.takes.mkdir(parents=True, exist_ok=True)
        names = [f"takes/{take_id}/{name}" for take_id in take_ids for name in self._folders[take_id]]
        needed = sum(self._bundle.getinfo(name).file_size for name in names)
        free = shutil.disk_usage(self._data.takes).free
        if needed > free:
            raise UserFacingError(
                f"The import needs {needed / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free.",
                "Free some space, then import it again.",
            )

    def _settings(self) -> Settings | None:
        if SETTINGS not in self._bundle.namelist():
            return None
        here = load_settings(self._data.settings)
        both = filled_up(here, self._read(SETTINGS, Settings))
        return both if both != here else None

    def _add_cards(self) -> int:
        here = {saved.card_id for saved in self._history.cards()}
        missing = [saved for saved in self._read(CARDS, tuple[SavedCard, ...]) if saved.card_id not in here]
        for saved in missing:
            self._history.save_card(saved)
        return len(missing)

    def _add_take(self, take_id: str) -> None:
        """The files are whole in their place, or not there; the history follows them.

        Files without their entry, from an import that was ended in between, get it now.
        """
        kept = self._read(f"takes/{take_id}/{TAKE}", TakeFile) if TAKE in self._folders[take_id] else None
        if kept is not None and kept.setup.take_id != take_id:
            raise ValueError(f"the take in {take_id!r} is another")
        if not self._data.take_folder(take_id).exists():
            self._unpack(take_id)
        if kept is not None:
            self._enter(kept)

    def _unpack(self, take_id: str) -> None:
        with tempfile.TemporaryDirectory(prefix="import-", dir=self._data.home) as beside:
            folder = Path(beside) / take_id
            folder.mkdir()
            for name in TAKE_FILES:
                if name in self._folders[take_id]:
                    with (
                        self._bundle.open(f"takes/{take_id}/{name}") as packed,
                        (folder / name).open("wb") as out,
                    ):
                        shutil.copyfileobj(packed, out)
            folder.rename(self._data.take_folder(take_id))

    def _enter(self, kept: TakeFile) -> None:
        history, take_id = self._history, kept.setup.take_id
        history.save_take(kept.setup, kept.heard)
        if kept.corrected is not None:
            history.save_corrections(kept.setup, kept.corrections, kept.corrected)
        if kept.title:
            history.rename(take_id, kept.title)
        if kept.note:
            history.set_note(take_id, kept.note)
        if kept.starred:
            history.set_starred(take_id, True)
        if kept.trashed:
            history.trash([take_id])

    def _read(self, name: str, kind: type[T]) -> T:
        if self._bundle.getinfo(name).file_size > _LONGEST_JSON:
            raise ValueError(f"{name} is too long")
        packed = self._bundle.read(name)
        try:
            return from_json(json.loads(packed), kind)
        except (ValueError, TypeError, AttributeError, RecursionError, cattrs.BaseValidationError) as error:
            raise ValueError(f"{name} is not what it should be") from error

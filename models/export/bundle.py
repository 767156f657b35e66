"""Everything in one file, to keep or to move to another computer.

A zip with a manifest, the call cards, and a folder for each take: its setup, what was heard, the
user's corrections, name, note and star as JSON, and the recording with its tracks. Importing adds
what is missing and leaves what is there alone.
"""

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import cattrs

from models.codec import from_json, to_json
from models.corrections import Corrections
from models.errors import UserFacingError
from models.history.records import TakeFilter, TakeRecord
from models.history.saved_card import SavedCard
from models.history.store import History
from models.scorecard import Scorecard
from models.take import TakeSetup
from models.user_data import UserData

FORMAT = 1
_FILES = ("audio.wav", "tracks.npz", "setup.json")
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")

Progress = Callable[[int, int], bool]
"""Called with (done, total); returns False to stop."""


@dataclass(frozen=True)
class BundleReport:
    """What an export or import did; `stopped` when the user cancelled."""

    takes: int
    already_there: int = 0
    cards: int = 0
    stopped: bool = False


@dataclass(frozen=True)
class _TakeFile:
    setup: TakeSetup
    heard: Scorecard
    corrected: Scorecard | None
    corrections: Corrections = field(default_factory=Corrections)
    title: str = ""
    note: str = ""
    starred: bool = False


def export_everything(
    history: History, data: UserData, target: Path, progress: Progress = lambda done, total: True
) -> BundleReport:
    """Writes every take and card that is not in the trash to the zip file `target`.

    Written beside and renamed, so that a failure never leaves half a file under that name.
    Raises `UserFacingError` when the file cannot be written.
    """
    takes = history.takes(TakeFilter())
    cards = history.cards()
    beside = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as bundle:
            manifest = {"format": FORMAT, "app": "ringback", "exported_at": datetime.now().isoformat()}
            bundle.writestr("manifest.json", json.dumps(manifest))
            bundle.writestr("cards.json", json.dumps(to_json(cards), ensure_ascii=False))
            for done, take in enumerate(takes):
                if not progress(done, len(takes)):
                    beside.unlink()
                    return BundleReport(done, stopped=True)
                _write_take(bundle, history.take(take.take_id), data)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UserFacingError(
            f"“{target}” cannot be written: {error.strerror or error}.",
            "Choose another folder, or free some space.",
        ) from error
    progress(len(takes), len(takes))
    return BundleReport(len(takes), cards=len(cards))


def import_everything(
    history: History, data: UserData, source: Path, progress: Progress = lambda done, total: True
) -> BundleReport:
    """Adds the takes and cards of a bundle that are not here yet.

    Raises `UserFacingError` when `source` is no bundle, is damaged, or is from a newer version;
    what was added before the damage stays.
    """
    try:
        with zipfile.ZipFile(source) as bundle:
            _check_manifest(json.loads(bundle.read("manifest.json")))
            cards = from_json(json.loads(bundle.read("cards.json")), tuple[SavedCard, ...])
            added_cards = _add_cards(history, cards)
            return _add_takes(history, data, bundle, added_cards, progress)
    except (zipfile.BadZipFile, KeyError, ValueError, cattrs.BaseValidationError, EOFError) as error:
        raise UserFacingError(
            f"“{source.name}” is no complete Ringback export.",
            "Export everything again on the other computer, and copy the whole file.",
        ) from error
    except OSError as error:
        raise UserFacingError(
            f"“{source.name}” cannot be read: {error.strerror or error}.",
            "Check the file and the free space.",
        ) from error


def _write_take(bundle: zipfile.ZipFile, record: TakeRecord, data: UserData) -> None:
    kept = _TakeFile(
        setup=record.setup,
        heard=record.heard,
        corrected=record.scorecard if record.corrections != Corrections() else None,
        corrections=record.corrections,
        title=record.summary.title,
        note=record.summary.note,
        starred=record.summary.starred,
    )
    folder = f"takes/{record.setup.take_id}"
    bundle.writestr(f"{folder}/take.json", json.dumps(to_json(kept), ensure_ascii=False))
    for name in _FILES:
        path = data.take_folder(record.setup.take_id) / name
        if path.exists():
            bundle.write(path, f"{folder}/{name}")


def _check_manifest(manifest: dict[str, Any]) -> None:
    if manifest["app"] != "ringback":
        raise ValueError("not a Ringback bundle")
    if manifest["format"] > FORMAT:
        raise UserFacingError(
            "This export was made by a newer version of Ringback.", "Update Ringback, then import it."
        )


def _add_cards(history: History, cards: tuple[SavedCard, ...]) -> int:
    here = {saved.card_id for saved in history.cards()}
    missing = [saved for saved in cards if saved.card_id not in here]
    for saved in missing:
        history.save_card(saved)
    return len(missing)


def _add_takes(
    history: History, data: UserData, bundle: zipfile.ZipFile, cards: int, progress: Progress
) -> BundleReport:
    names = [name for name in bundle.namelist() if re.fullmatch(r"takes/[^/]+/take\.json", name)]
    known = history.known_ids()
    added = 0
    for done, name in enumerate(names):
        if not progress(done, len(names)):
            return BundleReport(added, done - added, cards, stopped=True)
        kept = from_json(json.loads(bundle.read(name)), _TakeFile)
        take_id = kept.setup.take_id
        # Ids become folder names, so a crafted one must not lead out of the takes' folder.
        if not _SAFE_ID.fullmatch(take_id):
            raise ValueError(f"bad take id {take_id!r}")
        if take_id in known:
            continue
        _add_files(bundle, name.rpartition("/")[0], data.take_folder(take_id))
        _add_take(history, kept)
        added += 1
    progress(len(names), len(names))
    return BundleReport(added, len(names) - added, cards)


def _add_files(bundle: zipfile.ZipFile, inside: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    there = set(bundle.namelist())
    for name in _FILES:
        if f"{inside}/{name}" in there:
            with bundle.open(f"{inside}/{name}") as packed, (folder / name).open("wb") as out:
                shutil.copyfileobj(packed, out)


def _add_take(history: History, kept: _TakeFile) -> None:
    take_id = kept.setup.take_id
    history.save_take(kept.setup, kept.heard)
    if kept.corrected is not None:
        history.save_corrections(kept.setup, kept.corrections, kept.corrected)
    if kept.title:
        history.rename(take_id, kept.title)
    if kept.note:
        history.set_note(take_id, kept.note)
    if kept.starred:
        history.set_starred(take_id, True)

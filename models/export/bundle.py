"""Everything in one file, to keep or to move to another computer.

A zip with a manifest, the settings, the call cards, and a folder for each take, those in the trash
included: its setup, what was heard, the user's corrections, name, note and star as JSON, and the
recording with its tracks. A recording that was not scored yet is a folder without that JSON.
`models.export.bundle_import` reads it.
"""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from models.codec import to_json
from models.corrections import Corrections
from models.errors import UserFacingError
from models.history.records import TakeFilter, TakeRecord
from models.history.store import History
from models.scorecard import Scorecard
from models.settings import Settings, load_settings, without_devices
from models.take import TakeSetup
from models.user_data import UserData

FORMAT = 1
MANIFEST, SETTINGS, CARDS, TAKE = "manifest.json", "settings.json", "cards.json", "take.json"
TAKE_FILES = ("audio.wav", "tracks.npz", "setup.json")

Progress = Callable[[int, int], bool]
"""Called with (done, total); returns False to stop."""


@dataclass(frozen=True)
class BundleReport:
    """What an export or import did; `stopped` when the user cancelled.

    `settings` are those to go on with after an import, None when they stay as they are.
    """

    takes: int
    already_there: int = 0
    cards: int = 0
    stopped: bool = False
    settings: Settings | None = None


@dataclass(frozen=True)
class TakeFile:
    """What `take.json` holds."""

    setup: TakeSetup
    heard: Scorecard
    corrected: Scorecard | None
    corrections: Corrections = field(default_factory=Corrections)
    title: str = ""
    note: str = ""
    starred: bool = False
    trashed: bool = False


def export_everything(
    history: History, data: UserData, target: Path, progress: Progress = lambda done, total: True
) -> BundleReport:
    """Writes everything to the zip file `target`.

    Written beside and renamed, so that a failure never leaves half a file under that name.
    Raises `UserFacingError` when the file cannot be written.
    """
    beside = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as bundle:
            report = _write(bundle, history, data, progress)
        if report.stopped:
            beside.unlink()
        else:
            beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UserFacingError(
            f"“{target}” cannot be written: {error.strerror or error}.",
            "Choose another folder, or free some space.",
        ) from error
    return report


def _write(bundle: zipfile.ZipFile, history: History, data: UserData, progress: Progress) -> BundleReport:
    cards = history.cards()
    manifest = {"format": FORMAT, "app": "ringback", "exported_at": datetime.now().isoformat()}
    _write_json(bundle, MANIFEST, manifest)
    _write_json(bundle, SETTINGS, to_json(without_devices(load_settings(data.settings))))
    _write_json(bundle, CARDS, to_json(cards))
    trash = {take.take_id for take in history.takes(TakeFilter(trashed=True))}
    scored = history.known_ids()
    recorded = {folder.name for folder in data.takes.iterdir()} if data.takes.exists() else set()
    take_ids = sorted(scored | recorded)
    for done, take_id in enumerate(take_ids):
        if not progress(done, len(take_ids)):
            return BundleReport(done, stopped=True)
        if take_id in scored:
            kept = _take_file(history.take(take_id), take_id in trash)
            _write_json(bundle, f"takes/{take_id}/{TAKE}", to_json(kept))
        _write_files(bundle, data.take_folder(take_id))
    progress(len(take_ids), len(take_ids))
    return BundleReport(len(take_ids), cards=len(cards))


def _take_file(record: TakeRecord, trashed: bool) -> TakeFile:
    return TakeFile(
        setup=record.setup,
        heard=record.heard,
        corrected=record.scorecard if record.corrections != Corrections() else None,
        corrections=record.corrections,
        title=record.summary.title,
        note=record.summary.note,
        starred=record.summary.starred,
        trashed=trashed,
    )


def _write_json(bundle: zipfile.ZipFile, name: str, value: object) -> None:
    bundle.writestr(name, json.dumps(value, ensure_ascii=False))


def _write_files(bundle: zipfile.ZipFile, folder: Path) -> None:
    for name in TAKE_FILES:
        path = folder / name
        if path.is_file():
            bundle.write(path, f"takes/{folder.name}/{name}")

"""Emptying the trash: rows and files, really gone."""

import shutil
from collections.abc import Iterable

from models.history.records import TakeFilter
from models.history.store import History
from models.user_data import UserData


def empty_trash(history: History, data: UserData) -> tuple[str, ...]:
    """Erases every trashed take with its recording, and the trashed cards; returns the takes' ids."""
    doomed = tuple(take.take_id for take in history.takes(TakeFilter(trashed=True)))
    erase_takes(history, data, doomed)
    history.erase_trashed_cards()
    return doomed


def erase_takes(history: History, data: UserData, take_ids: Iterable[str]) -> None:
    """Deletes the folders first: a crash in between leaves a row to erase again, not a lost file."""
    doomed = tuple(take_ids)
    for take_id in doomed:
        folder = data.take_folder(take_id)
        if folder.exists():
            shutil.rmtree(folder)
    history.erase(doomed)

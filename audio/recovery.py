"""Takes whose recording never came to its end: the app was killed, or the power went."""

import logging
import shutil
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from audio.take_folder import AUDIO_NAME, read_setup
from audio.take_lock import Mark, mark_of
from audio.wav_format import NotOurWavError, frames_in, read_header, repair
from models.errors import UserFacingError
from models.take import TakeSetup

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class RecoverableTake:
    """A take with sound that isn't in the history."""

    setup: TakeSetup
    folder: Path
    duration_s: float
    is_cut_off: bool = False
    """Its recorder died; else it was hung up, and only never scored."""

    @property
    def path(self) -> Path:
        return self.folder / AUDIO_NAME


def unfinished_takes(takes: Path, known_ids: Collection[str]) -> tuple[RecoverableTake, ...]:
    """The takes in the folder `takes` that hold sound but aren't known, the oldest first.

    A take that is being recorded, here or by another process, is none of them.

    Nothing is changed. A take without a readable setup (the power went before it reached the disk)
    is offered as a voicemail of the file's time: its sound is what matters.
    """
    if not takes.is_dir():
        return ()
    found = []
    for folder in takes.iterdir():
        if folder.name in known_ids:
            continue
        audio = folder / AUDIO_NAME
        try:
            duration_s = _sound_s(audio)
        except (OSError, NotOurWavError) as error:
            _log.info("%s holds no take: %s", folder, error)
            continue
        mark = mark_of(folder)
        if duration_s > 0 and mark is not Mark.RECORDING:
            setup, is_cut_off = read_setup(folder), mark is Mark.LEFT
            found.append(
                RecoverableTake(setup=setup, folder=folder, duration_s=duration_s, is_cut_off=is_cut_off)
            )
    return tuple(sorted(found, key=lambda take: take.setup.started_at))


def keep(take: RecoverableTake) -> RecoverableTake:
    """Make the file whole, ready to be analysed like any other. Raises `UserFacingError`."""
    try:
        return replace(take, duration_s=repair(take.path))
    except (OSError, NotOurWavError) as error:
        raise UserFacingError(
            "This recording cannot be repaired.", f"Its sound is still in {take.path}."
        ) from error


def discard(take: RecoverableTake) -> None:
    """Delete the take with its recording. Raises `UserFacingError`."""
    try:
        shutil.rmtree(take.folder)
    except OSError as error:
        raise UserFacingError(
            "This recording cannot be deleted.", f"Check that {take.folder} may be changed."
        ) from error


def _sound_s(path: Path) -> float:
    with path.open("rb") as file:
        header = read_header(file)
    return frames_in(path, header) / header.rate_hz if header is not None else 0.0

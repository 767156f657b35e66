"""The files of one take on the disk: its sound, and what was known when it began."""

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

import cattrs

from models.codec import from_json, to_json
from models.scenario import Scenario
from models.take import TakeSetup

_log = logging.getLogger(__name__)

AUDIO_NAME = "audio.wav"
SETUP_NAME = "setup.json"


def write_setup(folder: Path, setup: TakeSetup) -> None:
    """Write `setup.json`, through to the disk. Raises `OSError`."""
    with (folder / SETUP_NAME).open("w", encoding="utf-8") as file:
        json.dump(to_json(setup), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())


def read_setup(folder: Path) -> TakeSetup:
    """The take's setup; when it can't be read, a voicemail of the time of its sound. Raises `OSError`.

    The sound is what matters: a take must not be lost because a power cut took the smaller file.
    """
    try:
        setup = from_json(json.loads((folder / SETUP_NAME).read_text(encoding="utf-8")), TakeSetup)
        if setup.take_id == folder.name:
            return setup
        _log.warning("the setup in %s is that of another take", folder)
    except (OSError, ValueError, TypeError, cattrs.BaseValidationError):
        _log.warning("the setup in %s cannot be read", folder, exc_info=True)
    began = datetime.fromtimestamp((folder / AUDIO_NAME).stat().st_mtime, UTC)
    return TakeSetup(take_id=folder.name, started_at=began, scenario=Scenario.VOICEMAIL)

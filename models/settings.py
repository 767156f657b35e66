"""The user's settings, kept as one small JSON file."""

import json
import logging
import os
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Literal

import cattrs

from models.codec import from_json, to_json
from models.scenario import Scenario

_LOG = logging.getLogger(__name__)

ColourScheme = Literal["system", "light", "dark"]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything the user can choose; the defaults are what most people want."""

    colour_scheme: ColourScheme = "system"
    microphone: str = ""
    """Name of the input device; empty is the system's default."""
    speaker: str = ""
    model: str = ""
    """Folder of other Whisper weights, or a model's name; empty is the embedded one."""
    show_points_live: bool = True
    target_length_s: dict[Scenario, float] = field(default_factory=dict)
    """The user's own target length for a scenario; absent means the rubric's."""
    last_card_id: str = ""
    window: str = ""
    """Where the window was: Qt's description of it, in base 64; empty on the first start."""

    def with_target_length(self, scenario: Scenario, seconds: float | None) -> "Settings":
        """These settings with one's own target length for a scenario; None: the rubric's again."""
        others = {kind: length for kind, length in self.target_length_s.items() if kind is not scenario}
        own = {} if seconds is None else {scenario: seconds}
        return replace(self, target_length_s=others | own)


def load_settings(path: Path) -> Settings:
    """The saved settings; a missing or unreadable file gives the defaults (and is logged)."""
    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")), Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, cattrs.BaseValidationError):
        _LOG.exception("The settings in %s cannot be read; the defaults are used.", path)
        return Settings()


def save_settings(path: Path, settings: Settings) -> None:
    """Writes beside and renames, so that a crash leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(to_json(settings), indent=1), encoding="utf-8")
    os.replace(beside, path)


def without_devices(settings: Settings) -> Settings:
    """What is worth taking to another computer: not its devices, not its files."""
    return replace(settings, microphone="", speaker="", model="", window="")


def filled_up(here: Settings, theirs: Settings) -> Settings:
    """What was never chosen here is taken from another computer's settings."""
    plain, offered = Settings(), without_devices(theirs)
    unchosen = [one.name for one in fields(Settings) if getattr(here, one.name) == getattr(plain, one.name)]
    return replace(here, **{name: getattr(offered, name) for name in unchosen})

"""Where the user's data live: takes, history, settings, logs."""

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "RINGBACK_HOME"


@dataclass(frozen=True)
class UserData:
    """The folders of one user; `RINGBACK_HOME` moves all of them."""

    home: Path

    @property
    def takes(self) -> Path:
        return self.home / "takes"

    @property
    def history(self) -> Path:
        return self.home / "history.sqlite3"

    @property
    def settings(self) -> Path:
        return self.home / "settings.json"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    def take_folder(self, take_id: str) -> Path:
        """Holds `audio.wav`, `setup.json` and `tracks.npz` of one take."""
        return self.takes / take_id

    def take_audio(self, take_id: str) -> Path:
        return self.take_folder(take_id) / "audio.wav"


def user_data() -> UserData:
    """The user's folders, from the environment or the platform's convention."""
    moved = os.environ.get(HOME_VARIABLE)
    return UserData(home=(Path(moved).expanduser() if moved else _platform_folder()).absolute())


def _platform_folder() -> Path:
    import platformdirs

    return platformdirs.user_data_path("ringback", appauthor=False)

"""The user's settings in use: read once, saved at every change, and told to who listens."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from models.settings import Settings


class Preferences(QObject):
    """`settings` is read from `path` when first asked for, which is after the first paint."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._settings: Settings | None = None

    @property
    def settings(self) -> "Settings":
        if self._settings is None:
            from models.settings import load_settings

            self._settings = load_settings(self._path)
        return self._settings

    def change(self, **values: Any) -> None:
        """Sets fields of `Settings` by name and saves them. A full disk is logged, not fatal."""
        from models.settings import save_settings

        changed = replace(self.settings, **values)
        if changed != self._settings:
            self._settings = changed
            save_settings(self._path, changed)
            self.changed.emit()

"""The user's settings in use: read once, saved at every change, and told to who listens."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QJsonDocument, QObject, Signal

from app.theme.tokens import SchemeChoice

if TYPE_CHECKING:
    from models.settings import Settings


class FirstSettings(NamedTuple):
    """What the first picture depends on."""

    scheme: SchemeChoice
    window: str
    """As `Settings.window`."""


def first_settings(path: Path) -> FirstSettings:
    """Without the machinery that checks the whole file (it costs 50 ms), and without Python's json (1 ms)."""
    scheme, window = SchemeChoice.SYSTEM, ""
    if path.exists():
        try:
            saved = QJsonDocument.fromJson(path.read_bytes()).toVariant()
            scheme, window = SchemeChoice(saved["colour_scheme"]), str(saved["window"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # the whole file is read soon, and what is wrong with it logged
    return FirstSettings(scheme, window)


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

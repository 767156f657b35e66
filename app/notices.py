"""Short messages that any page may show at the bottom of the window, with undo where it can be undone."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, eq=False, repr=False)
class Notice:
    """`action` is called when the user presses the button named `action_label`."""

    text: str
    action_label: str = ""
    action: Callable[[], None] | None = None


class Notices(QObject):
    """The main window shows what is posted here for some seconds, one at a time."""

    posted = Signal(object)
    """(Notice)"""

    def say(self, text: str) -> None:
        self.posted.emit(Notice(text))

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.posted.emit(Notice(text, "Undo", undo))

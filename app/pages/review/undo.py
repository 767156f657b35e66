"""Undo and redo of the corrections, take by take, as long as the window is open.

Not Qt's QUndoStack: when the garbage collector takes a stack of PySide6 6.11, its commands are deleted
before it, and it deletes them once more; the program dies of that.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from models.corrections import Corrections


@dataclass(frozen=True)
class Steps:
    """What was before the corrections of now, and what was taken back; the newest last."""

    before: tuple[Corrections, ...] = ()
    after: tuple[Corrections, ...] = ()


class Undo(QObject):
    """Keeps the steps of each take; `chosen` asks for other corrections of the one in work."""

    chosen = Signal(object)
    """(Corrections)"""
    can_undo_changed = Signal(bool)
    can_redo_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = Corrections()
        self._take_id = ""
        self._steps: dict[str, Steps] = {}

    @property
    def steps(self) -> Steps:
        """Those of the take in work."""
        return self._steps.get(self._take_id, Steps())

    def begin(self, take_id: str, corrections: Corrections) -> None:
        """Another take is in work, with these corrections."""
        self._take_id, self._now = take_id, corrections
        self._tell()

    def push(self, corrections: Corrections) -> None:
        """A new step; what was taken back is forgotten."""
        if corrections != self._now:
            self._go(corrections, Steps((*self.steps.before, self._now)))

    def undo(self) -> None:
        if self.steps.before:
            *before, last = self.steps.before
            self._go(last, Steps(tuple(before), (*self.steps.after, self._now)))

    def redo(self) -> None:
        if self.steps.after:
            *after, last = self.steps.after
            self._go(last, Steps((*self.steps.before, self._now), tuple(after)))

    def _go(self, corrections: Corrections, steps: Steps) -> None:
        self._steps[self._take_id], self._now = steps, corrections
        self._tell()
        self.chosen.emit(corrections)

    def _tell(self) -> None:
        self.can_undo_changed.emit(bool(self.steps.before))
        self.can_redo_changed.emit(bool(self.steps.after))

"""Where the user is and wants to go: the one way in which pages speak to each other."""

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.call_plan import CallPlan


class Place(StrEnum):
    """The four places of the window, in the order of the side bar (Ctrl+1 to Ctrl+4)."""

    PREPARE = "prepare"
    REHEARSE = "rehearse"
    REVIEW = "review"
    PROGRESS = "progress"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Navigation(QObject):
    """Pages ask by the methods; the main window and the pages that can answer listen to the signals."""

    place_requested = Signal(object)
    """(Place) Show this place."""
    take_requested = Signal(str)
    """(take_id) Open this take in Review."""
    comparison_requested = Signal(str, str)
    """(take_id, take_id) Compare two takes in Progress."""
    rehearsal_requested = Signal(object)
    """(CallPlan) Go to Rehearse with this plan."""
    settings_requested = Signal()

    def go(self, place: Place) -> None:
        self.place_requested.emit(place)

    def open_take(self, take_id: str) -> None:
        self.take_requested.emit(take_id)

    def compare(self, one_take_id: str, other_take_id: str) -> None:
        self.comparison_requested.emit(one_take_id, other_take_id)

    def rehearse(self, plan: "CallPlan") -> None:
        """Rehearse, or retry: with `plan.focus_line` Rehearse shows only that line."""
        self.rehearsal_requested.emit(plan)

    def open_settings(self) -> None:
        self.settings_requested.emit()

"""For which call the recordings are: asked once for all of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.call_plan import CallPlan
from app.widgets.buttons import button
from app.widgets.text import text
from models.history.saved_card import SavedCard
from models.scenario import Scenario, Verdict

_SHOWN = 5
ENDINGS = ("wav", "flac", "mp3", "m4a", "ogg", "opus", "aac", "mp4", "webm", "aiff", "aif", "wma")
BUNDLE_ENDING = "zip"
ANSWERED = (Scenario.THANK_YOU, Scenario.CHECK_IN)
"""The calls in which the interviewer says yes, no or not yet."""


def sorted_out(paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """(recordings, Ringback exports) among dropped files; folders give the recordings in them."""
    recordings: list[Path] = []
    bundles: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for file in inside:
            ending = file.suffix.lstrip(".").lower()
            if ending in ENDINGS or (file == path and ending != BUNDLE_ENDING):
                recordings.append(file)
            elif ending == BUNDLE_ENDING and file == path:
                bundles.append(file)
    return tuple(recordings), tuple(bundles)


class ImportDialog(QDialog):
    """Emits `agreed(CallPlan)`; the current call card is chosen already."""

    agreed = Signal(object)
    """(CallPlan)"""

    def __init__(
        self, files: Sequence[Path], cards: Sequence[SavedCard], current_id: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._cards = {saved.card_id: saved for saved in cards}
        count = "a recording" if len(files) == 1 else f"{len(files)} recordings"
        self.setWindowTitle("Import recordings")
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text(f"Import {count}", "heading"))
        names = [path.name for path in files[:_SHOWN]]
        more = [f"and {len(files) - _SHOWN} more"] if len(files) > _SHOWN else []
        column.addWidget(text("\n".join((*names, *more)), "muted"))
        form = QFormLayout()
        form.setSpacing(10)
        self.scenario = _box("Kind of call", [(s.label, s.value) for s in Scenario])
        self.verdict = _box("What they answered", [(v.label, v.value) for v in Verdict])
        self.card = _box("Call card", [*((_card_name(c), c.card_id) for c in cards), ("No call card", "")])
        form.addRow("Kind of call", self.scenario)
        form.addRow("What they answered", self.verdict)
        form.addRow("Call card", self.card)
        self._form = form
        column.addLayout(form)
        column.addWidget(
            text(
                "The recordings are copied, scored and listed as takes. The files stay as they are.",
                "caption",
            )
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button("Cancel", self.reject))
        self.go = button("Import", self._agree, "primary")
        self.go.setDefault(True)
        row.addWidget(self.go)
        column.addLayout(row)
        self.scenario.currentIndexChanged.connect(self._follow)
        self.card.currentIndexChanged.connect(self._follow_card)
        self.card.setCurrentIndex(max(self.card.findData(current_id), 0))
        self._follow_card()

    @property
    def plan(self) -> CallPlan:
        saved = self._cards.get(self.card.currentData())
        scenario = Scenario(self.scenario.currentData())
        verdict = Verdict(self.verdict.currentData()) if scenario in ANSWERED else None
        if saved is None:
            return CallPlan(scenario=scenario, verdict=verdict)
        return CallPlan(call=saved.card, call_card_id=saved.card_id, scenario=scenario, verdict=verdict)

    def _follow_card(self) -> None:
        saved = self._cards.get(self.card.currentData())
        if saved is not None:
            self.scenario.setCurrentIndex(self.scenario.findData(saved.scenario.value))
            if saved.verdict is not None:
                self.verdict.setCurrentIndex(self.verdict.findData(saved.verdict.value))
        self._follow()

    def _follow(self) -> None:
        self._form.setRowVisible(self.verdict, Scenario(self.scenario.currentData()) in ANSWERED)

    def _agree(self) -> None:
        plan = self.plan
        self.accept()
        self.agreed.emit(plan)


def _card_name(saved: SavedCard) -> str:
    job = " at ".join(part for part in (saved.card.role, saved.card.company) if part)
    return job or saved.card.interviewer_spoken or saved.card.caller or "Empty call card"


def _box(name: str, entries: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for label, data in entries:
        box.addItem(label, data)
    return box

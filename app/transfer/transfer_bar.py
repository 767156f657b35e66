"""What is being imported or exported, how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from app.theme.service import Theme
from app.transfer.bundle_job import BundleState
from app.transfer.import_queue import ImportState
from app.widgets.buttons import button
from app.widgets.text import text


class TransferBar(QFrame):
    """Hidden until there is something to tell."""

    stop_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("kind", "info")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(6)
        self.words = text()
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        words.addWidget(self.words)
        words.addWidget(self.bar)
        row.addLayout(words, 1)
        self.stop = button("Cancel", self.stop_pressed.emit)
        self.dismiss = button("OK", self.hide)
        row.addWidget(self.stop)
        row.addWidget(self.dismiss)
        self.hide()

    def show_import(self, state: ImportState) -> None:
        self._show(import_words(state), state.progress, running=state.running)

    def show_bundle(self, state: BundleState) -> None:
        share = state.done / state.total if state.total else 0.0
        self._show(bundle_words(state), share, running=state.report is None)

    def _show(self, words: str, share: float, *, running: bool) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)
        self.bar.setVisible(running)
        self.bar.setValue(round(share * 1000))
        self.stop.setVisible(running)
        self.dismiss.setVisible(not running)
        self.show()


def import_words(state: ImportState) -> str:
    """One line while it runs; the result, with each problem on a line of its own, at the end."""
    if state.running:
        return f"Importing {state.done + 1} of {state.total}: {state.name}"
    takes = len(state.take_ids)
    first = f"{takes} of {state.total} recordings imported and scored."
    if state.total == 1:
        first = "The recording is imported and scored." if takes else "The recording was not imported."
    if state.stopped:
        first = f"Stopped. {takes} of {state.total} recordings were imported before."
    return "\n".join((first, *state.problems))


def bundle_words(state: BundleState) -> str:
    if state.report is None:
        verb = "Importing" if state.importing else "Exporting"
        return (
            f"{verb} take {min(state.done + 1, state.total)} of {state.total}" if state.total else f"{verb}…"
        )
    report = state.report
    takes = _count(report.takes, "take")
    if report.stopped:
        return f"Stopped. {takes} imported before." if state.importing else "Stopped. Nothing was exported."
    if not state.importing:
        return f"{takes} exported, with recordings and call cards."
    cards = f" and {_count(report.cards, 'call card')}" if report.cards else ""
    there = f" {_count(report.already_there, 'take')} were here already." if report.already_there else ""
    return f"{takes}{cards} imported.{there}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

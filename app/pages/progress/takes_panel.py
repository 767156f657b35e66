"""The list of takes with what can be done to the selected ones; also the trash."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.pages.progress.take_list import TakeList
from app.theme.service import Theme
from app.widgets.buttons import button
from app.widgets.card import Card
from app.widgets.text import text
from models.take import TakeSummary


class TakesPanel(Card):
    """Tells what was asked with the ids of the selected takes."""

    open_requested = Signal(str)
    compare_requested = Signal(str, str)
    """(earlier take, later take)"""
    delete_requested = Signal(object)
    """(tuple of take ids)"""
    star_requested = Signal(object, bool)
    export_menu_requested = Signal(object, str)
    """(QMenu to fill, take id)"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Takes", parent)
        self.body.setContentsMargins(12, 14, 8, 10)
        self.body.setSpacing(6)
        self.header.setContentsMargins(8, 0, 8, 0)
        self._count = text("", "caption", wrap=False)
        self.header.addWidget(self._count)
        self.list = TakeList(theme)
        self.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(6)
        self.open = button("Open", self._open, tip="Enter")
        self.compare = button("Compare", self._compare, tip="C: select two takes with Ctrl and click")
        self.delete = button("Delete", self._delete, "quiet", tip="Delete; can be undone")
        for made in (self.open, self.compare):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.delete)
        self.body.addLayout(row)
        self.hint = text("Select two takes (Ctrl and click) to compare them.", "caption")
        self.body.addWidget(self.hint)
        self.list.open_requested.connect(self.open_requested)
        self.list.delete_requested.connect(self._delete)
        self.list.star_requested.connect(self._star)
        self.list.compare_requested.connect(self._compare)
        self.list.menu_requested.connect(self._show_menu)
        self.list.selection_changed.connect(self._follow)
        self._follow()

    def show_takes(self, takes: tuple[TakeSummary, ...]) -> None:
        self._count.setText(f"{len(takes):,}")
        self.list.show_takes(takes)

    def _follow(self) -> None:
        chosen = len(self.list.selected())
        self.open.setEnabled(chosen == 1)
        self.compare.setEnabled(chosen == 2)
        self.delete.setEnabled(chosen > 0)
        self.delete.setText("Delete" if chosen < 2 else f"Delete {chosen}")

    def _open(self) -> None:
        chosen = self.list.selected()
        if len(chosen) == 1:
            self.open_requested.emit(chosen[0].take_id)

    def _compare(self) -> None:
        chosen = self.list.selected()
        if len(chosen) == 2:
            earlier, later = sorted(chosen, key=lambda take: take.started_at)
            self.compare_requested.emit(earlier.take_id, later.take_id)

    def _delete(self) -> None:
        chosen = tuple(take.take_id for take in self.list.selected())
        if chosen:
            self.delete_requested.emit(chosen)

    def _star(self) -> None:
        chosen = self.list.selected()
        if chosen:
            ids = tuple(take.take_id for take in chosen)
            self.star_requested.emit(ids, not all(take.starred for take in chosen))

    def _show_menu(self, where: QPoint) -> None:
        chosen = self.list.selected()
        if chosen:
            self.menu().popup(where)

    def menu(self) -> QMenu:
        """What can be done to the selected takes."""
        chosen = self.list.selected()
        menu = QMenu(self)
        if len(chosen) == 1:
            menu.addAction("Open", self._open)
        if len(chosen) == 2:
            menu.addAction("Compare", self._compare)
        starred = bool(chosen) and all(take.starred for take in chosen)
        menu.addAction("Remove the star" if starred else "Star", self._star)
        if len(chosen) == 1:
            self.export_menu_requested.emit(menu, chosen[0].take_id)
        menu.addSeparator()
        menu.addAction("Delete", self._delete)
        return menu


class TrashPanel(Card):
    """What was deleted: put back, or gone for good."""

    restore_requested = Signal(object)
    """(tuple of take ids)"""
    empty_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("Trash")
        self._words = text("", "muted")
        self.body.addWidget(self._words)
        self.list = TakeList(theme, "Deleted takes")
        self.body.addWidget(self.list, 1)
        self._nothing = QWidget()
        self.body.addWidget(self._nothing, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.back = button("Back to the takes", self.back_requested.emit)
        self.restore = button("Put back", self._restore, icon_name="undo", theme=theme)
        self.empty = button("Empty trash…", self.empty_requested.emit, "danger")
        row.addWidget(self.back)
        row.addWidget(self.restore)
        row.addStretch(1)
        row.addWidget(self.empty)
        self.body.addLayout(row)
        self.list.open_requested.connect(lambda take_id: self.restore_requested.emit((take_id,)))
        self.list.selection_changed.connect(self._follow)
        self._follow()

    def show_takes(self, takes: tuple[TakeSummary, ...]) -> None:
        several = f"{len(takes)} takes" if len(takes) != 1 else "One take"
        self._words.setText(
            f"{several} with recording and scorecard. Put back what you still need."
            if takes
            else "The trash is empty."
        )
        for widget in (self.list, self.restore, self.empty):
            widget.setVisible(bool(takes))
        self._nothing.setVisible(not takes)
        self.list.show_takes(takes)

    def _follow(self) -> None:
        self.restore.setEnabled(bool(self.list.selected()))

    def _restore(self) -> None:
        chosen = tuple(take.take_id for take in self.list.selected())
        if chosen:
            self.restore_requested.emit(chosen)

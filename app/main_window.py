"""The window: side bar, the current place, and short messages at the bottom."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from app.context import AppContext
from app.navigation import CallPlan, Place
from app.pages.page import Page
from app.recovery_banner import offer_recovery
from app.theme.icons import icon
from app.transfer.drop_target import DropTarget
from app.widgets.banner import Banner
from app.widgets.side_bar import SideBar
from app.widgets.toast import Toast


def _prepare(context: AppContext) -> Page:
    from app.pages.prepare.page import PreparePage

    return PreparePage(context)


def _rehearse(context: AppContext) -> Page:
    from app.pages.rehearse.page import RehearsePage

    return RehearsePage(context)


def _review(context: AppContext) -> Page:
    from app.pages.review.page import ReviewPage

    return ReviewPage(context)


def _progress(context: AppContext) -> Page:
    from app.pages.progress.page import ProgressPage

    return ProgressPage(context)


_FACTORIES: dict[Place, Callable[[AppContext], Page]] = {
    Place.PREPARE: _prepare,
    Place.REHEARSE: _rehearse,
    Place.REVIEW: _review,
    Place.PROGRESS: _progress,
}


class MainWindow(QMainWindow):
    """Pages are made on their first visit, so that the window is there at once."""

    first_painted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._pages: dict[Place, Page] = {}
        self._place: Place | None = None
        self._painted = False
        self._offered: Banner | None = None
        self.setWindowTitle("Ringback")
        self.setWindowIcon(icon("ringback", ""))
        self.setMinimumSize(860, 560)
        self.resize(1200, 780)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side_bar = SideBar(context.theme)
        self._stack = QStackedWidget()
        row.addWidget(self._side_bar)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(whole)
        self._toast = Toast(self._stack)
        self._side_bar.mark(Place.PREPARE)
        self._side_bar.chosen.connect(self.show_place)
        self._side_bar.settings_pressed.connect(self._show_settings)
        QShortcut(QKeySequence("Ctrl+,"), self).activated.connect(self._show_settings)
        QShortcut(QKeySequence.StandardKey.Quit, self).activated.connect(self.close)
        context.notices.posted.connect(self._toast.show_notice)
        context.recovery.found.connect(self._offer)
        DropTarget(self, self._take_in)
        navigation = context.navigation
        navigation.place_requested.connect(self.show_place)
        navigation.take_requested.connect(self._show_take)
        navigation.comparison_requested.connect(self._show_comparison)
        navigation.rehearsal_requested.connect(self._show_rehearsal)
        navigation.settings_requested.connect(self._show_settings)

    @property
    def place(self) -> Place | None:
        return self._place

    def page(self, place: Place) -> Any:
        """The page of a place, made when it is not there yet."""
        if place not in self._pages:
            made = _FACTORIES[place](self._context)
            self._pages[place] = made
            self._stack.addWidget(made)
        return self._pages[place]

    def show_place(self, place: Place) -> None:
        page: Page = self.page(place)
        if place is not self._place:
            if self._place is not None:
                self._pages[self._place].left()
            self._place = place
            self._stack.setCurrentWidget(page)
            self.setWindowTitle(f"{place.label} – Ringback")
        self._side_bar.mark(place)
        page.shown()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._place is not None:
            self._pages[self._place].left()
        for page in self._pages.values():
            page.closing()
        super().closeEvent(event)

    def _show_take(self, take_id: str) -> None:
        self.page(Place.REVIEW).open_take(take_id)
        self.show_place(Place.REVIEW)

    def _show_comparison(self, one: str, other: str) -> None:
        self.show_place(Place.PROGRESS)
        self.page(Place.PROGRESS).compare(one, other)

    def _show_rehearsal(self, plan: CallPlan) -> None:
        self.page(Place.REHEARSE).plan(plan)
        self.show_place(Place.REHEARSE)

    def _show_settings(self) -> None:
        from app.settings_dialog import SettingsDialog

        SettingsDialog(self._context, self).exec()

    def _offer(self, takes: tuple[Any, ...]) -> None:
        """Takes that were never scored are offered where the user is."""
        if self._offered is not None:
            self._offered.close_for_good()
            self._offered = None
        if self._place is not None:
            self._offered = offer_recovery(self._pages[self._place], self._context, takes)
            if self._offered is not None:
                self._offered.dismissed.connect(self._forget_offer)

    def _take_in(self, files: list[Path]) -> None:
        """Recordings dropped anywhere are imported in Progress."""
        self.show_place(Place.PROGRESS)
        self.page(Place.PROGRESS).transfers.take_in(files)

    def _forget_offer(self) -> None:
        self._offered = None

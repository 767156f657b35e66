"""The window: side bar, the current place, and short messages at the bottom."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from app.context import AppContext
from app.navigation import Place
from app.notices import Notice
from app.pages.page import Page
from app.warm_up import WarmUp
from app.widgets.side_bar import SideBar

if TYPE_CHECKING:
    from app.call_plan import CallPlan
    from app.widgets.banner import Banner
    from app.widgets.toast import Toast

_OfPage = Callable[[Any], None]
_CODE = {place: f"app.pages.{place.value}.page" for place in Place}


def _nothing(page: Page) -> None:
    pass


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
    """Pages are made when they are needed, so that the window is there at once.

    With a `warm_up`, a page whose code is not loaded yet is shown as soon as it is; the window never waits.
    """

    first_painted = Signal()

    def __init__(self, context: AppContext, warm_up: WarmUp | None = None) -> None:
        super().__init__()
        self._context = context
        self._warm_up = warm_up
        self._pages: dict[Place, Page] = {}
        self._makings: dict[Place, Iterator[None]] = {}
        self._whole: set[Place] = set()
        self._place: Place | None = None
        self._wanted: Place | None = None
        self._turns = context.turns
        self._painted = False
        self._offered: Banner | None = None
        self._toast: Toast | None = None
        self.setWindowTitle("Ringback")
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
        self._side_bar.mark(Place.PREPARE)
        self._side_bar.chosen.connect(self.visit)
        self._side_bar.settings_pressed.connect(self._show_settings)
        context.theme.when_drawn(self._add_hearing)
        context.notices.posted.connect(self._show_notice)
        navigation = context.navigation
        navigation.place_requested.connect(self.visit)
        navigation.take_requested.connect(self._show_take)
        navigation.comparison_requested.connect(self._show_comparison)
        navigation.rehearsal_requested.connect(self._show_rehearsal)
        navigation.settings_requested.connect(self._show_settings)

    @property
    def place(self) -> Place | None:
        return self._place

    def page(self, place: Place) -> Any:
        """The whole page of a place, made on the spot when it is not there yet."""
        for _ in self._making(place):
            pass
        return self._pages[place]

    def begin(self, then: Callable[[], None]) -> None:
        """Shows what one begins with at once, and completes it in the turns after it; calls `then`."""
        making = self._making(Place.PREPARE)
        next(making)
        self.show_place(Place.PREPARE)
        self.first_painted.connect(lambda: self._turns.add(chain(self._complete(), making), then))
        self.show()

    def _complete(self) -> Iterator[None]:
        """What the window can do without in its first picture."""
        yield from self._context.theme.finish_sketch()
        from app.theme.icons import icon

        self.setWindowIcon(icon("ringback", ""))
        yield

    def _add_hearing(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        from app.transfer.drop_target import DropTarget

        QShortcut(QKeySequence("Ctrl+,"), self).activated.connect(self._show_settings)
        QShortcut(QKeySequence.StandardKey.Quit, self).activated.connect(self.close)
        DropTarget(self, self._take_in)
        self._context.recovery.found.connect(self._offer)

    def make_pages(self) -> None:
        """Makes those that are not there yet, in turns of their own; their code should be loaded."""
        for place in Place:
            self._turns.add(self._making(place))

    def visit(self, place: Place, before: _OfPage = _nothing, after: _OfPage = _nothing) -> None:
        """Shows a place: at once, or when the page's code is loaded. `before` and `after` get the page."""
        self._wanted = place
        self._side_bar.mark(place)

        def show() -> None:
            if self._wanted is place:
                page = self.page(place)
                before(page)
                self.show_place(place)
                after(page)

        if self._warm_up is None or place in self._whole:
            show()
        else:
            self._warm_up.when_loaded(_CODE[place], lambda: self._turns.add(self._making(place), show))

    def show_place(self, place: Place) -> None:
        page: Page = self._pages[place] if place in self._pages else self.page(place)
        self._wanted = place
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

    def place_at(self, saved: str) -> None:
        """Where it was at the last time; screens that are gone are no obstacle."""
        if saved:
            self.restoreGeometry(QByteArray.fromBase64(saved.encode()))

    def come_forward(self) -> None:
        """The program was started a second time."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        self._context.notices.say("Ringback was open already: here it is.")

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._place is not None:
            self._pages[self._place].left()
        self._context.preferences.change(window=self.saveGeometry().toBase64().toStdString())
        for page in self._pages.values():
            page.closing()
        super().closeEvent(event)

    def _making(self, place: Place) -> Iterator[None]:
        """What is left of making a page in pieces; who needs it sooner may go on with it."""
        if place not in self._makings:
            self._makings[place] = self._make(place)
        return self._makings[place]

    def _make(self, place: Place) -> Iterator[None]:
        made = _FACTORIES[place](self._context)
        self._pages[place] = made
        self._stack.addWidget(made)
        yield
        yield from made.complete()
        self._whole.add(place)

    def _show_take(self, take_id: str) -> None:
        self.visit(Place.REVIEW, lambda page: page.open_take(take_id))

    def _show_comparison(self, one: str, other: str) -> None:
        self.visit(Place.PROGRESS, after=lambda page: page.compare(one, other))

    def _show_rehearsal(self, plan: "CallPlan") -> None:
        self.visit(Place.REHEARSE, lambda page: page.plan(plan))

    def _show_settings(self) -> None:
        from app.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._context, self)
        dialog.exec()
        dialog.deleteLater()

    def _show_notice(self, notice: Notice) -> None:
        from app.widgets.toast import Toast

        if self._toast is None:
            self._toast = Toast(self._stack)
        self._stack.currentChanged.connect(lambda _: self._toast.raise_())  # pages come to lie over it
        self._toast.show_notice(notice)

    def _offer(self, takes: tuple[Any, ...]) -> None:
        """Takes that were never scored are offered where the user is."""
        if self._offered is not None:
            self._offered.close_for_good()
            self._offered = None
        from app.recovery_banner import offer_recovery

        if self._place is not None:
            self._offered = offer_recovery(self._pages[self._place], self._context, takes)
            if self._offered is not None:
                self._offered.dismissed.connect(self._forget_offer)

    def _take_in(self, files: list[Path]) -> None:
        """Recordings dropped anywhere are imported in Progress."""
        self.visit(Place.PROGRESS, after=lambda page: page.transfers.take_in(files))

    def _forget_offer(self) -> None:
        self._offered = None

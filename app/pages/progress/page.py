"""Progress: the takes, and how they change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QToolButton, QWidget
from shiboken6 import isValid

from app.context import AppContext
from app.navigation import Place
from app.pages.page import Page
from app.pages.progress.chart_model import ChartData, chart_data
from app.pages.progress.confirm import ask_to_erase
from app.pages.progress.empty_panel import EmptyPanel
from app.pages.progress.filter_bar import Choice, FilterBar
from app.pages.progress.overview_model import ProgressView, progress_view
from app.pages.progress.overview_panel import OverviewPanel
from app.pages.progress.take_changes import TakeChanges
from app.pages.progress.takes_panel import TakesPanel, TrashPanel
from app.transfer.transfers import Transfers
from app.widgets.buttons import follow_icon
from models.history.records import TakeFilter
from models.take import TakeSummary

if TYPE_CHECKING:
    from app.pages.progress.compare_panel import ComparePanel
    from app.widgets.banner import Banner
    from models.history import History

_NARROW_PX = 820


class ProgressPage(Page):
    """The window makes it as `ProgressPage(context)`; `shown()` on every visit; `history.changed` in between.

    `compare(one, other)` comes from `Navigation.compare`.
    """

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Progress", "Your takes, and how they change.", scrolls=False)
        self.changes = TakeChanges(context, self)
        self._view = ProgressView()
        self._asked = 0
        self._is_stale = True
        self._comparison: ComparePanel | None = None
        self._trash: TrashPanel | None = None
        self._offer: Banner | None = None
        self._make_header()
        self._pieces = self._make_body()
        next(self._pieces)

    # -- what the window asks ------------------------------------------------------------------------

    def shown(self) -> None:
        for _ in self._pieces:
            pass
        if self._is_stale:
            self.refresh()
        else:
            self.context.recovery.look()

    def complete(self) -> Iterator[None]:
        yield from self._pieces

    def closing(self) -> None:
        self.transfers.close()
        if self._comparison is not None:
            self._comparison.close_loader()

    def left(self) -> None:
        if self._comparison is not None:
            self._comparison.left()

    @property
    def trash(self) -> TrashPanel:
        """Made at the first look into it, so that the page itself is there sooner."""
        if self._trash is None:
            self._trash = made = TrashPanel(self.context.theme)
            self._stack.addWidget(made)
            made.restore_requested.connect(self.changes.restore)
            made.empty_requested.connect(self._ask_to_empty)
            made.back_requested.connect(self.show_takes)
        return self._trash

    @property
    def comparison(self) -> "ComparePanel":
        """Made at the first comparison: with it come numpy and the timeline."""
        if self._comparison is None:
            from app.pages.progress.compare_panel import ComparePanel

            self._comparison = made = ComparePanel(self.context)
            self._stack.addWidget(made)
            made.shown.connect(self._show_comparison)
            made.back_requested.connect(self.show_takes)
            made.failed.connect(self._tell)
        return self._comparison

    def compare(self, one_take_id: str, other_take_id: str) -> None:
        """Shows two takes side by side."""
        self.comparison.show_takes(one_take_id, other_take_id)

    def refresh(self) -> None:
        """Reads the takes of the chosen filter and everything that follows from them."""
        self._asked += 1
        self._is_stale = False
        asked, choice = self._asked, self.filters.choice
        chart_id, by_day = self.overview.chosen

        def work(history: "History") -> tuple[ProgressView, ChartData]:
            view = read_view(history, choice)
            return view, chart_data(view.takes, chart_id, by_day=by_day)

        def then(ready: tuple[ProgressView, ChartData]) -> None:
            if asked == self._asked and self._is_there:
                self._show(*ready)

        self.context.history.ask(work, then, self._tell)
        if self._stack.currentWidget() is self._trash:
            self.open_trash()
        self.context.recovery.look()

    def open_trash(self) -> None:
        """Shows what was deleted."""
        which = TakeFilter(trashed=True)

        def then(takes: tuple[TakeSummary, ...]) -> None:
            if not self._is_there:
                return
            self.trash.show_takes(takes)
            self._stack.setCurrentWidget(self.trash)
            self.filters.hide()

        self.context.history.ask(lambda history: history.takes(which), then, self._tell)

    @property
    def _is_there(self) -> bool:
        """False once Qt has deleted the page, which an answer of the history may outlive."""
        return isValid(self)

    # -- making --------------------------------------------------------------------------------------

    def _make_header(self) -> None:
        theme = self.context.theme
        self._more = QToolButton()
        self._more.setProperty("role", "quiet")
        self._more.setAccessibleName("More")
        self._more.setToolTip("Import, export, trash")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        follow_icon(self._more, "more", theme, "accent")
        self.menu = QMenu(self._more)
        self.transfers = Transfers(self.context, self)
        self.transfers.add_to(self.menu)
        self.menu.addSeparator()
        self._trash_action = self.menu.addAction("Trash…", self.open_trash)
        self._more.setMenu(self.menu)
        self.header.addWidget(self._more)
        self.set_primary("Rehearse", lambda: self.context.navigation.go(Place.REHEARSE), icon_name="rehearse")

    def _make_body(self) -> Iterator[None]:
        """In pieces, and from the outside in: what is full already is styled again at each move, for 3 ms."""
        theme = self.context.theme
        self.body.setContentsMargins(32, 0, 24, 20)
        self.body.setSpacing(12)
        self.banners.addWidget(self.transfers.bar)
        self.filters = FilterBar(self._inner)
        self.body.addWidget(self.filters)
        self._stack = QStackedWidget(self._inner)
        self.body.addWidget(self._stack, 1)
        self._loading = QWidget(self._stack)
        self._split = QSplitter(Qt.Orientation.Horizontal, self._stack)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(12)
        for part in (self._loading, self._split):
            self._stack.addWidget(part)
        yield
        self.overview = OverviewPanel(theme, self._split)
        yield
        self.takes = TakesPanel(theme, self._split)
        self._split.setStretchFactor(0, 5)
        self._split.setStretchFactor(1, 4)
        self._split.setSizes([560, 450])
        yield
        self.empty = EmptyPanel(self._stack)
        self._stack.addWidget(self.empty)
        self._connect()

    def _connect(self) -> None:
        navigation = self.context.navigation
        self.context.history.changed.connect(self._refresh_if_visible)
        self.changes.failed.connect(self._tell)
        self.filters.changed.connect(lambda _: self.refresh())
        self.overview.chart_requested.connect(self._draw_chart)
        self.overview.take_requested.connect(navigation.open_take)
        self.takes.open_requested.connect(navigation.open_take)
        self.takes.compare_requested.connect(navigation.compare)
        self.takes.export_menu_requested.connect(self._add_export)
        self.transfers.failed.connect(self._tell)
        self.takes.delete_requested.connect(self.changes.trash)
        self.takes.star_requested.connect(self.changes.star)
        self.empty.rehearse_requested.connect(lambda: navigation.go(Place.REHEARSE))
        self.empty.show_all_requested.connect(self.filters.show_all)
        self.context.analysis.failed.connect(self._tell_failed_take)

    # -- showing -------------------------------------------------------------------------------------

    def show_takes(self) -> None:
        """Back from the trash or a comparison."""
        self.left()
        self._place(self._view)
        self.takes.list.setFocus()

    def _show(self, view: ProgressView, chart: ChartData) -> None:
        self._view = view
        self.filters.show_cards(view.cards)
        self.overview.show_view(view)
        self.overview.show_chart(chart)
        self.takes.show_takes(view.takes)
        self._offer_scoring(view.older)
        self.empty.show_reason(view.elsewhere, filtered=not self.filters.choice.is_any)
        if self._stack.currentWidget() not in (self._trash, self._comparison):
            self._place(view)

    def _offer_scoring(self, older: tuple[str, ...]) -> None:
        """Scores of different rubrics can't be compared."""
        if self._offer is not None and isValid(self._offer):  # its cross may have closed it
            self._offer.close_for_good()
        if older:
            these = "One take here was" if len(older) == 1 else f"{len(older)} takes here were"
            self._offer = self.show_banner(
                "info",
                f"{these} scored by older rules.",
                "To compare them fairly, score them by today’s.",
            )
            self._offer.add_action("Score again", lambda: self.changes.score_again(older))

    def _show_comparison(self) -> None:
        self._stack.setCurrentWidget(self.comparison)
        self.filters.hide()
        self.comparison.back.setFocus()

    def _place(self, view: ProgressView) -> None:
        self._stack.setCurrentWidget(self._split if view.takes else self.empty)
        self.filters.setVisible(bool(view.takes) or not self.filters.choice.is_any)

    def _draw_chart(self, chart_id: str, by_day: bool) -> None:
        takes = self._view.takes

        def then(chart: ChartData) -> None:
            if self._is_there:
                self.overview.show_chart(chart)

        self.context.history.ask(lambda _: chart_data(takes, chart_id, by_day=by_day), then, self._tell)

    def _refresh_if_visible(self) -> None:
        self._is_stale = True  # unseen it waits for the next visit
        if self.isVisible():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_PX
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != wanted:
            self._split.setOrientation(wanted)

    # -- acting --------------------------------------------------------------------------------------

    def _ask_to_empty(self) -> None:
        ask_to_erase(
            self,
            "Erase these takes for good?",
            "Their recordings and scorecards are deleted from this computer.",
            "Erase for good",
            self.changes.empty_trash,
        )

    def _tell(self, error: Exception) -> None:
        if self._is_there and self.isVisible():
            self.show_error(error)

    def _add_export(self, menu: QMenu, take_id: str) -> None:
        self.transfers.exports.add_to(menu, lambda: take_id)

    def _tell_failed_take(self, _take_id: str, error: Exception) -> None:
        self._tell(error)


def read_view(history: "History", choice: Choice) -> ProgressView:
    """What the page shows of a filter; runs on the history's thread."""
    takes = history.takes(choice.as_filter(datetime.now(UTC)))
    view = progress_view(takes, history.cards())
    if takes:
        return view
    newest = history.takes(TakeFilter(limit=1))
    return replace(view, elsewhere=newest[0].scenario.label if newest else "")

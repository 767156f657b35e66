"""The details below the transcript: why these scores, the points of the call, the measurements."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.pages.review.details_measures import measures_tab
from app.pages.review.details_points import points_tab
from app.pages.review.details_reasons import reasons_tab
from app.theme.service import Theme
from models.measure_facts import ShownMeasure
from models.scorecard import Scorecard


class Details(QWidget):
    """Three tabs; each is made when it is looked at, in a turn of its own, and is as high as it needs."""

    moment_requested = Signal(float, float)
    tick_requested = Signal(str, bool)
    """(check id, said) The user says so."""
    restore_requested = Signal(str)
    """(check id) Back to what was heard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._card: Scorecard | None = None
        self._measures: tuple[ShownMeasure, ...] = ()
        self._makers: tuple[Callable[[Scorecard], QWidget], ...] = (
            lambda card: reasons_tab(self._theme, card, self.moment_requested.emit),
            lambda card: points_tab(
                self._theme,
                card,
                self.moment_requested.emit,
                self.tick_requested.emit,
                self.restore_requested.emit,
            ),
            lambda card: measures_tab(self._measures),
        )
        self._pages: dict[int, QWidget] = {}
        self._stale: set[int] = set()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Details")
        for title in ("Why these scores", "Points of the call", "Measurements"):
            self.tabs.addTab(title)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self.tabs)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_page)
        self.tabs.currentChanged.connect(self._later.start)

    def show_details(self, card: Scorecard, measures: Iterable[ShownMeasure]) -> None:
        """What was made before is made anew when it is next looked at."""
        kept, self._measures = self._measures, tuple(measures)
        self._card = card
        self._stale |= {tab for tab in self._pages if tab != _MEASURES or kept != self._measures}
        self._later.start()

    def show_tab(self, tab: int) -> None:
        self.tabs.setCurrentIndex(tab)

    def page(self, tab: int) -> QWidget | None:
        """A tab's contents, once it was looked at."""
        return self._pages.get(tab)

    def _show_page(self) -> None:
        here = self.tabs.currentIndex()
        if self._card is None:
            return
        old = None
        if here in self._stale:
            # The old one stays until the new one is there: the page must not jump.
            old = self._pages.pop(here)
            self._stale.discard(here)
        if here not in self._pages:
            self._pages[here] = self._makers[here](self._card)
            self._body.addWidget(self._pages[here])
        for tab, made in self._pages.items():
            made.setVisible(tab == here)
        if old is not None:
            self._body.removeWidget(old)
            old.hide()
            old.deleteLater()


_MEASURES = 2

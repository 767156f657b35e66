"""What all pages share: a header with one primary action, a place for banners, a scrolling body."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.context import AppContext
from app.widgets.buttons import button
from app.widgets.elided import Elided
from models.errors import UserFacingError

if TYPE_CHECKING:
    from app.widgets.banner import Banner, BannerKind

_LOG = logging.getLogger(__name__)
_SIDE_PX = 32


class Page(QFrame):
    """A place of the window. Add contents to `body` (scrolls) or, with `scrolls=False`, fill it yourself.

    `header` takes further controls, left of the primary action. The window calls `shown` and `left`.
    """

    def __init__(self, context: AppContext, title: str, subtitle: str = "", *, scrolls: bool = True) -> None:
        super().__init__()
        self.context = context
        self.setProperty("role", "page")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(_SIDE_PX, 24, _SIDE_PX, 16)
        top.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = Elided(title, "title")
        words.addWidget(self.title)
        self.subtitle = Elided(subtitle, "muted")
        words.addWidget(self.subtitle)
        if not subtitle:
            self.subtitle.hide()  # no setVisible: without a parent as yet, it would open a window
        top.addLayout(words, 1)
        self.header = QHBoxLayout()
        self.header.setSpacing(4)
        top.addLayout(self.header)
        column.addLayout(top)
        self.banners = QVBoxLayout()
        self.banners.setContentsMargins(_SIDE_PX, 0, _SIDE_PX, 8)
        self.banners.setSpacing(8)
        column.addLayout(self.banners)
        self._inner = QWidget()
        self._inner.setProperty("role", "scrolled")
        self.body = QVBoxLayout(self._inner)
        self.body.setContentsMargins(_SIDE_PX, 8, _SIDE_PX, _SIDE_PX)
        self.body.setSpacing(16)
        if scrolls:
            self.scroll_area = QScrollArea()
            self.scroll_area.setWidgetResizable(True)
            self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
            self.scroll_area.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
            self.scroll_area.setWidget(self._inner)
            self.scroll_area.verticalScrollBar().rangeChanged.connect(self._make_room)
            column.addWidget(self.scroll_area, 1)
        else:
            column.addWidget(self._inner, 1)

    def complete(self) -> Iterator[None]:
        """Makes what the first picture can do without, in pieces of some milliseconds."""
        return iter(())

    def shown(self) -> None:
        """The user came here; refresh what may have changed."""

    def left(self) -> None:
        """The user went elsewhere; stop what moves or sounds."""

    def closing(self) -> None:
        """The window closes: end threads of the page's own."""

    def add_footer(self, footer: QWidget) -> None:
        """What stays at the foot of the page while the body scrolls."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(footer)

    def set_primary(self, label: str, pressed: object, *, icon_name: str = "") -> QPushButton:
        """The page's one main action, at the top right; also Ctrl+Return."""
        made = button(
            label,
            pressed,  # type: ignore[arg-type]
            "primary",
            icon_name=icon_name,
            theme=self.context.theme,
            tip="Ctrl+Return",
        )
        self.header.addWidget(made)
        self.context.theme.when_drawn(lambda: self._press_by_keys(made))
        return made

    def _press_by_keys(self, primary: QPushButton) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence, QShortcut

        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(primary.click)

    def show_banner(
        self, kind: "BannerKind", what: str, what_to_do: str = "", *, closable: bool = True
    ) -> "Banner":
        """Shows a message under the header; returned so that actions can be added."""
        from app.widgets.banner import Banner

        made = Banner(self.context.theme, kind, what, what_to_do, closable=closable)
        self.banners.addWidget(made)
        return made

    def show_error(self, error: Exception) -> "Banner":
        """Tells a `UserFacingError` as it is; anything else is logged and told kindly."""
        self.clear_banners("problem")
        if isinstance(error, UserFacingError):
            return self.show_banner("problem", error.what, error.what_to_do)
        _LOG.error("Unexpected error", exc_info=error)
        return self.show_banner(
            "problem", "Something went wrong on our side.", "It was written to the log; please try again."
        )

    def clear_banners(self, kind: "BannerKind | None" = None) -> None:
        """Removes the banners of one kind, or all."""
        for at in reversed(range(self.banners.count())):
            item = self.banners.itemAt(at)
            shown = item.widget() if item else None
            if shown is not None and (kind is None or shown.property("kind") == kind):
                self.banners.takeAt(at)
                shown.hide()
                shown.deleteLater()

    def _make_room(self, _least: int, most: int) -> None:
        """The body ends where header and banners end, with a scroll bar beside it or without."""
        bar_px = self.scroll_area.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self.body.setContentsMargins(_SIDE_PX, 8, _SIDE_PX - bar_px, _SIDE_PX)

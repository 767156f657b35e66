"""The head of Review: what take this is, its star, undo and redo, and the rest in a menu."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.theme.icons import icon
from app.theme.service import Theme
from app.widgets.buttons import follow_icon, follow_theme, icon_button


class TakeHeader:
    """Makes the controls and puts them into the page's header; hides and shows them together."""

    def __init__(self, page: QWidget, theme: Theme) -> None:
        self._page, self._theme = page, theme
        self.star = icon_button("Star this take", "star", theme)
        self._starred = False
        follow_theme(self.star, theme, self._draw_star)
        self.undo = icon_button("Undo (Ctrl+Z)", "undo", theme)
        self.redo = icon_button("Redo (Ctrl+Shift+Z)", "redo", theme)
        self.more = QToolButton()
        self.more.setProperty("role", "quiet")
        self.more.setAccessibleName("More")
        self.more.setToolTip("Rename, delete, export")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        follow_icon(self.more, "more", theme, "accent")
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)

    @property
    def controls(self) -> tuple[QToolButton, ...]:
        return (self.star, self.undo, self.redo, self.more)

    def add_action(self, label: str, pressed: Callable[[], object], keys: str = "") -> QAction:
        """An entry of the menu; with `keys` it works anywhere on the page."""
        action = QAction(label, self._page)
        action.triggered.connect(lambda _=False: pressed())
        if keys:
            action.setShortcut(QKeySequence(keys))
            self._page.addAction(action)
        self.menu.addAction(action)
        return action

    def show_star(self, starred: bool) -> None:
        self._starred = starred
        self.star.setToolTip("Remove the star" if starred else "Star this take")
        self.star.setAccessibleName(self.star.toolTip())
        self._draw_star()

    def _draw_star(self) -> None:
        self.star.setIcon(icon("star-filled" if self._starred else "star", self._theme.tokens.accent))

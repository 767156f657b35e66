"""Which call card is open, and what can be done with it."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from app.card_book import card_title
from app.context import AppContext
from app.widgets.buttons import button, icon_button
from app.widgets.calm_wheel import calm_wheel
from app.widgets.text import text


class CardBar(QWidget):
    """The list of cards, a new one, and a menu for the open one: its `controls`, from left to right."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._choice = QComboBox()
        calm_wheel(self._choice)
        self._choice.setAccessibleName("Call card")
        self._choice.setMinimumWidth(260)
        self._choice.setMaximumWidth(420)
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._choice.currentIndexChanged.connect(self._selected)
        label = text("Call car&d", "strong", wrap=False)
        label.setBuddy(self._choice)
        row.addWidget(label)
        row.addWidget(self._choice)
        cards, theme = context.cards, context.theme
        new = button("New card", cards.new, "quiet", icon_name="plus", theme=theme, tip="Ctrl+N")
        new.setShortcut(QKeySequence.StandardKey.New)
        row.addWidget(new)
        more = icon_button("More for this card", "more", theme)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        for words, done in (("D&uplicate", cards.duplicate), ("&Delete", self._delete)):
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, done=done: done())
            menu.addAction(action)
        more.setMenu(menu)
        row.addWidget(more)
        row.addStretch(1)
        self.controls = (self._choice, new, more)

    def show_cards(self) -> None:
        """Other cards, or another one is open."""
        book = self._context.cards.book
        self._choice.blockSignals(True)
        self._choice.clear()
        for saved in book.cards:
            self._choice.addItem(card_title(saved.card), saved.card_id)
        self._choice.setCurrentIndex(self._choice.findData(book.current_id))
        self._choice.blockSignals(False)

    def show_title(self) -> None:
        """What the open card is called may have changed."""
        self._choice.setItemText(self._choice.currentIndex(), card_title(self._context.cards.current.card))

    def _delete(self) -> None:
        title = card_title(self._context.cards.current.card)
        self._context.notices.offer_undo(f"“{title}” was deleted.", self._context.cards.delete())

    def _selected(self, at: int) -> None:
        self._context.cards.select(self._choice.itemData(at))

"""Review: the scored transcript of one take."""

from app.context import AppContext
from app.pages.page import Page
from app.widgets.text import text


class ReviewPage(Page):
    """The window makes it as `ReviewPage(context)` and calls `open_take` and `shown`.

    `open_take(take_id)` comes after a take was scored, from Progress, and from Navigation.open_take; the
    take is in the history by then. `shown()` without an open take: show the newest one, or an empty state
    that leads to Rehearse.
    """

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Review", "How it went, and what one thing to change.")
        self._words = text("No take yet. Rehearse a call, and its scorecard appears here.", "muted")
        self.body.addWidget(self._words)
        self.body.addStretch(1)

    def open_take(self, take_id: str) -> None:
        """Shows the take with this id."""
        self._words.setText(take_id)

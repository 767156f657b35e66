"""Progress: the takes, and how they change."""

from app.context import AppContext
from app.pages.page import Page
from app.widgets.text import text


class ProgressPage(Page):
    """The window makes it as `ProgressPage(context)`; `shown()` on every visit; `history.changed` in between.

    `compare(one, other)` comes from `Navigation.compare`.
    """

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Progress", "Your takes, and how they change.")
        self.body.addWidget(text("Your takes will be listed here.", "muted"))
        self.body.addStretch(1)

    def compare(self, one_take_id: str, other_take_id: str) -> None:
        """Shows two takes side by side."""

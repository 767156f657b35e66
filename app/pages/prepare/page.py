"""Prepare."""

from app.context import AppContext
from app.pages.page import Page


class PreparePage(Page):
    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Prepare")
        self.body.addStretch(1)

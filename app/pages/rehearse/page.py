"""Rehearse."""

from app.context import AppContext
from app.pages.page import Page


class RehearsePage(Page):
    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Rehearse")
        self.body.addStretch(1)

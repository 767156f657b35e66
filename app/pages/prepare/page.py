"""Prepare: the call card, the kind of call, and what helps before it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.context import AppContext
from app.pages.page import Page
from app.pages.prepare.form import CardForm
from app.widgets.columns import Columns

if TYPE_CHECKING:
    from app.widgets.banner import Banner

_SIDE_AFTER_MS = 150
_ROW_PX = 40


class PreparePage(Page):
    """Shows the current card of `context.cards`, to which every edit goes at once.

    The first picture of the application has the fields and the button; `complete` adds the rest.
    """

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Prepare", "Whom you call, about which job, and what you'll say.")
        self._primary = self.set_primary("&Rehearse this call", self._rehearse, icon_name="call")
        self._top = QHBoxLayout()
        self._top.addStrut(_ROW_PX)
        self.body.addLayout(self._top)
        self.form = CardForm()
        self.form.edited.connect(lambda fields: context.cards.edit(**fields))
        self._main, self._main_column = _column()
        self._main_column.addWidget(self.form)
        self._main_column.addStretch(1)
        self._aside, self._aside_column = _column()
        self._columns = Columns(self._main, self._aside)
        self.body.addWidget(self._columns)
        self.body.addStretch(1)
        self._start: Banner | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SIDE_AFTER_MS)
        self._later.timeout.connect(self._show_side)

    def complete(self) -> Iterator[None]:
        from datetime import date

        theme, cards = self.context.theme, self.context.cards
        self.form.add_days(theme, date.today())
        yield
        from app.pages.prepare.card_bar import CardBar

        self._bar = CardBar(self.context)
        self._top.addWidget(self._bar)
        in_order = (self._primary, *self._bar.controls, self.form.fields["caller"])
        for one, following in pairwise(in_order):
            self.setTabOrder(one, following)
        yield
        from app.pages.prepare.scenario_picker import ScenarioPicker

        self._picker = ScenarioPicker(theme)
        self._picker.chosen.connect(lambda scenario: cards.choose_call(scenario=scenario))
        self._picker.verdict_chosen.connect(lambda verdict: cards.choose_call(verdict=verdict))
        self._main_column.insertWidget(1, self._picker)
        yield
        from app.pages.prepare.side import BeforeYouCall, CallOrWrite, WhatToSay, WhenToCall

        when, write, say, ready = WhenToCall(), CallOrWrite(), WhatToSay(), BeforeYouCall()
        self._advice = (when, write, say, ready)
        self._main_column.insertWidget(2, when)
        self._main_column.insertWidget(3, write)
        self._aside_column.addWidget(say)
        self._aside_column.addWidget(ready)
        self._aside_column.addStretch(1)
        yield
        cards.changed.connect(self._show_cards)
        cards.edited.connect(self._show_current)
        cards.failed.connect(self.show_error)
        self._show_cards()

    def _show_first_steps(self, wanted: bool) -> None:
        """What to do here, as long as there is nothing but an empty card."""
        if wanted and self._start is None:
            from app.widgets.banner import Banner

            shown = Banner(
                self.context.theme,
                "info",
                "Welcome. Fill in the call that you have to make; it is kept on this computer only.",
                "Then rehearse it aloud and see how it went. Leave empty what you don't know yet.",
                closable=False,
            )
            shown.add_action("Show me an &example", self._fill_example)
            self.body.insertWidget(1, shown)
            self._start = shown
        if self._start is not None:
            self._start.setVisible(wanted)

    def _fill_example(self) -> None:
        from datetime import date

        from app.card_book import example_card

        card = example_card(date.today())
        self.context.cards.edit(**{name: getattr(card, name) for name in card.__dataclass_fields__})

    def _rehearse(self) -> None:
        from app.call_plan import CallPlan

        saved = self.context.cards.current
        self.context.cards.flush()
        self.context.navigation.rehearse(
            CallPlan(
                call=saved.card, call_card_id=saved.card_id, scenario=saved.scenario, verdict=saved.verdict
            )
        )

    def _show_cards(self) -> None:
        self._bar.show_cards()
        self._show_current()

    def _show_current(self) -> None:
        cards = self.context.cards
        saved = cards.current
        self.form.show_card(saved.card)
        self._picker.show_choice(saved.scenario, saved.verdict)
        self._bar.show_title()
        self._show_first_steps(cards.is_loaded and cards.book.is_new)
        if cards.is_loaded:
            self._later.start()

    def _show_side(self) -> None:
        from datetime import date

        from app.pages.prepare.model import side_panel

        self._panel = panel = side_panel(self.context.cards.current, date.today())

        def one_after_the_other() -> Iterator[None]:
            for card in self._advice:
                if panel is self._panel:
                    card.show_panel(panel)
                    yield

        # In turns: most of the cost is in laying out the page anew after each.
        self.context.turns.add_first(one_after_the_other())


def _column() -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    return holder, column

"""Which kind of call, and what they answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from app.pages.prepare.words import SENTENCES
from app.theme.service import Theme
from app.widgets.buttons import button
from app.widgets.card import Card
from app.widgets.choice_card import ChoiceCard
from app.widgets.flow_layout import FlowLayout
from app.widgets.text import text
from models.scenario import Scenario, Verdict


class ScenarioPicker(Card):
    chosen = Signal(object)
    """(Scenario)"""
    verdict_chosen = Signal(object)
    """(Verdict | None)"""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Which call do you rehearse?")
        grid = QGridLayout()
        grid.setSpacing(12)
        self._cards: dict[Scenario, ChoiceCard] = {}
        for at, scenario in enumerate(Scenario):
            made = ChoiceCard(theme, scenario.value, scenario.label, SENTENCES[scenario])
            made.clicked.connect(lambda _=False, scenario=scenario: self.chosen.emit(scenario))
            self._cards[scenario] = made
            grid.addWidget(made, at // 2, at % 2)
        self.body.addLayout(grid)
        self._answers = QWidget()
        flow = FlowLayout(self._answers)
        flow.addWidget(text("They answer:", "muted", wrap=False))
        self._group = QButtonGroup(self)
        self._verdicts: dict[Verdict | None, QPushButton] = {}
        for verdict in (None, *Verdict):
            chip = button(verdict.label if verdict else "Surprise me", role="chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, verdict=verdict: self.verdict_chosen.emit(verdict))
            self._group.addButton(chip)
            self._verdicts[verdict] = chip
            flow.addWidget(chip)
        self.body.addWidget(self._answers)

    def show_choice(self, scenario: Scenario, verdict: Verdict | None) -> None:
        self._cards[scenario].setChecked(True)
        self._verdicts[verdict].setChecked(True)
        self._answers.setVisible(scenario in (Scenario.THANK_YOU, Scenario.CHECK_IN))

"""The measurements: each with what it is, why it matters, what is usual, whose figure, how sure."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.pages.review.details_parts import page
from app.widgets.text import text
from models.measure_facts import ShownMeasure

_TOP = Qt.AlignmentFlag.AlignTop


def measures_tab(measures: Iterable[ShownMeasure]) -> QWidget:
    made, body = page()
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(14)
    for row, shown in enumerate(measures):
        grid.addWidget(text(shown.fact.label, "strong"), row, 0, _TOP)
        grid.addWidget(text(shown.text, "strong" if shown.value is not None else "muted"), row, 1, _TOP)
        grid.addWidget(_explanation(shown), row, 2)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 2)
    grid.setColumnStretch(2, 6)
    body.addLayout(grid)
    body.addStretch(1)
    return made


def _explanation(shown: ShownMeasure) -> QWidget:
    fact = shown.fact
    usual = f"Usual: {fact.usual}" if fact.usual else ""
    source = f"Says who: {fact.source}." if fact.source else ""
    sure = f"{shown.sure}." if shown.sure else ""
    column, body = page(margins=0, spacing=2)
    body.addWidget(text(f"{fact.what} {fact.why}"))
    more = " ".join(part for part in (usual, source, sure) if part)
    if more:
        body.addWidget(text(more, "caption"))
    return column

"""The details below the transcript: why these scores, the points of the call, the measurements."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.pages.review.timeline_model import clock
from app.theme.service import Theme
from app.widgets.buttons import button, icon_button
from app.widgets.card import line
from app.widgets.text import text
from models.check_catalogue import check_specs
from models.measure_facts import ShownMeasure
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Reason, Score, Scorecard, ScoreName


class Details(QTabWidget):
    """Three tabs, filled anew for each scorecard; a tab is built when it is first looked at."""

    moment_requested = Signal(float, float)
    tick_requested = Signal(str, bool)
    """(check id, said) The user says so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setDocumentMode(True)
        self.setAccessibleName("Details")

    def show_details(self, card: Scorecard, measures: Iterable[ShownMeasure]) -> None:
        here = self.currentIndex()
        while self.count():
            page = self.widget(0)
            self.removeTab(0)
            if page is not None:
                page.deleteLater()
        self.addTab(self._reasons(card), "Why these scores")
        self.addTab(self._points(card), "Points of the call")
        self.addTab(self._measures(measures), "Measurements")
        self.setCurrentIndex(max(here, 0))

    def _reasons(self, card: Scorecard) -> QWidget:
        page, body = _page()
        columns = QHBoxLayout()
        columns.setSpacing(24)
        for name in ScoreName:
            columns.addWidget(self._reasons_of(name, card.scores.get(name, Score(None, None))), 1)
        body.addLayout(columns)
        body.addStretch(1)
        return page

    def _reasons_of(self, name: ScoreName, score: Score) -> QWidget:
        column, body = _page(margins=0)
        value = "" if score.value is None else f"   {score.value}"
        body.addWidget(text(f"{name.label}{value}", "strong"))
        for reason in sorted(score.reasons, key=lambda reason: reason.points):
            body.addWidget(self._reason(reason))
        body.addStretch(1)
        return column

    def _reason(self, reason: Reason) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        points = f"{reason.points:+.0f}".replace("-", "−") if round(reason.points) else "✓"
        mark = text(points, "strong" if round(reason.points) else "muted", wrap=False)
        mark.setFixedWidth(40)
        grid.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text(reason.text), 0, 1, Qt.AlignmentFlag.AlignTop)
        if _is_moment(reason) and reason.start_s is not None:
            grid.addWidget(self._hear(reason.start_s, reason.end_s), 0, 2, Qt.AlignmentFlag.AlignTop)
        if reason.source:
            grid.addWidget(text(f"Says who: {reason.source}", "caption"), 1, 1)
        grid.setColumnStretch(1, 1)
        return row

    def _points(self, card: Scorecard) -> QWidget:
        page, body = _page()
        body.addWidget(
            text(
                "Misheard? Put it right here, and the scores follow. Your recording stays as it is.", "muted"
            )
        )
        for check in shown_checks(card.checks, card.scenario, card.verdict):
            body.addWidget(line())
            body.addWidget(self._point(check))
        body.addStretch(1)
        return page

    def _point(self, check: CheckResult) -> QWidget:
        spec = check_specs()[check.id]
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 2, 0, 2)
        across.setSpacing(12)
        sign = text(check_sign(check, is_fault=spec.is_fault), "strong", wrap=False)
        sign.setFixedWidth(24)
        across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(text(spec.title, "strong"))
        words.addWidget(text(check_words(check, spec.hint, is_fault=spec.is_fault), "muted"))
        if check.problem:
            words.addWidget(text(check.problem, "problem"))
        across.addLayout(words, 1)
        across.addWidget(text(f"Says who: {spec.sources}", "caption", wrap=False))
        if check.said and check.start_s is not None:
            across.addWidget(self._hear(check.start_s, check.end_s))
        label = "I didn't say it" if check.said else "I said it"
        toggle = button(label, partial(self.tick_requested.emit, check.id, not check.said), "quiet")
        toggle.setAccessibleName(f"{spec.title}: {label}")
        across.addWidget(toggle)
        return row

    def _measures(self, measures: Iterable[ShownMeasure]) -> QWidget:
        page, body = _page()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        for row, shown in enumerate(measures):
            grid.addWidget(text(shown.fact.label, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text(shown.text, "strong" if shown.value is not None else "muted"), row, 1, _TOP)
            grid.addWidget(_explanation(shown), row, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 6)
        body.addLayout(grid)
        body.addStretch(1)
        return page

    def _hear(self, start_s: float, end_s: float | None) -> QWidget:
        end = end_s if end_s is not None else start_s + 3.0
        return icon_button(
            f"Hear it at {clock(start_s)}",
            "play",
            self._theme,
            partial(self.moment_requested.emit, start_s, end),
        )


def _is_moment(reason: Reason) -> bool:
    """Worth hearing: it cost something, and it is a place rather than the whole call."""
    if reason.start_s is None or reason.end_s is None or not round(reason.points):
        return False
    return reason.end_s - reason.start_s < _MOMENT_S


_MOMENT_S = 20.0
_TOP = Qt.AlignmentFlag.AlignTop


def shown_checks(
    checks: Iterable[CheckResult], scenario: Scenario, verdict: Verdict | None
) -> tuple[CheckResult, ...]:
    """What the advice speaks of in this call, and faults that were heard; the rest is left out."""
    specs = check_specs()
    return tuple(
        check
        for check in checks
        if check.id in specs
        and (check.said or check.problem or check.corrected or not specs[check.id].is_fault)
        and (specs[check.id].belongs(scenario, verdict) or check.said)
    )


def check_sign(check: CheckResult, *, is_fault: bool) -> str:
    if check.problem:
        return "✗"
    if is_fault:
        return "!" if check.said else "✓"
    return "✓" if check.said else "○"


def check_words(check: CheckResult, hint: str, *, is_fault: bool) -> str:
    """The quote, or that it was not heard and what it would be; never that it was not said."""
    mine = " (as you put it right)" if check.corrected else ""
    if check.said:
        at = f"{clock(check.start_s)}  " if check.start_s is not None else ""
        return f"{at}“{check.quote}”{mine}" if check.quote else f"Said{mine}"
    return f"Not heard{mine}" if is_fault else f"Not heard{mine}. {hint}"


def _explanation(shown: ShownMeasure) -> QWidget:
    fact = shown.fact
    usual = f"Usual: {fact.usual}" if fact.usual else ""
    source = f"Says who: {fact.source}." if fact.source else ""
    sure = f"{shown.sure}." if shown.sure else ""
    column, body = _page(margins=0, spacing=2)
    body.addWidget(text(f"{fact.what} {fact.why}"))
    more = " ".join(part for part in (usual, source, sure) if part)
    if more:
        body.addWidget(text(more, "caption"))
    return column


def _page(margins: int = 16, spacing: int = 8) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    body = QVBoxLayout(page)
    body.setContentsMargins(margins, margins, margins, margins)
    body.setSpacing(spacing)
    return page, body

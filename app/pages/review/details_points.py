"""The points of the call: heard or not, with their quotes, to be put right by hand."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.pages.review.details_parts import Hear, hear_button, page
from app.pages.review.sources import sources_label
from app.pages.review.timeline_model import clock
from app.theme.service import Theme
from app.widgets.buttons import button
from app.widgets.card import line
from app.widgets.text import text
from models.check_catalogue import check_specs
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Scorecard

Tick = Callable[[str, bool], object]
"""(check id, said) The user says so."""


Restore = Callable[[str], object]
"""(check id) Back to what was heard."""


def points_tab(theme: Theme, card: Scorecard, hear: Hear, tick: Tick, restore: Restore) -> QWidget:
    made, body = page()
    body.addWidget(
        text("Misheard? Put it right here, and the scores follow. Your recording stays as it is.", "muted")
    )
    for check in shown_checks(card.checks, card.scenario, card.verdict):
        body.addWidget(line())
        body.addWidget(_point(theme, check, hear, tick, restore))
    body.addStretch(1)
    return made


def _point(theme: Theme, check: CheckResult, hear: Hear, tick: Tick, restore: Restore) -> QWidget:
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
    words.addWidget(text(spec.heard_title if check.said else spec.title, "strong"))
    words.addWidget(text(check_words(check, spec.hint, is_fault=spec.is_fault), "muted"))
    if check.problem:
        words.addWidget(text(check.problem, "problem"))
    across.addLayout(words, 1)
    source = sources_label(spec.sources)
    source.setWordWrap(False)
    across.addWidget(source)
    if check.said and check.start_s is not None:
        across.addWidget(hear_button(theme, hear, check.start_s, check.end_s))
    across.addWidget(_put_right(check, spec.title, tick, restore))
    return row


def _put_right(check: CheckResult, title: str, tick: Tick, restore: Restore) -> QWidget:
    if check.corrected:
        label, act = "Back to what was heard", partial(restore, check.id)
    else:
        label = "I didn't say it" if check.said else "I said it"
        act = partial(tick, check.id, not check.said)
    made = button(label, act, "quiet")
    made.setAccessibleName(f"{title}: {label}")
    return made


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

"""A scorecard as text for a terminal."""

import os
import shutil
import textwrap
from collections.abc import Iterable
from typing import TextIO

from models.check_catalogue import check_specs
from models.measures import Measures, PausePlace
from models.scorecard import Band, CheckResult, Score, Scorecard, ScoreName, Status, Wanted
from models.take import TakeSetup

_WIDEST = 100
_BAR = 20
_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.")
_COLOURS = {Band.STRONG: "32", Band.FINE: "33", Band.WORK: "35"}
_GREEN, _RED, _BOLD, _FAINT = "32", "31", "1", "2"


class _Page:
    """Lines of text, with colours where the stream is a terminal that wants them."""

    def __init__(self, stream: TextIO) -> None:
        self._colours = stream.isatty() and "NO_COLOR" not in os.environ
        self._width = min(_WIDEST, shutil.get_terminal_size().columns)
        self.lines: list[str] = []

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colours else text

    def heading(self, text: str) -> None:
        self.lines += ["", self.paint(text, _BOLD)]

    def add(self, text: str, indent: int = 2, first: str = "") -> None:
        """A paragraph, wrapped, with `first` in front of its first line."""
        space = " " * indent
        self.lines += textwrap.wrap(
            first + text, self._width, initial_indent=space, subsequent_indent=space + " " * len(first)
        ) or [""]


def scorecard_text(card: Scorecard, *, heading: str, stream: TextIO) -> str:
    """The whole scorecard, for `stream`."""
    page = _Page(stream)
    if heading:
        page.lines.append(page.paint(heading, _BOLD))
    page.lines.append(f"{card.scenario.label} · {card.duration_s:.1f} s · {card.measures.words} words")
    if card.status is Status.NO_SPEECH:
        page.add("No speech was heard, so there is nothing to score.")
    elif card.status is Status.TOO_SHORT:
        page.add("This is too short to be scored.")
    for name in ScoreName:
        if (score := card.scores.get(name)) is not None:
            _add_score(page, name, score)
    if card.keep:
        page.heading("Keep")
        page.add(card.keep.text)
    if card.fix:
        page.heading("Change one thing")
        page.add(card.fix.text)
        if card.fix.try_:
            page.add(f"“{card.fix.try_}”", first="Try: ")
    if card.status is not Status.NO_SPEECH:
        page.heading("What was said")
        _add_checks(page, [check for check in card.checks if _is_shown(check, card)])
        page.heading("How it was said")
        _add_measures(page, card.measures)
        page.heading("Transcript")
        _add_transcript(page, card)
    return "\n".join(page.lines) + "\n"


def checks_text(checks: Iterable[CheckResult], setup: TakeSetup, stream: TextIO) -> str:
    """The points that matter in this call, one a line."""
    page = _Page(stream)
    specs = check_specs()
    wanted = [c for c in checks if c.said or specs[c.id].belongs(setup.scenario, setup.verdict)]
    _add_checks(page, [check for check in wanted if check.said or check.wanted is not Wanted.MUST_NOT])
    return "\n".join(page.lines)


def _is_shown(check: CheckResult, card: Scorecard) -> bool:
    if check.said:
        return True
    belongs = check_specs()[check.id].belongs(card.scenario, card.verdict)
    return belongs and check.wanted is not Wanted.MUST_NOT


def _add_score(page: _Page, name: ScoreName, score: Score) -> None:
    if score.value is None or score.band is None:
        page.heading(f"{name.label:<18}   –")
    else:
        full = round(score.value / 100 * _BAR)
        bar = page.paint("█" * full, _COLOURS[score.band]) + page.paint("░" * (_BAR - full), _FAINT)
        page.heading(f"{name.label:<18} {score.value:3d}  {bar}  {score.band.value}")
    for reason in score.reasons:
        points = f"{reason.points:+4.0f}  " if round(reason.points) else "      "
        moment = f" ({_clock(reason.start_s)})" if reason.start_s is not None else ""
        source = f" [{reason.source}]" if reason.source else ""
        page.add(f"{reason.text}{moment}{source}", first=points)


def _add_checks(page: _Page, checks: Iterable[CheckResult]) -> None:
    specs = check_specs()
    for check in checks:
        if check.wanted is Wanted.MUST_NOT:
            mark = "!"
        elif check.said:
            mark = "✓"
        else:
            mark = "✗" if check.wanted is Wanted.MUST else "·"
        moment = f"{_clock(check.start_s)} " if check.start_s is not None else ""
        heard = f"{moment}“{check.quote}”" if check.said else "not heard"
        page.add(f"{specs[check.id].title}: {heard}", first=f"{mark} ")
        if check.problem:
            page.add(check.problem, indent=4)


def _add_measures(page: _Page, measures: Measures) -> None:
    hesitations = sum(pause.place is PausePlace.HESITATION for pause in measures.pauses)
    rows: list[tuple[str, float | None, str]] = [
        ("Words a minute", measures.speaking_rate_wpm, ".0f"),
        ("Syllables a second", measures.articulation_rate_sps, ".1f"),
        ("Fillers", measures.fillers, "d"),
        ("Silent pauses", len(measures.pauses), "d"),
        ("… that hesitate", hesitations, "d"),
        ("Pitch, Hz", measures.f0_median_hz, ".0f"),
        ("Pitch spread, semitones", measures.f0_sd_semitones, ".1f"),
        ("Level, dBFS", measures.level_dbfs, ".0f"),
        ("Signal to noise, dB", measures.snr_db, ".0f"),
    ]
    for label, value, form in rows:
        page.add("–" if value is None else format(value, form), first=f"{label:<26}")
    for name, reason in measures.unreliable.items():
        page.add(f"{name}: {reason}", first="? ")


def _add_transcript(page: _Page, card: Scorecard) -> None:
    """A line for each sentence or stretch between pauses of more than a second."""
    line: list[str] = []
    start_s = 0.0
    for word, following in zip(card.words, [*card.words[1:], None], strict=True):
        if not line:
            start_s = word.start_s
        line.append(word.text)
        ends = word.text.endswith((".", "?", "!")) and word.text not in _TITLES
        if following is None or ends or following.start_s - word.end_s > 1.0:
            page.add(" ".join(line), first=f"{_clock(start_s)}  ")
            line = []


def _clock(time_s: float | None) -> str:
    """Minutes and seconds: 0:04.2."""
    tenths = round((time_s or 0.0) * 10)
    return f"{tenths // 600}:{tenths % 600 / 10:04.1f}"

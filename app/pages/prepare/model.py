"""What the Prepare page shows beside the fields, a moment later. Plain Python: the page only draws it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.call import CallCard
from models.check_catalogue import check_specs, source_titles
from models.history.saved_card import SavedCard
from models.planner import Advice, Timing, plan
from models.scenario import Scenario, Verdict
from models.script_lines import opening_line, script_lines

_IN_THE_INTRO = ("greeting", "full_name", "role", "interview_reference")
_TIMING_WORDS = {
    Timing.NOW: "Fits",
    Timing.EARLY: "Too early yet",
    Timing.PAST: "Already past",
    Timing.UNKNOWN: "",
}


@dataclass(frozen=True)
class ScriptLine:
    title: str
    line: str
    is_must: bool


@dataclass(frozen=True)
class AdviceLine:
    """`says_who` names the articles; `timing` is where the day of the call falls, when that is known."""

    text: str
    says_who: str
    timing: str = ""


@dataclass(frozen=True)
class SidePanel:
    """`script` is what to say, `when` and `summary` when to call, `checklist` what to do before."""

    script: tuple[ScriptLine, ...]
    summary: str
    when: tuple[AdviceLine, ...]
    hours: AdviceLine
    attempts: tuple[AdviceLine, ...]
    call: AdviceLine
    write: AdviceLine
    checklist: tuple[AdviceLine, ...]


def side_panel(saved: SavedCard, today: date) -> SidePanel:
    call, scenario = saved.card, saved.scenario
    made = plan(call, scenario, today=today)
    return SidePanel(
        script=_script(call, scenario, saved.verdict, today),
        summary=made.summary,
        when=tuple(_line(item, _TIMING_WORDS[item.timing]) for item in made.when),
        hours=_line(made.hours),
        attempts=tuple(_line(item) for item in made.attempts),
        call=_together(made.call),
        write=_together(made.write),
        checklist=tuple(_line(item) for item in made.checklist),
    )


def _line(item: Advice, timing: str = "") -> AdviceLine:
    return AdviceLine(item.text, _titles(item.sources.split()), timing)


def _together(items: Sequence[Advice]) -> AdviceLine:
    """Several pieces of advice in one paragraph, and whose they are."""
    letters = {letter for item in items for letter in item.sources.split()}
    return AdviceLine(" ".join(item.text for item in items), _titles(letters))


def _titles(letters: Iterable[str]) -> str:
    return ", ".join(f"“{source_titles()[letter]}”" for letter in sorted(letters))


def _script(
    call: CallCard, scenario: Scenario, verdict: Verdict | None, today: date
) -> tuple[ScriptLine, ...]:
    opening = ScriptLine("The first ten seconds", opening_line(call, scenario, today=today), True)
    specs = check_specs()
    lines = [
        ScriptLine(specs[check_id].title, line, check_id in _musts(scenario, verdict))
        for check_id, line in script_lines(call, scenario, verdict, today=today).items()
        if line and check_id not in _IN_THE_INTRO
    ]
    return (opening, *lines)


def _musts(scenario: Scenario, verdict: Verdict | None) -> frozenset[str]:
    return frozenset(
        spec.id for spec in check_specs().values() if spec.wanted(scenario, verdict).value == "must"
    )

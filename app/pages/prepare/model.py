"""What the Prepare page shows beside the fields, a moment later. Plain Python: the page only draws it."""

from dataclasses import dataclass
from datetime import date

from models.call import CallCard
from models.check_catalogue import check_specs
from models.history.saved_card import SavedCard
from models.planner import Timing, plan
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
class WhenLine:
    text: str
    sources: str
    timing: str
    fits: bool


@dataclass(frozen=True)
class SidePanel:
    """`script` is what to say, `when` and `summary` when to call, `checklist` what to do before."""

    script: tuple[ScriptLine, ...]
    summary: str
    when: tuple[WhenLine, ...]
    hours: str
    checklist: tuple[tuple[str, str], ...]


def side_panel(saved: SavedCard, today: date) -> SidePanel:
    call, scenario = saved.card, saved.scenario
    made = plan(call, scenario, today=today)
    return SidePanel(
        script=_script(call, scenario, saved.verdict, today),
        summary=made.summary,
        when=tuple(
            WhenLine(item.text, item.sources, _TIMING_WORDS[item.timing], item.timing is Timing.NOW)
            for item in made.when
        ),
        hours=made.hours.text,
        checklist=tuple((item.text, item.sources) for item in made.checklist),
    )


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

"""The page that explains the scores, written from the rubric's data.

`python -m models.scoring.explain > docs/scoring.md` writes it again; a test sees that it is up to date.
"""

import sys
from collections.abc import Iterable

from models.check_catalogue import check_specs, source_titles
from models.scenario import Scenario
from models.scoring.load import load_rubric
from models.scoring.rubric import Part, Rubric, ScoreRubric


def page(rubric: Rubric) -> str:
    """The whole page as Markdown."""
    sections = [
        *_introduction(rubric),
        *(line for score in rubric.scores.values() for line in _score(score)),
        *_targets(rubric),
        *_fix(rubric),
        *_sources(rubric),
    ]
    return "\n".join(sections) + "\n"


def _introduction(rubric: Rubric) -> Iterable[str]:
    uncertain = rubric.uncertain
    return (
        "# What the scores are made of",
        "",
        f"This page is written by `python -m models.scoring.explain` from `assets/rubric.toml`, version "
        f"{rubric.version}. Don't edit it by hand.",
        "",
        "A score says how a practice call came across by advice and research that can be looked up. It says "
        "nothing about a person, and it cannot tell whether a call will get you the job.",
        "",
        f"- Each score begins at 100 and loses points. {rubric.strong_from} and more is *strong*, "
        f"{rubric.fine_from} and more is *fine*, less is *work*.",
        "- Between the anchors in the tables the loss is a straight line; before the first and after the "
        "last it stays as it is. So no tenth of a second decides anything.",
        "- All points that were lost are listed with the score and add up. If they were more than 100, "
        "they are all scaled down.",
        "- What could not be measured is left out, and the rest counts in proportion: nothing is gained "
        f"or lost but certainty. If less than {rubric.min_measured_share:.0%} could be measured, there "
        "is no score.",
        f"- Fewer than {rubric.min_words} words, or less than {rubric.min_speech_s:g} s of speech, is too "
        "short for scores. No words at all is no speech.",
        "- *Own time* is the time from your first to your last word without the other side's turns. If you "
        "rehearse a live call alone, a long silence after a finished sentence counts as listening: not "
        "at all up to 1 s, wholly from 2 s (2 to 3 s where the end of the sentence is not certain).",
        "- A call shorter than a minute counts as a minute where something is counted per minute.",
        "- Each score has an uncertainty: the uncertainty of each measure carried through its table, and "
        f"the chance that a point was heard wrongly ({uncertain.heard:.0%}) or missed "
        f"({uncertain.not_heard:.0%}). A point that you ticked or unticked yourself is certain.",
        "- Your accent and how high your voice is play no part. Within the usual range, nor does your pace.",
        "",
    )


def _score(score: ScoreRubric) -> Iterable[str]:
    yield f"## {score.title}"
    yield ""
    yield f"{score.about} Needs at least {score.min_words} words."
    yield ""
    yield "| part | measured in | points lost at | at most | who says so |"
    yield "|---|---|---|---|---|"
    for part in score.parts:
        yield (
            f"| **{part.title}**{_where(part)} | {part.unit} | {_anchors(part)} | {part.curve.most:g} "
            f"| {part.sources} |"
        )
    yield ""
    for part in score.parts:
        yield f"- **{part.title}**{_where(part)}: {part.why}"
    yield ""


def _where(part: Part) -> str:
    if part.scenarios == frozenset(Scenario):
        return ""
    return f" ({', '.join(scenario.label.lower() for scenario in Scenario if scenario in part.scenarios)})"


def _anchors(part: Part) -> str:
    if not part.scored:
        return "nothing: shown only"
    return ", ".join(f"{x:g}: {loss:g}" for x, loss in part.curve.anchors)


def _targets(rubric: Rubric) -> Iterable[str]:
    titles = check_specs()
    yield "## Lengths and points"
    yield ""
    yield "| call | own time aimed at | the point of the call is any of |"
    yield "|---|---|---|"
    for scenario in Scenario:
        points = ", ".join(titles[check].title.lower() for check in rubric.point_checks[scenario])
        yield f"| {scenario.label} | up to {rubric.target_s[scenario]:g} s | {points} |"
    yield ""
    warm = ", ".join(titles[check].title.lower() for check in rubric.warm_checks)
    yield f"You can set your own length. Warm are: {warm}, and other warm wording."
    yield ""


def _fix(rubric: Rubric) -> Iterable[str]:
    titles, missing = check_specs(), rubric.missing
    yield "## Keep one thing, fix one thing"
    yield ""
    yield (
        "The strength is the weightiest part on which nothing was lost. The fix is the one that would gain "
        "the most points; the parts of the introduction count together. A phone number that differs from "
        "your card's comes before everything. A point that must be said but was not heard competes with "
        "these weights:"
    )
    yield ""
    for check, points in sorted(missing.points.items(), key=lambda item: -item[1]):
        yield f"- {titles[check].title.lower()}: {points:g} ({titles[check].sources.replace(' ', ', ')})"
    yield ""


def _sources(rubric: Rubric) -> Iterable[str]:
    yield "## Who says so"
    yield ""
    for letter, title in source_titles().items():
        yield f"- **{letter}**: {title}"
    for key, reference in rubric.sources.items():
        yield f"- **{key}**: {reference}"


if __name__ == "__main__":
    sys.stdout.write(page(load_rubric()))

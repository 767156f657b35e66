"""What a score is, why it matters, what is usual, whose figure it is, and how sure it is."""

from dataclasses import dataclass

from models.scenario import Scenario
from models.scorecard import Score, ScoreName
from models.scoring.load import load_rubric
from models.scoring.rubric import Part

_WHY = {
    ScoreName.BREVITY: "Busy people listen to short calls, and call back when the point came early.",
    ScoreName.INTRO: "Who does not know within seconds who calls, and why, listens with half an ear.",
    ScoreName.TONE: "How it sounds is heard before what it says; these are habits that practice changes.",
}


@dataclass(frozen=True)
class ScoreFacts:
    """Sentences; `sources` are the names of whose figures the score's parts are."""

    what: str
    why: str
    usual: str
    sources: tuple[str, ...]
    sure: str


def score_facts(name: ScoreName, score: Score, scenario: Scenario) -> ScoreFacts:
    """The explanation of one score of a take, from the rubric of today."""
    rubric = load_rubric()
    parts = [part for part in rubric.scores[name].parts if part.scored and scenario in part.scenarios]
    titles = ", ".join(part.title.lower() for part in parts)
    return ScoreFacts(
        what=f"{rubric.scores[name].about} It begins at 100 and loses points by: {titles}.",
        why=_WHY[name],
        usual=(
            f"{rubric.strong_from} and more is strong, {rubric.fine_from} and more is fine; these bands "
            "are our choice. Compare it with your own takes rather than with anybody else's."
        ),
        sources=_sources(parts),
        sure=_sure(score),
    )


def _sources(parts: list[Part]) -> tuple[str, ...]:
    names = (name.strip() for part in parts for name in part.sources.split(","))
    return tuple(sorted({name for name in names if name}, key=lambda name: (len(name) > 1, name)))


def _sure(score: Score) -> str:
    if score.value is None:
        return score.reasons[0].text if score.reasons else "There was too little to judge it by."
    if score.uncertainty is None:
        return "How sure it is was not worked out."
    give = f"{2 * score.uncertainty:.0f}"
    return f"Give or take {give} points: what the recogniser and the measures may miss."

"""From what was said and how to the scorecard."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from models.call import CallCard
from models.delivery import DeliverySpan
from models.measures import Measures
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Reason, Score, Scorecard, ScoreName, Status
from models.scoring.evidence import gather
from models.scoring.fix import fix
from models.scoring.judge import judge
from models.scoring.keep import keep
from models.scoring.load import load_rubric
from models.scoring.rubric import Rubric
from models.transcript import Transcript


def score_take(
    *,
    transcript: Transcript,
    measures: Measures,
    checks: Iterable[CheckResult],
    spans: Iterable[DeliverySpan],
    call: CallCard,
    scenario: Scenario,
    verdict: Verdict | None,
    duration_s: float,
    rubric: Rubric | None = None,
    target_length_s: float | None = None,
    today: date | None = None,
) -> Scorecard:
    """The scorecard of one take; `today` is the day of the take, for the lines to try.

    Pure: the same arguments give the same scorecard. The caller adds take id, versions of measures and
    the time since hanging up.
    """
    rules = rubric or load_rubric()
    results = tuple(checks)
    status = take_status(transcript, measures, rules)
    evidence = gather(
        transcript=transcript,
        measures=measures,
        checks=results,
        spans=spans,
        call=call,
        scenario=scenario,
        verdict=verdict,
        target_length_s=target_length_s,
        rubric=rules,
    )
    card = Scorecard(
        scenario=scenario,
        verdict=verdict,
        status=status,
        duration_s=duration_s,
        words=transcript.words,
        partner_turns=transcript.partner_turns,
        measures=measures,
        checks=results,
        rubric_version=rules.version,
        scores=dict.fromkeys(ScoreName, _unscored(status)),
    )
    if status is not Status.SCORED:
        return card
    judgements = {name: judge(score, evidence) for name, score in rules.scores.items()}
    return replace(
        card,
        scores={name: judgement.score for name, judgement in judgements.items()},
        keep=keep(judgements, evidence),
        fix=fix(judgements, evidence, today),
    )


def take_status(transcript: Transcript, measures: Measures, rubric: Rubric) -> Status:
    """Whether there is enough to score: silence and noise have no words, a few words are too short."""
    words = len(transcript.fluent_words)
    if not words:
        return Status.NO_SPEECH
    if words < rubric.min_words or (transcript.timed and measures.speech_s < rubric.min_speech_s):
        return Status.TOO_SHORT
    return Status.SCORED


def _unscored(status: Status) -> Score:
    text = {
        Status.NO_SPEECH: "No speech was heard, so there is nothing to score.",
        Status.TOO_SHORT: "Too few words for a score. Say a little more, and it will be scored.",
    }.get(status, "")
    return Score(None, None, (Reason(text=text, points=0.0, id="evidence"),))

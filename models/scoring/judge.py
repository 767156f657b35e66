"""Findings to a score: points lost part by part, adding up to 100 minus the value.

Parts that could not be measured are left out and the others count in proportion, so that nothing is
gained or lost by them but certainty. Losses beyond 100 in all are scaled down to 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, sqrt

from models.scorecard import Band, Reason, Score
from models.scoring.evidence import Evidence
from models.scoring.finding import Finding
from models.scoring.registry import MEASURES
from models.scoring.rubric import Part, Rubric, ScoreRubric

_VISIBLE = 0.5
"""A loss below this rounds to no point and is told as none."""


@dataclass(frozen=True)
class Judged:
    """One part with what was found and the points it costs, already in proportion."""

    part: Part
    finding: Finding
    loss: float

    @property
    def measured(self) -> bool:
        return self.finding.missing or self.finding.value is not None

    def moment(self, evidence: Evidence) -> tuple[float | None, float | None]:
        """Where it was found; what has no moment of its own concerns the whole call."""
        if self.finding.start_s is not None or evidence.timeline is None:
            return self.finding.start_s, self.finding.end_s
        return evidence.timeline.first_s, evidence.timeline.last_s

    def text(self, template: str) -> str:
        """A template of the part filled in."""
        blank = dict.fromkeys(MEASURES[self.part.measure].fields, "")
        return template.format(**{**blank, **self.finding.fields})


@dataclass(frozen=True)
class Judgement:
    """A score with the parts behind it."""

    score: Score
    parts: tuple[Judged, ...]


def judge(score: ScoreRubric, evidence: Evidence) -> Judgement:
    """The score of one take."""
    parts = [
        (part, finding)
        for part in score.parts
        if evidence.scenario in part.scenarios
        and (finding := MEASURES[part.measure].find(evidence, part)) is not None
    ]
    raw = [Judged(part, finding, raw_loss(part, finding)) for part, finding in parts]
    could_cost = sum(item.part.curve.most for item in raw)
    measured = sum(item.part.curve.most for item in raw if item.measured)
    lacking = _lacking(score, evidence, raw, measured, could_cost)
    if lacking:
        return Judgement(Score(None, None, (Reason(text=lacking, points=0.0, id="evidence"),)), ())
    lost = sum(item.loss for item in raw) * could_cost / measured
    factor = could_cost / measured * (100 / lost if lost > 100 else 1.0)
    judged = [Judged(item.part, item.finding, item.loss * factor) for item in raw]
    points = whole_points([item.loss for item in judged])
    value = 100 - sum(points)
    reasons = [(_reason(item, loss, evidence), item) for item, loss in zip(judged, points, strict=True)]
    reasons.sort(key=lambda pair: (pair[0].points, not pair[1].measured))
    return Judgement(
        Score(
            value=value,
            band=band(value, evidence.rubric),
            reasons=tuple(reason for reason, _ in reasons),
            uncertainty=round(_uncertainty(judged, factor, evidence.rubric), 1),
        ),
        tuple(judged),
    )


def raw_loss(part: Part, finding: Finding) -> float:
    """Points lost before anything is brought into proportion; none for what was not measured."""
    if finding.missing:
        return part.curve.most
    return 0.0 if finding.value is None else part.curve.loss(finding.value)


def band(value: int, rubric: Rubric) -> Band:
    """The word for a value."""
    if value >= rubric.strong_from:
        return Band.STRONG
    return Band.FINE if value >= rubric.fine_from else Band.WORK


def whole_points(losses: Sequence[float]) -> list[int]:
    """Whole points that add up to the rounded total (largest remainders get the rest)."""
    whole = [floor(loss) for loss in losses]
    rest = floor(sum(losses) + 0.5) - sum(whole)
    order = sorted(range(len(losses)), key=lambda i: (whole[i] - losses[i], i))
    for index in order[:rest]:
        whole[index] += 1
    return whole


def _lacking(
    score: ScoreRubric, evidence: Evidence, raw: Sequence[Judged], measured: float, could_cost: float
) -> str:
    words = len(evidence.transcript.fluent_words)
    if words < score.min_words:
        return f"Too few words for this score: {words}, and it takes {score.min_words}."
    if measured <= 0 or measured < evidence.rubric.min_measured_share * could_cost:
        whys = [f"{item.part.title.lower()}: {item.finding.why}" for item in raw if not item.measured]
        return f"Too little could be measured for this score ({'; '.join(whys)})."
    return ""


def _reason(item: Judged, loss: int, evidence: Evidence) -> Reason:
    part, finding = item.part, item.finding
    if not item.measured:
        text = f"{part.title}: left out ({finding.why})."
    elif finding.missing:
        text = item.text(part.texts.wrong if finding.wrong else part.texts.missing)
    elif loss == 0 and item.loss < _VISIBLE:
        text = item.text(part.texts.good)
    else:
        text = item.text(part.texts.loss or part.texts.good)
    start_s, end_s = item.moment(evidence)
    return Reason(
        text=text,
        points=-float(loss) if loss else 0.0,
        start_s=start_s,
        end_s=end_s,
        source=part.sources,
        id=part.id,
    )


def _uncertainty(judged: Sequence[Judged], factor: float, rubric: Rubric) -> float:
    """Standard error of the value: each measure's own, carried through its curve by differences."""
    variance = 1 / 12  # of rounding to whole points
    for item in judged:
        curve, finding = item.part.curve, item.finding
        if not item.measured:
            variance += (factor * rubric.uncertain.unmeasured_share * curve.most) ** 2
            continue
        if finding.value is not None:
            high, low = (curve.loss(finding.value + sign * finding.sigma) for sign in (1, -1))
            variance += (factor * (high - low) / 2) ** 2
        at_stake = curve.most - (0.0 if finding.missing else raw_loss(item.part, finding))
        if finding.missing:
            at_stake = curve.most - min(loss for _, loss in curve.anchors)
        variance += finding.doubt * (1 - finding.doubt) * (factor * at_stake) ** 2
    return sqrt(variance)

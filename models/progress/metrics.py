"""What can be followed over time, and which way is better."""

from dataclasses import dataclass
from enum import StrEnum

from models.scorecard import ScoreName
from models.take import TakeSummary


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"
    """Good within a wide band: more is not better, and neither is less."""


@dataclass(frozen=True)
class Metric:
    """A score or a measure of a take; `measure` is its name in `TakeSummary.measures`."""

    id: str
    label: str
    unit: str
    better: Better
    typical_error: float
    """Standard error where the take has none of its own, in the metric's unit; see `docs/scoring.md`."""
    score: ScoreName | None = None

    def value(self, take: TakeSummary) -> float | None:
        if self.score is not None:
            return take.scores.get(self.score)
        return take.measures.get(self.id)

    def standard_error(self, take: TakeSummary) -> float:
        own = take.score_uncertainty.get(self.score) if self.score is not None else None
        return own if own is not None else self.typical_error


METRICS: tuple[Metric, ...] = (
    *(Metric(name.value, name.label, "points", Better.HIGHER, 4.0, name) for name in ScoreName),
    Metric("fillers", "Fillers", "", Better.LOWER, 1.0),
    Metric("hesitations", "Hesitation pauses", "", Better.LOWER, 1.0),
    Metric("speaking_rate_wpm", "Speaking rate", "words a minute", Better.NEITHER, 4.0),
    Metric("articulation_rate_sps", "Articulation rate", "syllables a second", Better.NEITHER, 0.2),
    Metric("f0_sd_semitones", "Pitch variation", "semitones", Better.NEITHER, 0.3),
    Metric("words", "Length", "words", Better.NEITHER, 1.0),
)


def metric(metric_id: str) -> Metric:
    """Raises `KeyError` for an unknown id."""
    return {known.id: known for known in METRICS}[metric_id]

"""The rubric as data: what counts, how much, with whose authority. Read by `models.scoring.load`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from models.scenario import Scenario
from models.scorecard import ScoreName
from models.scoring.curve import Curve


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What is said of a part; templates with the measure's fields in braces.

    `good` when it cost nothing, `loss` when it did, `missing` when it was not heard, `wrong` when it
    contradicts the card, `fix` as the one thing to change (`fix_missing` when it was not heard),
    `keep` as the one strength.
    """

    good: str
    loss: str = ""
    missing: str = ""
    wrong: str = ""
    fix: str = ""
    fix_missing: str = ""
    keep: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One measure's share in a score."""

    id: str
    title: str
    measure: str
    """The name of a finder, see `models.scoring.registry`."""
    subject: str = ""
    """What the finder looks at: a check id or a kind of wording, where it needs one."""
    unit: str
    curve: Curve
    step: float
    """A small change of the measure; the loader refuses curves on which it moves too many points."""
    sources: str
    """Letters of the articles and keys of `Rubric.sources`, separated by ", "."""
    why: str
    texts: Texts
    scenarios: frozenset[Scenario] = frozenset(Scenario)
    fix_with: str = ""
    """The script line that mends it: a check id, "opening", or "moment" for the line that was spoiled."""
    keep_weight: float = 0.0
    """How much of a strength it is when nothing was lost; 0: not worth a word."""
    keep_up_to: float = inf
    """The largest value at which it still is a strength."""

    @property
    def scored(self) -> bool:
        """False for what is only shown."""
        return self.curve.most > 0


@dataclass(frozen=True, kw_only=True)
class ScoreRubric:
    title: str
    about: str
    min_words: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Uncertain:
    """How sure the app's own recognition is, for measures that bring no uncertainty of their own."""

    heard: float
    """Chance that a point ticked as heard was not said."""
    not_heard: float
    """Chance that a point not heard was said."""
    time_s: float
    count_share: float
    count_least: float
    unmeasured_share: float
    """Standard error of a part that could not be measured, as a share of the most it can cost."""


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What a point of the call is worth when the one thing to fix is chosen, though no score counts it."""

    points: Mapping[str, float]
    wrong_number: float
    settled_by_verdict: tuple[str, ...]
    """Points that need not be missed once the other side has said yes or no."""
    text: str
    wrong_number_text: str


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """Everything that turns measures into scores. `version` changes with every change of the data."""

    version: int
    strong_from: int
    fine_from: int
    min_words: int
    min_speech_s: float
    min_measured_share: float
    """A score needs at least this share of what it can lose to have been measured."""
    points_per_step: float
    target_s: Mapping[Scenario, float]
    point_checks: Mapping[Scenario, tuple[str, ...]]
    warm_checks: tuple[str, ...]
    scores: Mapping[ScoreName, ScoreRubric]
    missing: Missing
    uncertain: Uncertain
    sources: Mapping[str, str] = field(default_factory=dict)
    """Key -> reference, for the sources that are not one of the articles A to E."""

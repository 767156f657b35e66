"""What the Rehearse page shows, stage by stage. Plain Python: the page only draws it."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.call_plan import CallPlan
from models.check_catalogue import check_specs
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Wanted

INTRO_S = 10.0
"""Who, which job, which interview: within ten seconds (source D)."""
_VOICE_DBFS = -45.0
"""Louder than this counts as the first word for the ring on the screen; scoring does not use it."""
_METER_FLOOR_DBFS = -60.0
_METER_TOP_DBFS = -6.0
_GOOD_DBFS = (-42.0, -6.0)
_LATE_S = 15.0
"""So far the analysis may lie behind the sound unnoticed: seconds are usual while the models load."""
CATCHING_UP = "This computer is still catching up with what you said. Your recording is safe."


class Stage(StrEnum):
    READY = "ready"
    CONNECTING = "connecting"
    LIVE = "live"
    SCORING = "scoring"


@dataclass(frozen=True)
class Point:
    """A point of the call on the live screen."""

    id: str
    title: str
    heard: bool = False


@dataclass(frozen=True)
class RehearseModel:
    """The state of the page; each method returns the next one."""

    plan: CallPlan = field(default_factory=CallPlan)
    stage: Stage = Stage.READY
    take_id: str = ""
    verdict: Verdict | None = None
    """Of this take: drawn when the plan says "surprise me"."""
    elapsed_s: float = 0.0
    level_dbfs: float = -96.0
    first_voice_s: float | None = None
    points: tuple[Point, ...] = ()
    is_behind: bool = False
    heard_s: float = 0.0
    """Seconds of the take that are analysed."""

    def planned(self, plan: CallPlan) -> "RehearseModel":
        return RehearseModel(plan=plan) if self.stage is Stage.READY else self

    def calling(self, take_id: str, verdict: Verdict | None) -> "RehearseModel":
        points = () if self.plan.focus_line else wanted_points(self.plan, verdict)
        return RehearseModel(
            plan=self.plan, stage=Stage.CONNECTING, take_id=take_id, verdict=verdict, points=points
        )

    def speaking(self) -> "RehearseModel":
        return replace(self, stage=Stage.LIVE) if self.stage is Stage.CONNECTING else self

    def sounding(self, elapsed_s: float, level_dbfs: float) -> "RehearseModel":
        first = self.first_voice_s
        if first is None and self.stage is Stage.LIVE and level_dbfs > _VOICE_DBFS:
            first = elapsed_s
        return replace(self, elapsed_s=elapsed_s, level_dbfs=level_dbfs, first_voice_s=first)

    def recognised(self, checks: tuple[CheckResult, ...]) -> "RehearseModel":
        """A point once ticked stays ticked on this screen, so that nothing flickers."""
        said = {check.id for check in checks if check.said and not check.problem}
        return replace(
            self, points=tuple(replace(point, heard=point.heard or point.id in said) for point in self.points)
        )

    def analysed(self, done_s: float, is_behind: bool) -> "RehearseModel":
        return replace(self, heard_s=done_s, is_behind=is_behind)

    def hung_up(self) -> "RehearseModel":
        return replace(self, stage=Stage.SCORING)

    def over(self) -> "RehearseModel":
        return RehearseModel(plan=self.plan)

    @property
    def headline(self) -> str:
        return {
            Stage.READY: "Ready when you are",
            Stage.CONNECTING: "Connecting…",
            Stage.LIVE: "Speak now",
            Stage.SCORING: "Scoring your call…",
        }[self.stage]

    @property
    def intro_share(self) -> float:
        """How much of the ten seconds has passed since the first word, 0 to 1."""
        if self.first_voice_s is None:
            return 0.0
        return min(1.0, (self.elapsed_s - self.first_voice_s) / INTRO_S)

    @property
    def intro_words(self) -> str:
        if self.first_voice_s is None:
            return "Who you are, which job, which interview: in the first ten seconds."
        return "Ten-second intro" if self.intro_share < 1.0 else "The intro is over; go on."

    @property
    def is_late(self) -> bool:
        """The analysis does not keep up with the speech: a slow computer, or models that still load."""
        return self.is_behind or self.elapsed_s - self.heard_s > _LATE_S

    @property
    def live_hint(self) -> str:
        """The one line of small text during the call."""
        return CATCHING_UP if self.is_late else self.intro_words

    @property
    def answer(self) -> str:
        """What they say once the caller has said who it is; empty before, and where nobody answers."""
        if self.verdict is None or self.plan.focus_line or self.intro_share < 1.0:
            return ""
        return f"They answer: {self.verdict.label.lower()}."

    @property
    def shown_points(self) -> tuple[Point, ...]:
        """Those of a surprising answer would give it away."""
        if self.answer or self.plan.verdict is not None:
            return self.points
        known = {point.id for point in wanted_points(self.plan, None)}
        return tuple(point for point in self.points if point.id in known)

    @property
    def scoring_share(self) -> float | None:
        """How much of the take is analysed, 0 to 1; None when that says nothing."""
        return min(1.0, self.heard_s / self.elapsed_s) if self.elapsed_s > 0 and self.heard_s > 0 else None

    @property
    def scoring_words(self) -> str:
        if self.is_late:
            return CATCHING_UP
        return "This takes a moment. Your recording is safe."

    @property
    def clock(self) -> str:
        return clock(self.elapsed_s)


def wanted_points(plan: CallPlan, verdict: Verdict | None) -> tuple[Point, ...]:
    """What must be said in this call, in the order of a call."""
    return tuple(
        Point(spec.id, spec.title)
        for spec in check_specs().values()
        if spec.wanted(plan.scenario, verdict) is Wanted.MUST
    )


def plan_details(plan: CallPlan) -> str:
    """What awaits the caller, in a sentence or two."""
    if plan.scenario is Scenario.VOICEMAIL:
        return "Nobody answers. After “Speak now”, leave one short, clear message."
    if plan.scenario is Scenario.GATEKEEPER:
        return "A receptionist answers. Get through, or learn when to try again."
    answer = f"Their answer: {plan.verdict.label.lower()}." if plan.verdict else "Their answer is a surprise."
    return f"The interviewer answers. {answer}"


def clock(seconds: float) -> str:
    """Minutes and seconds: "1:05"."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def meter_share(level_dbfs: float) -> float:
    """The level as the length of a bar, 0 to 1, even in decibels."""
    return max(0.0, min(1.0, (level_dbfs - _METER_FLOOR_DBFS) / (_METER_TOP_DBFS - _METER_FLOOR_DBFS)))


def meter_words(peak_heard_dbfs: float, now_peak_dbfs: float) -> str:
    """What the test of the microphone says; `peak_heard_dbfs` is the loudest since it began."""
    if now_peak_dbfs > -0.5:
        return "Too loud: move a little further away."
    if peak_heard_dbfs < _GOOD_DBFS[0]:
        return "Say something to test it."
    return "We hear you well."

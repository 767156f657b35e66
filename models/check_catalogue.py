"""The points of a call, read from `assets/checks.toml`: ids, titles, where wanted, whose advice."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from models.scenario import Scenario, Verdict
from models.scorecard import Wanted


@dataclass(frozen=True)
class CheckSpec:
    """One point; `sources` are the letters of the articles that advise it."""

    id: str
    title: str
    hint: str
    sources: str
    must: frozenset[str] = frozenset()
    good: frozenset[str] = frozenset()
    is_fault: bool = False

    @property
    def heard_title(self) -> str:
        """What was heard: a fault is titled by what should not be ("No hedging"), here by what was."""
        return self.title.removeprefix("No ").capitalize() if self.is_fault else self.title

    def wanted(self, scenario: Scenario, verdict: Verdict | None) -> Wanted:
        """What the point is in this call; where the advice is silent it is welcome, not missed."""
        if self.is_fault:
            return Wanted.MUST_NOT
        return Wanted.MUST if self.must & _situation(scenario, verdict) else Wanted.GOOD

    def belongs(self, scenario: Scenario, verdict: Verdict | None) -> bool:
        """Whether the advice speaks of this point in this call at all."""
        return self.is_fault or bool((self.must | self.good) & _situation(scenario, verdict))


def _situation(scenario: Scenario, verdict: Verdict | None) -> frozenset[str]:
    return frozenset({scenario.value} | ({f"verdict:{verdict.value}"} if verdict else set()))


@cache
def check_specs() -> dict[str, CheckSpec]:
    """All checks by id, in the order of a call."""
    return {
        check_id: CheckSpec(
            id=check_id,
            title=entry["title"],
            hint=entry["hint"],
            sources=entry["sources"],
            must=frozenset(entry.get("must", ())),
            good=frozenset(entry.get("good", ())),
            is_fault=entry.get("kind") == "must_not",
        )
        for check_id, entry in _load()["checks"].items()
    }


@cache
def source_titles() -> dict[str, str]:
    """The article behind each source letter."""
    return dict(_load()["sources"])


@cache
def _load() -> dict[str, Any]:
    text = files("assets").joinpath("checks.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

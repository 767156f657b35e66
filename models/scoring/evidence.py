"""Everything that the finders look at, gathered once per take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.call import CallCard
from models.check_catalogue import check_specs
from models.delivery import DeliveryKind, DeliverySpan
from models.measures import Measures
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult
from models.scoring.rubric import Rubric
from models.scoring.sentences import Range, clauses
from models.scoring.timeline import Timeline, timeline
from models.transcript import Transcript


@dataclass(frozen=True, kw_only=True)
class Evidence:
    transcript: Transcript
    measures: Measures
    checks: Mapping[str, CheckResult]
    spans: Mapping[DeliveryKind, tuple[DeliverySpan, ...]]
    call: CallCard
    scenario: Scenario
    verdict: Verdict | None
    target_s: float
    timeline: Timeline | None
    rubric: Rubric

    @cached_property
    def clauses(self) -> tuple[Range, ...]:
        """The clauses of the transcript; many findings quote them."""
        return clauses(self.transcript)

    @property
    def verdict_told(self) -> bool:
        """Whether they have said yes or no: then nobody asks any more, or says that they want the job."""
        return self.verdict in (Verdict.HIRED, Verdict.REJECTED)

    def said(self, check_id: str) -> CheckResult | None:
        """The check when it was heard."""
        check = self.checks.get(check_id)
        return check if check is not None and check.said else None

    def quote(self, first_word: int, last_word: int) -> str:
        """The words of the transcript from one index to another, both included."""
        return " ".join(word.text for word in self.transcript.words[first_word : last_word + 1])

    def clause_quote(self, first_word: int | None, last_word: int | None, fallback: str) -> str:
        """The whole clauses around some words, which read better than the bare evidence."""
        words = self.transcript.words
        if first_word is None or last_word is None or not 0 <= first_word <= last_word < len(words):
            return fallback
        around = [part for part in self.clauses if part[0] <= last_word and part[1] >= first_word]
        return self.quote(around[0][0], around[-1][1])


def gather(
    *,
    transcript: Transcript,
    measures: Measures,
    checks: Iterable[CheckResult],
    spans: Iterable[DeliverySpan],
    call: CallCard,
    scenario: Scenario,
    verdict: Verdict | None,
    target_length_s: float | None,
    rubric: Rubric,
) -> Evidence:
    """The evidence of one take; the order of `checks` and `spans` does not matter."""
    by_id = {check.id: check for check in checks}
    by_kind: dict[DeliveryKind, list[DeliverySpan]] = {kind: [] for kind in DeliveryKind}
    for span in sorted(spans, key=lambda span: (span.first_word, span.last_word)):
        by_kind[span.kind].append(span)
    return Evidence(
        transcript=transcript,
        measures=measures,
        checks={check_id: by_id[check_id] for check_id in check_specs() if check_id in by_id},
        spans={kind: tuple(found) for kind, found in by_kind.items()},
        call=call,
        scenario=scenario,
        verdict=verdict,
        target_s=target_length_s or rubric.target_s[scenario],
        timeline=timeline(transcript, measures, scenario),
        rubric=rubric,
    )

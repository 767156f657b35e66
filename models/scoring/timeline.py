"""The caller's own time: the call without the partner's turns and without listening.

Somebody who rehearses alone leaves silent gaps where the other side would talk. In a live call a long
silence after a finished sentence is therefore listening: neither monologue nor slow speech. How much of
it is listening grows smoothly with its length, so that no tenth of a second decides a score.
"""

from dataclasses import dataclass
from itertools import pairwise

from models.clauses import clause_ends
from models.measures import Measures, Pause, PausePlace
from models.scenario import Scenario
from models.transcript import Transcript

LISTENING_S = (1.0, 2.0)
"""From here a silence after a finished sentence begins to be listening, and from here it is nothing else."""
LISTENING_UNFINISHED_S = (2.0, 3.0)
"""The same where only grammar allows an end: a recogniser often loses the full stop."""


@dataclass(frozen=True)
class Away:
    """A stretch in which the caller left the floor, by `share` (0 to 1) of its length."""

    start_s: float
    end_s: float
    share: float


@dataclass(frozen=True)
class Stretch:
    """Own talk without leaving the floor; `length_s` counts own time only."""

    start_s: float
    end_s: float
    length_s: float


@dataclass(frozen=True)
class Timeline:
    """Times in seconds from the start of the recording; `away` in order, without overlaps."""

    first_s: float
    last_s: float
    away: tuple[Away, ...] = ()

    def clock(self, time_s: float) -> float:
        """Own seconds from the first own word to `time_s`."""
        gone = sum(
            max(0.0, min(time_s, away.end_s) - max(self.first_s, away.start_s)) * away.share
            for away in self.away
        )
        return max(0.0, time_s - self.first_s - gone)

    @property
    def own_s(self) -> float:
        """Own time from the first to the last own word."""
        return self.clock(self.last_s)

    def listening(self, pause: Pause) -> float:
        """How much of a pause is listening, 0 to 1."""
        middle_s = (pause.start_s + pause.end_s) / 2
        return max((a.share for a in self.away if a.start_s <= middle_s <= a.end_s), default=0.0)

    def longest_stretch(self) -> Stretch:
        """The longest talk without leaving the floor; a half-left floor carries half of it on."""
        start_s, length_s, at_s = self.first_s, 0.0, self.first_s
        longest = Stretch(start_s, start_s, 0.0)
        for away in (*self.away, Away(self.last_s, self.last_s, 0.0)):
            length_s += max(0.0, away.start_s - at_s)
            if length_s > longest.length_s:
                longest = Stretch(start_s, away.start_s, length_s)
            if away.share >= 0.5:
                start_s = away.end_s
            length_s = (length_s + (away.end_s - away.start_s) * (1 - away.share)) * (1 - away.share)
            at_s = away.end_s
        return longest


def listening_share(pause_s: float, limits_s: tuple[float, float] = LISTENING_S) -> float:
    """How much of a silence is listening, 0 to 1, rising between the limits."""
    from_s, wholly_s = limits_s
    return min(1.0, max(0.0, (pause_s - from_s) / (wholly_s - from_s)))


def timeline(transcript: Transcript, measures: Measures, scenario: Scenario) -> Timeline | None:
    """The caller's own time; None without words or without times."""
    if not transcript.timed or not transcript.words:
        return None
    first_s = transcript.words[0].start_s
    last_s = max(word.end_s for word in transcript.words)
    found = [_around_turn(transcript, turn.start_s, turn.end_s) for turn in transcript.partner_turns]
    if scenario.is_live:
        found += [Away(p.start_s, p.end_s, _listening(transcript, p)) for p in measures.pauses]
    inside = [
        Away(max(away.start_s, first_s), min(away.end_s, last_s), away.share)
        for away in found
        if away.share > 0 and away.end_s > first_s and away.start_s < last_s
    ]
    return Timeline(first_s, last_s, _without_overlaps(inside))


def _listening(transcript: Transcript, pause: Pause) -> float:
    if pause.place is PausePlace.BOUNDARY:
        return listening_share(pause.duration_s)
    if pause.duration_s > LISTENING_UNFINISHED_S[0] and _may_end(transcript, pause):
        return listening_share(pause.duration_s, LISTENING_UNFINISHED_S)
    return 0.0


def _may_end(transcript: Transcript, pause: Pause) -> bool:
    """Whether a clause may end with the word before the pause, had it been punctuated."""
    middle_s = (pause.start_s + pause.end_s) / 2
    spoken = [word for word in transcript.words if word.start_s < middle_s and not word.filler]
    if not spoken:
        return False
    last = spoken[-1].text.rstrip(" .,;:!?…")
    return 0 in clause_ends([f"{last},", "that"], [False, False])


def _around_turn(transcript: Transcript, start_s: float, end_s: float) -> Away:
    """The partner's turn with the silence around it, from own word to own word."""
    middle_s = (start_s + end_s) / 2
    for before, after in pairwise(transcript.words):
        if before.end_s <= middle_s <= after.start_s:
            return Away(before.end_s, after.start_s, 1.0)
    return Away(start_s, end_s, 1.0)


def _without_overlaps(found: list[Away]) -> tuple[Away, ...]:
    kept: list[Away] = []
    for away in sorted(found, key=lambda item: (item.start_s, -item.share)):
        if kept and away.start_s < kept[-1].end_s:
            last = kept[-1]
            share = max(last.share, away.share)
            kept[-1] = Away(last.start_s, max(last.end_s, away.end_s), share)
        elif away.end_s > away.start_s:
            kept.append(away)
    return tuple(kept)

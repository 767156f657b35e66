"""How well the points of spoken calls are found, and when: `python -m tests.bench.spoken_calls FOLDER`.

Beside each recording of the folder lies its truth, a JSON file of the same name:

    {"scenario", "verdict", "card": {...}, "other_card": {...},
     "segments": [{"text", "start_s", "end_s", "said": [check ids]}],
     "not_said": [check ids], "open": [check ids that may go both ways]}

Only scenario and segments are needed. Without "not_said" every check that no segment says counts
as not said. `other_card` belongs to another call: its names, job, number and day must not be heard.
A tick is in time when it begins and ends within half a second of a segment that says the point.
"""

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from audio.score_file import FileScorer
from models.call import CallCard
from models.check_catalogue import check_specs
from models.codec import call_card_from_json, from_json, to_json
from models.judging import find_points
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult
from models.take import TakeSetup
from models.transcript import Transcript

TARGET_FOUND, TARGET_FALSE, IN_TIME_S = 0.95, 0.02, 0.5
CARD_CHECKS = ("greeting", "full_name", "role", "interview_reference", "phone_number")


@dataclass(frozen=True)
class SpokenCall:
    """A recording and what is said in it; `said`: every point's spans in seconds."""

    recording: Path
    setup: TakeSetup
    other_card: CallCard | None
    said: dict[str, list[tuple[float, float]]]
    not_said: frozenset[str]
    tags: tuple[str, ...]


@dataclass
class Tally:
    said: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    in_time: Counter[str] = field(default_factory=Counter)
    not_said: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    off_s: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    errors: list[str] = field(default_factory=list)

    def judge(self, call: SpokenCall, checks: dict[str, CheckResult], heard: str) -> None:
        """Count what was found of a call with its own card."""
        for check_id, spans in call.said.items():
            check = checks[check_id]
            self.said[check_id] += 1
            self.found[check_id] += check.said
            if not check.said:
                self.errors.append(f"missed {check_id} {call.recording.stem}: {check.problem} {heard}")
                continue
            off_s = min(_off_s(check, start_s, end_s) for start_s, end_s in spans)
            self.in_time[check_id] += off_s <= IN_TIME_S
            self.off_s[check_id] = max(self.off_s[check_id], off_s)
            if off_s > IN_TIME_S:
                self.errors.append(
                    f"time {check_id} {call.recording.stem}: {check.start_s:.2f}-{check.end_s:.2f}"
                    f" [{check.quote}] {spans}"
                )
        for check_id in call.not_said:
            self.not_said[check_id] += 1
            self.false[check_id] += checks[check_id].said
            if checks[check_id].said:
                self.errors.append(f"false {check_id} {call.recording.stem}: [{checks[check_id].quote}]")

    def judge_other(self, call: SpokenCall, checks: dict[str, CheckResult], heard: str) -> None:
        """Count what was taken for the points of another call's card."""
        for check_id in CARD_CHECKS:
            if check_id in call.said:
                check = checks[check_id]
                accepted = check.said and not check.problem
                self.other[check_id] += 1
                self.accepted[check_id] += accepted
                if accepted:
                    self.errors.append(
                        f"other card {check_id} {call.recording.stem}: [{check.quote}] {heard}"
                    )


def _off_s(check: CheckResult, start_s: float, end_s: float) -> float:
    """How far the tick reaches out of the span in which the point is said."""
    return max(0.0, start_s - (check.start_s or 0.0), (check.end_s or 0.0) - end_s)


def load_calls(folder: Path, card: CallCard) -> list[SpokenCall]:
    """All recordings of a folder that have their truth beside them; `card` is for those without one."""
    calls = []
    for truth_file in sorted(folder.glob("*.json")):
        recording = next(
            (p for s in ("wav", "flac") if (p := truth_file.with_suffix(f".{s}")).exists()), None
        )
        if recording is not None:
            calls.append(_call(recording, json.loads(truth_file.read_text(encoding="utf-8")), card))
    return calls


def _call(recording: Path, truth: dict[str, Any], card: CallCard) -> SpokenCall:
    said: dict[str, list[tuple[float, float]]] = defaultdict(list)
    before: set[str] = set()
    for segment in truth["segments"]:
        for check_id in segment["said"]:
            start_s = said[check_id].pop()[0] if check_id in before else segment["start_s"]
            said[check_id].append((start_s, segment["end_s"]))
        before = set(segment["said"])
    loose = set(truth.get("open", ()))
    not_said = truth.get("not_said", check_specs())
    other = truth.get("other_card")
    verdict = truth.get("verdict")
    return SpokenCall(
        recording=recording,
        setup=TakeSetup(
            take_id="",
            started_at=datetime.now().astimezone(),
            scenario=Scenario(truth["scenario"]),
            verdict=Verdict(verdict) if verdict else None,
            call=call_card_from_json(truth["card"]) if "card" in truth else card,
        ),
        other_card=call_card_from_json(other) if other else None,
        said={check_id: spans for check_id, spans in said.items() if check_id not in loose},
        not_said=frozenset(not_said) - set(said) - loose,
        tags=tuple(str(truth[key]) for key in ("half", "voice", "cond") if key in truth),
    )


class Listener:
    """Recognises recordings; what was heard before is read from the cache folder."""

    def __init__(self, scorer: FileScorer, cache: Path | None) -> None:
        self._scorer = scorer
        self._cache = cache

    def words(self, recording: Path, setup: TakeSetup) -> Transcript:
        """What is heard when this card is known."""
        hinted = json.dumps([str(recording.resolve()), to_json(setup.call)])
        kept = self._cache and self._cache / f"{hashlib.sha256(hinted.encode()).hexdigest()[:16]}.json"
        if kept and kept.exists():
            return from_json(json.loads(kept.read_text(encoding="utf-8")), Transcript)
        transcript = self._scorer.analyse(recording, setup).transcript
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(to_json(transcript)), encoding="utf-8")
        return transcript


def measure(calls: list[SpokenCall], listener: Listener) -> Tally:
    """Listen to every call, once with its own card and once with the other."""
    tally = Tally()
    for call in calls:
        heard = listener.words(call.recording, call.setup)
        tally.judge(call, _points(call.setup, heard), _text(heard))
        if call.other_card:
            setup = _with_card(call.setup, call.other_card)
            heard = listener.words(call.recording, setup)
            tally.judge_other(call, _points(setup, heard), _text(heard))
    return tally


def _points(setup: TakeSetup, heard: Transcript) -> dict[str, CheckResult]:
    return {check.id: check for check in find_points(setup, heard)}


def _with_card(setup: TakeSetup, card: CallCard) -> TakeSetup:
    return TakeSetup(
        take_id="", started_at=setup.started_at, scenario=setup.scenario, verdict=setup.verdict, call=card
    )


def _text(heard: Transcript) -> str:
    return " ".join(word.text for word in heard.words)


def print_table(tally: Tally) -> None:
    """Found, in time, falsely ticked and taken for another card's, check by check."""
    print(f"{'check':22}{'found':>10}{'in time':>10}{'worst s':>9}{'false':>10}{'other card':>12}")
    for check_id in (*check_specs(), "all"):
        each = check_specs() if check_id == "all" else [check_id]
        said, found, in_time, not_said, false, other, accepted = (
            sum(counts[one] for one in each)
            for counts in (
                tally.said,
                tally.found,
                tally.in_time,
                tally.not_said,
                tally.false,
                tally.other,
                tally.accepted,
            )
        )
        worst_s = max((tally.off_s[one] for one in each), default=0.0)
        print(
            f"{check_id:22}{f'{found}/{said}':>10}{f'{in_time}/{found}':>10}{worst_s:9.2f}"
            f"{f'{false}/{not_said}':>10}{f'{accepted}/{other}':>12}"
        )
    print(f"targets: found {TARGET_FOUND}, false {TARGET_FALSE}, in time within {IN_TIME_S} s")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--call", type=Path, help="the card of recordings whose truth holds none")
    parser.add_argument("--cache", type=Path, help="keep what was recognised in this folder")
    parser.add_argument("--only", default="", help="only recordings with this half, voice or condition")
    parser.add_argument("--errors", action="store_true", help="list each miss, false tick and late tick")
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args()
    card = CallCard()
    if chosen.call:
        card = call_card_from_json(json.loads(chosen.call.read_text(encoding="utf-8")))
    calls = [c for c in load_calls(chosen.folder, card) if not chosen.only or chosen.only in c.tags]
    with FileScorer(threads=chosen.threads) as scorer:
        tally = measure(calls, Listener(scorer, chosen.cache))
    print_table(tally)
    if chosen.errors:
        print(*tally.errors, sep="\n")


if __name__ == "__main__":
    main()

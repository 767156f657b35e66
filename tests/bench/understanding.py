"""How well each point is recognised in single sentences: precision and recall, check by check.

    python tests/bench/understanding.py FILE.jsonl ... [--half seen|blind] [--errors]

A line is {"text", "said": [check ids], "open": [ids that may go both ways], "call": {...}}.
The halves are told apart by a checksum of the text, so that one can stay unseen while rules grow.
"""

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from models.check_catalogue import check_specs
from models.codec import call_card_from_json
from models.scenario import Scenario
from models.transcript import transcript_from_text
from models.understanding import find_checks

TARGET_PRECISION, TARGET_RECALL, TARGET_EACH = 0.95, 0.90, 0.80


@dataclass
class Tally:
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def precision(self, ids: list[str]) -> float:
        right, false = sum(self.right[i] for i in ids), sum(self.false[i] for i in ids)
        return right / (right + false) if right + false else 1.0

    def recall(self, ids: list[str]) -> float:
        right, missed = sum(self.right[i] for i in ids), sum(self.missed[i] for i in ids)
        return right / (right + missed) if right + missed else 1.0


def sentences(paths: list[Path], half: str = "") -> Iterator[dict[str, Any]]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                entry = json.loads(line)
                blind = zlib.crc32(entry["text"].encode()) % 2 == 1
                if not half or blind == (half == "blind"):
                    yield entry


def judge(entries: Iterator[dict[str, Any]]) -> Tally:
    tally = Tally()
    for entry in entries:
        call = call_card_from_json(entry.get("call") or {})
        results = find_checks(transcript_from_text(entry["text"]), call, Scenario.VOICEMAIL, None)
        heard = {check.id: check.quote for check in results if check.said}
        said, open_ids = set(entry["said"]), set(entry.get("open", ()))
        for check_id in check_specs():
            if check_id in open_ids:
                continue
            if check_id in said and check_id in heard:
                tally.right[check_id] += 1
            elif check_id in said:
                tally.missed[check_id] += 1
                tally.errors.append(f"missed {check_id}: {entry['text']}")
            elif check_id in heard:
                tally.false[check_id] += 1
                tally.errors.append(f"false  {check_id} [{heard[check_id]}]: {entry['text']}")
    return tally


def print_table(tally: Tally) -> None:
    print(f"{'check':22}{'said':>6}{'precision':>11}{'recall':>8}")
    for check_id in check_specs():
        said = tally.right[check_id] + tally.missed[check_id]
        precision, recall = tally.precision([check_id]), tally.recall([check_id])
        low = "  below" if min(precision, recall) < TARGET_EACH else ""
        print(f"{check_id:22}{said:6}{precision:11.2f}{recall:8.2f}{low}")
    ids = list(check_specs())
    said = sum(tally.right.values()) + sum(tally.missed.values())
    print(f"{'all':22}{said:6}{tally.precision(ids):11.3f}{tally.recall(ids):8.3f}")
    print(f"targets: {TARGET_PRECISION} / {TARGET_RECALL}, no check below {TARGET_EACH}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--half", choices=("seen", "blind"), default="")
    parser.add_argument("--errors", action="store_true", help="list each sentence that was judged wrongly")
    options = parser.parse_args()
    tally = judge(sentences(options.files, options.half))
    print_table(tally)
    if options.errors:
        print(*sorted(tally.errors), sep="\n")


if __name__ == "__main__":
    main()

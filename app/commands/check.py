"""`ringback check`: which points a text makes."""

import argparse
import io
import sys
from collections.abc import Iterable
from typing import Any

from app.commands.call_options import setup_from
from app.commands.output import print_json, print_text
from app.commands.terminal_scorecard import checks_text
from models.errors import UserFacingError
from models.scorecard import CheckResult
from models.take import TakeSetup
from models.transcript import transcript_from_text


def run(options: argparse.Namespace) -> int:
    """Judge the text on standard input, as a whole or line by line."""
    setup = setup_from(options)
    text = _read_text()
    for part in text.splitlines() if options.lines else [text]:
        checks = _checks(part, setup)
        if options.json:
            print_json({"checks": [_as_json(check) for check in checks]})
        else:
            print_text("\n".join([f"“{part}”"] * options.lines + [checks_text(checks, setup, sys.stdout)]))
    return 0


def _read_text() -> str:
    if isinstance(sys.stdin, io.TextIOWrapper):  # the system's own encoding may take anything for text
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")
    try:
        text = sys.stdin.read()
    except UnicodeDecodeError as error:
        raise UserFacingError("This is not text.", "Give the transcript as UTF-8 text.") from error
    if not text.strip():
        raise UserFacingError("There is no text to judge.", "Give what was said on standard input.")
    return text


def _checks(text: str, setup: TakeSetup) -> Iterable[CheckResult]:
    from models.understanding import find_checks

    today = setup.call.call_date or setup.started_at.date()
    return find_checks(transcript_from_text(text), setup.call, setup.scenario, setup.verdict, today=today)


def _as_json(check: CheckResult) -> dict[str, Any]:
    answer = {"id": check.id, "wanted": check.wanted.value, "said": check.said, "quote": check.quote}
    return answer | ({"problem": check.problem} if check.problem else {})

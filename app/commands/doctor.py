"""`ringback doctor`: whether everything works here, and what to do where it does not."""

import argparse
from collections.abc import Sequence

from app.commands.output import complain, print_json, print_text
from app.health import Finding, examine
from models.codec import to_json


def run(options: argparse.Namespace) -> int:
    """Examine everything; 1 when something is broken that the app cannot do without."""
    findings: list[Finding] = []
    for finding in examine():
        findings.append(finding)
        if not options.json:
            print_text(_line(finding))
    broken = [finding.name for finding in findings if finding.needed and not finding.ok]
    if options.json:
        print_json({"ok": not broken, "findings": [to_json(finding) for finding in findings]})
    if broken:
        complain(_summary(broken))
    return 1 if broken else 0


def _line(finding: Finding) -> str:
    mark = "ok  " if finding.ok else ("FAIL" if finding.needed else "–   ")
    text = f"{mark}  {finding.name:<12} {finding.what}"
    return text if finding.ok or not finding.what_to_do else f"{text} {finding.what_to_do}"


def _summary(broken: Sequence[str]) -> str:
    return f"Ringback cannot work as it should; look at: {', '.join(broken)}."

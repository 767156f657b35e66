"""`ringback history`: the takes, newest first."""

import argparse
from collections.abc import Sequence

from app.commands.output import print_json, print_text
from models.codec import to_json
from models.history import History
from models.scorecard import ScoreName
from models.take import TakeSummary
from models.user_data import user_data


def run(options: argparse.Namespace) -> int:
    """List the takes."""
    path = user_data().history
    takes: Sequence[TakeSummary] = ()
    if path.exists():
        with History(path) as history:
            takes = history.takes()
    if options.json:
        print_json({"takes": [to_json(take) for take in takes]})
    elif takes:
        print_text("\n".join(_line(take) for take in takes))
    else:
        print_text("No takes yet. `ringback` opens the window to rehearse a call.")
    return 0


def _line(take: TakeSummary) -> str:
    values = [take.scores.get(name) for name in ScoreName]
    scores = " ".join("  –" if value is None else f"{value:3d}" for value in values)
    when = take.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
    title = take.title or " · ".join(part for part in (take.role, take.company) if part)
    call = f"{take.scenario.label:<15} {take.duration_s:6.1f} s"
    return f"{take.take_id}  {when}  {call}  {scores}  {title}".rstrip()

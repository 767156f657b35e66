"""How a take is called on the screen."""

from datetime import datetime

from models.take import TakeSummary


def take_title(take: TakeSummary) -> str:
    """The user's own name for it, or what it was."""
    return take.title or f"{take.scenario.label}, {when(take.started_at)}"


def take_subtitle(take: TakeSummary) -> str:
    """Which job, how long, and what they answered."""
    job = " at ".join(part for part in (take.role, take.company) if part)
    length = f"{round(take.duration_s)} seconds"
    named = f"{take.scenario.label}, {when(take.started_at)}" if take.title else ""
    answer = f"They answered: {take.verdict.label.lower()}" if take.verdict else ""
    return "  ·  ".join(part for part in (named, job, length, answer) if part)


def when(moment: datetime) -> str:
    """In the computer's own time zone, such as "Fri 20 Nov, 18:30"."""
    local = moment.astimezone()
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"

"""Offers the takes that were recorded but never scored."""

from datetime import datetime
from typing import Any

from app.context import AppContext
from app.pages.page import Page
from app.widgets.banner import Banner


def recovery_words(started_at: datetime, duration_s: float, count: int) -> str:
    """What the banner says of the newest of `count` takes."""
    when = f"{started_at.astimezone():%d %B at %H:%M}".lstrip("0")
    length = f"{round(duration_s)} seconds" if duration_s < 120 else f"{round(duration_s / 60)} minutes"
    one = f"A call of {when} ({length}) was recorded but not scored."
    return one if count == 1 else f"{count} calls were recorded but not scored. The newest: {when}, {length}."


def offer_recovery(page: Page, context: AppContext, takes: tuple[Any, ...]) -> Banner | None:
    """Shows the offer on `page`; `takes` as `RecoveryController.found` tells them."""
    if not takes:
        return None
    newest = takes[-1]
    banner = page.show_banner(
        "info",
        recovery_words(newest.setup.started_at, newest.duration_s, len(takes)),
        "Nothing is lost: the recording is on this computer.",
    )

    def score() -> None:
        banner.close_for_good()
        for take in takes:
            context.recovery.score(take)
        context.notices.say("Scoring in the background; it will be in Progress.")

    def discard() -> None:
        banner.close_for_good()
        for take in takes:
            context.recovery.discard(take)
        context.notices.say("The recording was deleted." if len(takes) == 1 else "They were deleted.")

    banner.add_action("Score it now" if len(takes) == 1 else "Score them now", score)
    banner.add_action("Delete the recording" if len(takes) == 1 else "Delete the recordings", discard)
    return banner

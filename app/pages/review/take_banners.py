"""What must be told above a take's scorecard: no speech, too short, a wrong number, a newer scoring."""

from collections.abc import Callable

from shiboken6 import isValid

from app.pages.page import Page
from app.widgets.banner import Banner
from models.check_catalogue import check_specs
from models.scorecard import CheckResult, Scorecard, Status
from models.scoring import load_rubric


class TakeBanners:
    """Shows a scorecard's banners on the page, in place of those of the one before."""

    def __init__(
        self,
        page: Page,
        hear: Callable[[float, float], object],
        tick: Callable[[str, bool], object],
        score_again: Callable[[], object],
    ) -> None:
        self._page, self._hear, self._tick, self._score_again = page, hear, tick, score_again
        self._shown: list[Banner] = []

    def show(self, card: Scorecard, *, ended_early: str = "") -> None:
        for banner in self._shown:
            if isValid(banner):
                banner.close_for_good()
        self._shown.clear()
        if ended_early:
            self._tell("This call was cut off.", ended_early)
        if card.status is Status.NO_SPEECH:
            self._tell("No speech was heard.", "Check the microphone in Rehearse, then try again.")
        elif card.status is Status.TOO_SHORT:
            self._tell("Too short to judge.", "Say a little more, and it will be scored.")
        for check in card.checks:
            if check.problem:
                self._warn(check)
        if card.rubric_version < load_rubric().version:
            banner = self._tell("The scoring has improved since this take.")
            banner.add_action("Score again", self._score_again)

    def _tell(self, what: str, what_to_do: str = "") -> Banner:
        self._shown.append(self._page.show_banner("info", what, what_to_do))
        return self._shown[-1]

    def _warn(self, check: CheckResult) -> None:
        """A wrong number costs the call back: nothing on the page matters more."""
        spec = check_specs().get(check.id)
        title = spec.title if spec else "One point"
        banner = self._page.show_banner("problem", f"{title}: not as on your call card.", check.problem)
        if check.start_s is not None:
            start_s, end_s = check.start_s, check.end_s or check.start_s + 3.0
            banner.add_action("Hear it", lambda: self._hear(start_s, end_s))
        banner.add_action("I said it right", lambda: self._tick(check.id, True))
        self._shown.append(banner)

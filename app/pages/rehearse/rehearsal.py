"""One call, from Call to its scorecard: the recorder and the analysis move the `RehearseModel` on."""

import random
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.call_plan import CallPlan
from app.context import AppContext
from app.pages.rehearse.model import RehearseModel, Stage
from models.errors import UserFacingError
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult
from models.take import TakeSetup, new_take_id

if TYPE_CHECKING:
    from audio.recorder import RecordedTake, RecorderStatus

_SILENT_DBFS = -96.0


class Rehearsal(QObject):
    """What a call does; `model` is what there is to see of it.

    Each signal but `changed` is told once. Every call ends with `over`, whatever became of it.
    """

    changed = Signal()
    """Another stage of the call, or another moment of it."""
    warned = Signal(object)
    """(UserFacingError) Something is wrong with the sound, and the call goes on; None: it is well again."""
    cut_off = Signal(object)
    """(UserFacingError) The recording ended by itself; what there is will be scored."""
    not_recorded = Signal(object)
    """(UserFacingError)"""
    not_scored = Signal(object)
    """(Exception) The recording is kept."""
    over = Signal()
    """Ready for the next call."""
    scored = Signal(str)
    """(take_id)"""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = RehearseModel()
        self._setup: TakeSetup | None = None
        self._is_unwanted = False
        self._warning = ""
        recording, analysis = context.recording, context.analysis
        recording.began.connect(self._began)
        recording.speak_now.connect(lambda: self._show(self.model.speaking()))
        recording.status_changed.connect(self._sounded)
        recording.sound_ended.connect(self._sound_ended)
        recording.finished.connect(self._recorded)
        recording.failed.connect(self._failed)
        analysis.heard.connect(self._heard)
        analysis.progressed.connect(self._progressed)
        analysis.scored.connect(self._scored)
        analysis.failed.connect(self._not_scored)

    def plan(self, plan: CallPlan) -> None:
        """What the next call rehearses; a call that goes on stays as it is."""
        self._show(self.model.planned(plan))

    @property
    def can_call(self) -> bool:
        return self.model.stage is Stage.READY and not self._context.recording.is_recording

    def call(self, microphone: str) -> None:
        """Records and analyses a new take. A verdict that the plan leaves open is drawn."""
        plan, now = self.model.plan, datetime.now(UTC).astimezone()
        verdict = plan.verdict
        if verdict is None and plan.scenario in (Scenario.THANK_YOU, Scenario.CHECK_IN):
            verdict = random.choice(list(Verdict))
        self._setup = setup = TakeSetup(
            take_id=new_take_id(now),
            started_at=now,
            scenario=plan.scenario,
            verdict=verdict,
            call=plan.call,
            call_card_id=plan.call_card_id,
            focus_line=plan.focus_line,
        )
        self._is_unwanted, self._warning = False, ""
        self._show(self.model.calling(setup.take_id, verdict))
        folder = self._context.user_data.take_folder(setup.take_id)
        self._context.recording.start(setup, folder, microphone)

    def hang_up(self) -> None:
        if self.model.stage in (Stage.CONNECTING, Stage.LIVE):
            self._show(self.model.hung_up())
            self._context.recording.hang_up()

    def throw_away(self) -> None:
        """Hangs up, and deletes the recording."""
        self._is_unwanted = True
        self.hang_up()

    def score_later(self) -> None:
        """Ends the wait for the scorecard; the recording is offered with the recovered ones."""
        if self._setup is not None:
            self._context.analysis.cancel(self._setup.take_id)
        self._end()
        self._context.notices.say("Your recording is kept. You can score it any time.")
        self._context.recovery.look()

    # -- what the recorder tells -----------------------------------------------------------------

    def _began(self, audio: Path) -> None:
        if self._setup is not None:
            self._context.analysis.follow(self._setup, audio)

    def _sounded(self, status: "RecorderStatus") -> None:
        self._show(self.model.sounding(status.elapsed_s, status.level.rms_dbfs))
        warning = status.warning.what if status.warning is not None else ""
        if warning != self._warning:
            self._warning = warning
            self.warned.emit(status.warning)

    def _sound_ended(self, take: "RecordedTake") -> None:
        if self._setup is None or self._is_unwanted:
            return
        if take.error is not None:
            self.cut_off.emit(take.error)
        elif take.lost_blocks or take.overflows:
            self._context.notices.say("A little sound was lost, because the computer was busy.")
        self._show(self.model.sounding(take.duration_s, _SILENT_DBFS).hung_up())
        self._context.analysis.hang_up(self._setup.take_id, take)

    def _recorded(self, take: "RecordedTake") -> None:
        setup = self._setup
        if setup is not None and self._is_unwanted:
            self._context.analysis.cancel(setup.take_id)
            self._end()
            self._remove(setup, take)

    def _failed(self, error: UserFacingError) -> None:
        if self._setup is not None:
            self._context.analysis.cancel(self._setup.take_id)
        hung_up_early = self.model.stage is Stage.SCORING
        self._end()
        if hung_up_early and not error.what_to_do:
            self._context.notices.say("Nothing was recorded.")
        else:
            self.not_recorded.emit(error)

    # -- what the analysis tells -----------------------------------------------------------------

    def _heard(self, take_id: str, checks: tuple[CheckResult, ...]) -> None:
        if take_id == self.model.take_id:
            self._show(self.model.recognised(checks))

    def _progressed(self, take_id: str, done_s: float, total_s: float | None, behind: bool) -> None:
        if take_id == self.model.take_id:
            self._show(self.model.analysed(done_s, behind))

    def _scored(self, take_id: str) -> None:
        if take_id == self.model.take_id and self.model.stage is Stage.SCORING:
            self._end()
            self.scored.emit(take_id)

    def _not_scored(self, take_id: str, error: Exception) -> None:
        if take_id == self.model.take_id:
            self._end()
            self.not_scored.emit(error)
            self._context.recovery.look()

    # -- the end ---------------------------------------------------------------------------------

    def _end(self) -> None:
        self._setup = None
        self._show(self.model.over())
        self.over.emit()

    def _remove(self, setup: TakeSetup, take: "RecordedTake") -> None:
        def work(_: object) -> None:
            from audio.recovery import RecoverableTake, discard

            discard(RecoverableTake(setup=setup, folder=take.path.parent, duration_s=take.duration_s))

        say = self._context.notices.say
        self._context.history.ask(work, lambda _: say("The recording was deleted."))

    def _show(self, model: RehearseModel) -> None:
        self.model = model
        self.changed.emit()

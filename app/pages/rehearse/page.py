"""Rehearse: choose the microphone, call, speak, hang up."""

import random
from datetime import UTC, datetime
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from app.card_book import card_title
from app.context import AppContext
from app.navigation import CallPlan, Place
from app.pages.page import Page
from app.pages.rehearse.live_panel import LivePanel, ScoringPanel
from app.pages.rehearse.model import RehearseModel, Stage, meter_share, meter_words, plan_details
from app.pages.rehearse.ready_panel import ReadyPanel
from models.errors import UserFacingError
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult
from models.scoring import load_rubric
from models.take import TakeSetup, new_take_id


class RehearsePage(Page):
    """Draws the `RehearseModel`; the recorder and the analysis move it on.

    `plan(CallPlan)` sets what is rehearsed; without one it is the current call card.
    """

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Rehearse", "", scrolls=True)
        self._model = RehearseModel()
        self._setup: TakeSetup | None = None
        self._is_retry = False
        self._discard = False
        self._peak_dbfs = -96.0
        self._warned = ""
        self._ready = ReadyPanel(context.theme)
        self._live = LivePanel(context.theme)
        self._scoring = ScoringPanel()
        self._stages = QStackedWidget()
        for panel in (self._ready, self._live, self._scoring):
            self._stages.addWidget(panel)
        self.body.addWidget(self._stages)
        self._connect_panels()
        self._connect_services()
        self._draw()

    def shown(self) -> None:
        if self._model.stage is not Stage.READY:
            return
        if not self._is_retry:
            self._use_current_card()
        self._ready.show_points_choice(self.context.preferences.settings.show_points_live)
        self.context.recording.list_microphones()
        self._ready.call.setFocus()

    def left(self) -> None:
        self.context.recording.stop_monitor()

    def plan(self, plan: CallPlan) -> None:
        """What the next call rehearses; with a `focus_line` only that line is shown."""
        self._is_retry = True
        self._model = self._model.planned(plan)
        self._draw()

    def call(self) -> None:
        """Presses Call."""
        if self._model.stage is not Stage.READY or self.context.recording.is_recording:
            return
        self.clear_banners()
        self._warned = ""
        plan, now = self._model.plan, datetime.now(UTC).astimezone()
        verdict = plan.verdict
        if verdict is None and plan.scenario in (Scenario.THANK_YOU, Scenario.CHECK_IN):
            verdict = random.choice(list(Verdict))
        self._setup = TakeSetup(
            take_id=new_take_id(now),
            started_at=now,
            scenario=plan.scenario,
            verdict=verdict,
            call=plan.call,
            call_card_id=plan.call_card_id,
            focus_line=plan.focus_line,
        )
        self._discard = False
        self._model = self._model.calling(self._setup.take_id, verdict)
        self._live.begin()
        self._draw()
        folder = self.context.user_data.take_folder(self._setup.take_id)
        self.context.recording.start(self._setup, folder, self._microphone)

    def hang_up(self) -> None:
        """Presses Hang up."""
        if self._model.stage in (Stage.CONNECTING, Stage.LIVE):
            self._model = self._model.hung_up()
            self._draw()
            self.context.recording.hang_up()

    # -- what the user does ----------------------------------------------------------------------

    def _connect_panels(self) -> None:
        self._ready.call_pressed.connect(self.call)
        self._ready.change_pressed.connect(lambda: self.context.navigation.go(Place.PREPARE))
        self._ready.whole_call_pressed.connect(self._whole_call)
        self._ready.refresh_pressed.connect(self._refresh)
        self._ready.microphone_chosen.connect(self._choose_microphone)
        self._ready.points_chosen.connect(lambda on: self.context.preferences.change(show_points_live=on))
        self._ready.length.chosen.connect(self._choose_length)
        self._live.hang_up_pressed.connect(self.hang_up)
        self._live.discard_pressed.connect(self._throw_away)
        self._scoring.later_pressed.connect(self._score_later)

    @property
    def _microphone(self) -> str:
        return self.context.preferences.settings.microphone

    def _use_current_card(self) -> None:
        saved = self.context.cards.current
        plan = CallPlan(
            call=saved.card, call_card_id=saved.card_id, scenario=saved.scenario, verdict=saved.verdict
        )
        self._model = self._model.planned(plan)
        self._draw()

    def _whole_call(self) -> None:
        self._is_retry = False
        self._use_current_card()

    def _refresh(self) -> None:
        self.clear_banners("problem")
        self.context.recording.stop_monitor()
        self.context.recording.list_microphones(refresh=True)

    def _choose_microphone(self, name: str) -> None:
        self.context.preferences.change(microphone=name)
        self._peak_dbfs = -96.0
        self.clear_banners()
        self.context.recording.start_monitor(name)

    def _choose_length(self, seconds: float | None) -> None:
        preferences = self.context.preferences
        own = preferences.settings.with_target_length(self._model.plan.scenario, seconds)
        preferences.change(target_length_s=own.target_length_s)

    def _throw_away(self) -> None:
        self._discard = True
        self.hang_up()

    def _score_later(self) -> None:
        if self._setup is not None:
            self.context.analysis.cancel(self._setup.take_id)
        self._over()
        self.context.notices.say("Your recording is kept. You can score it any time.")
        self.context.recovery.look()

    # -- what the services tell ------------------------------------------------------------------

    def _connect_services(self) -> None:
        recording, analysis = self.context.recording, self.context.analysis
        recording.microphones_listed.connect(self._microphones_listed)
        recording.listing_failed.connect(self._listing_failed)
        recording.monitor_changed.connect(self._monitored)
        recording.began.connect(self._began)
        recording.speak_now.connect(self._speak_now)
        recording.status_changed.connect(self._recorded)
        recording.finished.connect(self._finished)
        recording.failed.connect(self._not_recorded)
        analysis.heard.connect(self._recognised)
        analysis.progressed.connect(self._progressed)
        analysis.scored.connect(self._scored)
        analysis.failed.connect(self._not_scored)

    def _microphones_listed(self, devices: tuple[Any, ...]) -> None:
        self._ready.show_microphones(devices, self._microphone)
        if not devices:
            self.clear_banners("problem")
            self.show_banner(
                "problem", "No microphone was found.", "Plug one in, then look for microphones again."
            )
        elif self.isVisible() and self._model.stage is Stage.READY:
            self.context.recording.start_monitor(self._microphone)

    def _listing_failed(self, error: Exception) -> None:
        self._ready.show_microphones((), "")
        self.show_error(error)

    def _monitored(self, status: Any) -> None:
        if status.error is not None and status.error.what != self._warned:
            self._warned = status.error.what
            self.show_error(status.error)
        level = status.level
        self._peak_dbfs = max(self._peak_dbfs, level.rms_dbfs)
        words = meter_words(self._peak_dbfs, level.peak_dbfs)
        if status.warning is not None:
            words = f"{status.warning.what} {status.warning.what_to_do}"
        self._ready.show_level(meter_share(level.rms_dbfs), words)

    def _began(self, audio: Any) -> None:
        if self._setup is not None and self._model.stage is not Stage.READY:
            self.context.analysis.follow(self._setup, audio)

    def _speak_now(self) -> None:
        self._model = self._model.speaking()
        self._draw()

    def _recorded(self, status: Any) -> None:
        self._model = self._model.sounding(status.elapsed_s, status.level.rms_dbfs)
        if status.warning is not None and status.warning.what != self._warned:
            self._warned = status.warning.what
            self.show_banner("warning", status.warning.what, status.warning.what_to_do)
        elif status.warning is None and self._warned and self._model.stage is Stage.LIVE:
            self._warned = ""
            self.clear_banners("warning")
        if self._model.stage in (Stage.CONNECTING, Stage.LIVE):
            self._draw_live()

    def _finished(self, take: Any) -> None:
        setup = self._setup
        if setup is None:
            return
        if self._discard:
            self.context.analysis.cancel(setup.take_id)
            self._over()
            self._remove(setup, take)
            return
        if take.error is not None:
            self.show_banner("problem", take.error.what, take.error.what_to_do)
            self.context.notices.say(take.error.what)
        elif take.lost_blocks or take.overflows:
            self.context.notices.say("A little sound was lost, because the computer was busy.")
        self._model = self._model.sounding(take.duration_s, -96.0).hung_up()
        self._draw()
        self.context.analysis.hang_up(setup.take_id, take)

    def _not_recorded(self, error: UserFacingError) -> None:
        if self._setup is not None:
            self.context.analysis.cancel(self._setup.take_id)
        hung_up_early = self._model.stage is Stage.SCORING
        self._over()
        if hung_up_early and not error.what_to_do:
            self.context.notices.say("Nothing was recorded.")
            return
        banner = self.show_error(error)
        banner.add_action("Look for microphones again", self._refresh)

    def _recognised(self, take_id: str, checks: tuple[CheckResult, ...]) -> None:
        if take_id == self._model.take_id:
            self._model = self._model.recognised(checks)

    def _progressed(self, take_id: str, done_s: float, total_s: float | None, behind: bool) -> None:
        if take_id == self._model.take_id:
            self._model = self._model.analysed(done_s, behind)
            if self._model.stage is Stage.SCORING:
                self._scoring.show_model(self._model)

    def _scored(self, take_id: str) -> None:
        if take_id == self._model.take_id and self._model.stage is Stage.SCORING:
            self._is_retry = False
            self._over()
            self.context.navigation.open_take(take_id)

    def _not_scored(self, take_id: str, error: Exception) -> None:
        if take_id != self._model.take_id:
            return
        self._over()
        self.show_error(error)
        self.context.recovery.look()

    # -- drawing ---------------------------------------------------------------------------------

    def _over(self) -> None:
        self._model = self._model.over()
        self._setup = None
        self._peak_dbfs = -96.0
        self._draw()
        if self.isVisible():
            self.context.recording.start_monitor(self._microphone)

    def _remove(self, setup: TakeSetup, take: Any) -> None:
        def work(_: object) -> None:
            from audio.recovery import RecoverableTake, discard

            discard(RecoverableTake(setup=setup, folder=take.path.parent, duration_s=take.duration_s))

        self.context.history.ask(work, lambda _: self.context.notices.say("The recording was deleted."))

    def _draw(self) -> None:
        model = self._model
        ready = model.stage is Stage.READY
        self.title.setVisible(ready)
        if ready:
            plan = model.plan
            title = f"{plan.scenario.label}: {card_title(plan.call)}"
            self._ready.show_plan(title, plan_details(plan), plan.focus_line)
            self._show_length()
            self._stages.setCurrentWidget(self._ready)
        elif model.stage is Stage.SCORING:
            self._scoring.show_model(model)
            self._stages.setCurrentWidget(self._scoring)
        else:
            self._stages.setCurrentWidget(self._live)
            self._draw_live()

    def _show_length(self) -> None:
        scenario = self._model.plan.scenario
        own_s = self.context.preferences.settings.target_length_s.get(scenario)
        self._ready.length.show_length(own_s, load_rubric().target_s[scenario])

    def _draw_live(self) -> None:
        show = self.context.preferences.settings.show_points_live
        self._live.show_model(self._model, show_points=show)

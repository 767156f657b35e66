"""Rehearse: choose the microphone, call, speak, hang up."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from app.call_plan import CallPlan
from app.card_book import card_title
from app.context import AppContext
from app.navigation import Place
from app.pages.page import Page
from app.pages.rehearse.live_panel import LivePanel, ScoringPanel
from app.pages.rehearse.model import Stage, meter_share, meter_words, plan_details
from app.pages.rehearse.ready_panel import ReadyPanel
from app.pages.rehearse.rehearsal import Rehearsal
from models.errors import UserFacingError
from models.scoring import load_rubric

_SILENT_DBFS = -96.0


class RehearsePage(Page):
    """Draws a `Rehearsal`, and before it the choice of microphone and length.

    `plan(CallPlan)` sets what is rehearsed; without one it is the current call card.
    """

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Rehearse", "", scrolls=True)
        self._rehearsal = Rehearsal(context, self)
        self._is_retry = False
        self._peak_dbfs = _SILENT_DBFS
        self._warned = ""
        self._stages = QStackedWidget()
        self.body.addWidget(self._stages)

    def complete(self) -> Iterator[None]:
        theme = self.context.theme
        self._ready = ReadyPanel(theme)
        yield from self._ready.complete()
        self._stages.addWidget(self._ready)
        yield
        self._live = LivePanel(theme)
        self._stages.addWidget(self._live)
        yield
        self._scoring = ScoringPanel()
        self._stages.addWidget(self._scoring)
        yield
        self._connect_panels()
        self._connect_rehearsal()
        self._connect_microphones()
        self._draw()

    def shown(self) -> None:
        if self._rehearsal.model.stage is not Stage.READY:
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
        self._rehearsal.plan(plan)

    def call(self) -> None:
        """Presses Call."""
        if self._rehearsal.can_call:
            self.clear_banners()
            self._warned = ""
            self._live.begin()
            self._rehearsal.call(self._microphone)

    def hang_up(self) -> None:
        """Presses Hang up."""
        self._rehearsal.hang_up()

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
        self._live.discard_pressed.connect(self._rehearsal.throw_away)
        self._scoring.later_pressed.connect(self._rehearsal.score_later)

    @property
    def _microphone(self) -> str:
        return self.context.preferences.settings.microphone

    def _use_current_card(self) -> None:
        saved = self.context.cards.current
        self._rehearsal.plan(
            CallPlan(
                call=saved.card, call_card_id=saved.card_id, scenario=saved.scenario, verdict=saved.verdict
            )
        )

    def _whole_call(self) -> None:
        self._is_retry = False
        self._use_current_card()

    def _refresh(self) -> None:
        self.clear_banners("problem")
        self.context.recording.stop_monitor()
        self.context.recording.list_microphones(refresh=True)

    def _choose_microphone(self, name: str) -> None:
        self.context.preferences.change(microphone=name)
        self._peak_dbfs = _SILENT_DBFS
        self.clear_banners()
        self.context.recording.start_monitor(name)

    def _choose_length(self, seconds: float | None) -> None:
        preferences = self.context.preferences
        own = preferences.settings.with_target_length(self._rehearsal.model.plan.scenario, seconds)
        preferences.change(target_length_s=own.target_length_s)

    # -- the microphones -------------------------------------------------------------------------

    def _connect_microphones(self) -> None:
        recording = self.context.recording
        recording.microphones_listed.connect(self._microphones_listed)
        recording.listing_failed.connect(self._listing_failed)
        recording.monitor_changed.connect(self._monitored)

    def _microphones_listed(self, devices: tuple[Any, ...]) -> None:
        self._ready.show_microphones(devices, self._microphone)
        if not devices:
            self.clear_banners("problem")
            self.show_banner(
                "problem", "No microphone was found.", "Plug one in, then look for microphones again."
            )
        elif self.isVisible() and self._rehearsal.model.stage is Stage.READY:
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

    # -- the call --------------------------------------------------------------------------------

    def _connect_rehearsal(self) -> None:
        rehearsal = self._rehearsal
        rehearsal.changed.connect(self._draw)
        rehearsal.warned.connect(self._warn)
        rehearsal.cut_off.connect(self.show_error)
        rehearsal.not_recorded.connect(self._not_recorded)
        rehearsal.not_scored.connect(self.show_error)
        rehearsal.over.connect(self._over)
        rehearsal.scored.connect(self._scored)

    def _warn(self, warning: UserFacingError | None) -> None:
        self.clear_banners("warning")
        if warning is not None:
            self.show_banner("warning", warning.what, warning.what_to_do)

    def _not_recorded(self, error: UserFacingError) -> None:
        self.show_error(error).add_action("Look for microphones again", self._refresh)

    def _over(self) -> None:
        self._peak_dbfs = _SILENT_DBFS
        if self.isVisible():
            self.context.recording.start_monitor(self._microphone)

    def _scored(self, take_id: str) -> None:
        self._is_retry = False
        self.context.navigation.open_take(take_id)

    # -- drawing ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        model = self._rehearsal.model
        self.title.setVisible(model.stage is Stage.READY)
        if model.stage is Stage.READY:
            plan = model.plan
            title = f"{plan.scenario.label}: {card_title(plan.call)}"
            self._ready.show_plan(title, plan_details(plan), plan.focus_line)
            self._show_length()
            self._stages.setCurrentWidget(self._ready)
        elif model.stage is Stage.SCORING:
            self._scoring.show_model(model)
            self._stages.setCurrentWidget(self._scoring)
        else:
            show_points = self.context.preferences.settings.show_points_live
            self._live.show_model(model, show_points=show_points)
            self._stages.setCurrentWidget(self._live)

    def _show_length(self) -> None:
        scenario = self._rehearsal.model.plan.scenario
        own_s = self.context.preferences.settings.target_length_s.get(scenario)
        self._ready.length.show_length(own_s, load_rubric().target_s[scenario])

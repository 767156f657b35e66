"""Review: the scored transcript of one take, from how it went down to the details."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QInputDialog

from app.call_plan import CallPlan
from app.context import AppContext
from app.navigation import Place
from app.pages.page import Page
from app.pages.review.content import ReviewContent
from app.pages.review.dock import PlayDock
from app.pages.review.follow_scroll import FollowScroll
from app.pages.review.header import TakeHeader
from app.pages.review.playing import TakePlayback
from app.pages.review.session import ReviewSession, ShownCard
from app.pages.review.take_actions import TakeActions
from app.pages.review.take_banners import TakeBanners
from app.pages.review.timeline_model import TimelineData
from app.pages.review.titles import take_subtitle, take_title
from app.pages.review.track_loader import TrackLoader
from app.pages.review.transcript_model import RemovedItem, WordItem, phrase_words
from app.pages.review.word_menu import word_menu
from app.transfer.export_actions import ExportActions
from app.widgets.buttons import button
from app.widgets.card import Card
from app.widgets.text import text
from models.history import TakeFilter, TakeRecord
from models.scorecard import Scorecard
from models.take import TakeSummary


class ReviewPage(Page):
    """The window makes it as `ReviewPage(context)` and calls `open_take` and `shown`."""

    timeline_loaded = Signal()
    """The sound and the tracks of the open take are drawn: all of it is on the screen."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Review", "How it went, and what one thing to change.")
        self.session = ReviewSession(context, self)
        self.playing = TakePlayback(context.playback, self)
        self.take_actions = TakeActions(context, self)
        self.exports = ExportActions(context, self)
        self._tracks = TrackLoader(context.user_data, self)
        self._card: Scorecard | None = None
        self.head = TakeHeader(self, context.theme)
        self._make_header()
        self.dock = PlayDock(context.theme)
        self.bar, self.timeline = self.dock.bar, self.dock.timeline
        self.content = ReviewContent(context.theme)

    def complete(self) -> Iterator[None]:
        yield from self.content.complete()
        self.transcript, self.details = self.content.transcript, self.content.details
        self._make_body()
        yield
        self._take_banners = TakeBanners(
            self, self.playing.play_moment, self.session.correct_tick, self.session.score_again
        )
        self.follow_scroll = FollowScroll(self.scroll_area, self.transcript)
        self._connect_take()
        self._connect_playing()
        self._set_content(False)
        self._empty.hide()  # until it is known that there is no take

    # -- what the window asks ------------------------------------------------------------------------

    def open_take(self, take_id: str) -> None:
        """Shows the take with this id."""
        self.session.open(take_id)

    def shown(self) -> None:
        """Without an open take, the newest one."""
        if not self.session.is_opening:
            newest = TakeFilter(limit=1)
            self.context.history.ask(lambda history: history.takes(newest), self._open_first)

    def left(self) -> None:
        self.content.note.tell()
        self.playing.stop()

    def closing(self) -> None:
        self.exports.close()
        self._tracks.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dock.fit(event.size().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and pauses wherever nothing else makes use of it."""
        if event.key() == Qt.Key.Key_Space and self.session.record is not None:
            self.follow_scroll.begin()
            self.playing.toggle()
        else:
            super().keyPressEvent(event)

    # -- making --------------------------------------------------------------------------------------

    def _make_header(self) -> None:
        self.head.add_action("Rename…", self._ask_name, "F4")
        self.head.add_action("Score again", self.session.score_again)
        self.head.add_action("Delete", self._delete, "Ctrl+Delete")
        self.head.menu.addSeparator()
        self.exports.add_to(self.head.menu, self._take_id)
        for control in self.head.controls:
            self.header.addWidget(control)
        self._again = self.set_primary("Try again", lambda: self._rehearse(""), icon_name="retry")

    def _make_body(self) -> None:
        self._empty = Card("No take yet")
        self._empty.body.addWidget(text("Rehearse a call, and its scorecard appears here.", "muted"))
        go = button("Rehearse a call", lambda: self.context.navigation.go(Place.REHEARSE), "primary")
        across = QHBoxLayout()
        across.addWidget(go)
        across.addStretch(1)
        self._empty.body.addLayout(across)
        for part in (self._empty, *self.content.parts):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_footer(self.dock)

    def _connect_take(self) -> None:
        session, actions, content = self.session, self.take_actions, self.content
        session.opened.connect(self._show_take)
        session.rescored.connect(self._show_card)
        session.remeasured.connect(self._tracks.load)
        actions.changed.connect(self._show_title)
        actions.deleted.connect(self._deleted)
        for source in (session, actions, self.exports, self._tracks):
            source.failed.connect(self.show_error)
        self._tracks.loaded.connect(self._show_tracks)
        self.head.star.clicked.connect(actions.toggle_star)
        self.head.undo.clicked.connect(session.undo.undo)
        self.head.redo.clicked.connect(session.undo.redo)
        session.undo.can_undo_changed.connect(self.head.undo.setEnabled)
        session.undo.can_redo_changed.connect(self.head.redo.setEnabled)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, session.undo.undo),
            (QKeySequence.StandardKey.Redo, session.undo.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        content.fix.try_requested.connect(self._rehearse)
        content.note.written.connect(actions.set_note)
        content.restore_all.clicked.connect(session.restore_all)
        content.details.tick_requested.connect(session.correct_tick)
        content.details.restore_requested.connect(session.restore_tick)
        content.transcript.word_edited.connect(session.correct_word)
        content.transcript.restore_requested.connect(self._restore)
        content.transcript.menu_requested.connect(self._word_menu)

    def _connect_playing(self) -> None:
        playing, transcript, playback = self.playing, self.transcript, self.context.playback
        for asked in (
            transcript.play_requested,
            transcript.toggle_requested,
            self.bar.toggled,
            self.timeline.seek_requested,
            self.timeline.toggle_requested,
        ):
            asked.connect(self.follow_scroll.begin)
        for part in (self.content.fix, self.content.keep, self.details):
            part.moment_requested.connect(playing.play_moment)
        transcript.play_requested.connect(playing.play_word)
        transcript.moment_requested.connect(playing.play_from)
        transcript.edit_begun.connect(playing.pause)
        transcript.loop_requested.connect(self._loop_phrase)
        transcript.current_changed.connect(self.bar.tell)
        self.timeline.seek_requested.connect(playing.play_from)
        for toggled in (transcript.toggle_requested, self.timeline.toggle_requested, self.bar.toggled):
            toggled.connect(playing.toggle)
        playing.word_changed.connect(self.show_spoken)
        self.bar.speed_chosen.connect(playback.set_speed)
        self.bar.loop_chosen.connect(lambda on: playing.set_loops(on, self.transcript.current_word))
        playback.position.connect(self._follow)
        playback.playing_changed.connect(self.bar.show_playing)
        playback.failed.connect(self._playback_failed)

    # -- showing -------------------------------------------------------------------------------------

    def _set_content(self, there: bool) -> None:
        self._empty.setVisible(not there)
        for part in (*self.content.parts, *self.head.controls, self._again, self.dock):
            part.setVisible(there)

    def _open_first(self, takes: tuple[TakeSummary, ...]) -> None:
        if self.session.is_opening:
            return
        if takes:
            self.open_take(takes[0].take_id)
        else:
            self._empty.show()

    def _show_take(self, record: TakeRecord, shown: ShownCard) -> None:
        self.clear_banners()
        self._set_content(True)
        self.content.note.show_note(record.summary.note)
        self.take_actions.show_take(record.summary)
        self.playing.show_take(self.context.user_data.take_audio(record.setup.take_id))
        self.bar.show_duration(record.scorecard.duration_s)
        self.bar.tell("")
        self.timeline.show_data(TimelineData(duration_s=max(record.scorecard.duration_s, 0.1)))
        self._show_card(shown)
        self._tracks.load(record)
        self.scroll_area.verticalScrollBar().setValue(0)
        self.transcript.setFocus()

    def _show_card(self, shown: ShownCard) -> None:
        self._card = shown.card
        self.content.show_card(shown)
        self.playing.show_words(shown.card)
        self.timeline.show_card(shown.card)
        record = self.session.record
        self._take_banners.show(shown.card, ended_early=record.setup.ended_early if record else "")

    def _show_tracks(self, found: TimelineData) -> None:
        self.timeline.show_data(found)
        if self._card is not None:  # it may have been corrected meanwhile
            self.timeline.show_card(self._card)
        self.timeline_loaded.emit()

    def _show_title(self, summary: TakeSummary) -> None:
        self.title.setText(take_title(summary))
        self.subtitle.setText(take_subtitle(summary))
        self.subtitle.show()
        self.head.show_star(summary.starred)

    def show_spoken(self, word: int | None) -> None:
        """Highlights the word that sounds, and keeps it on the screen."""
        self.transcript.set_spoken(word)
        if word is not None and self.context.playback.is_playing:
            self.follow_scroll.follow(self.transcript.word_rect(word))

    def _follow(self, at_s: float) -> None:
        if self.isVisible():
            self.timeline.set_cursor(at_s)
            self.bar.show_position(at_s)

    # -- acting --------------------------------------------------------------------------------------

    def _playback_failed(self, error: Exception) -> None:
        if self.isVisible():
            self.show_error(error)

    def _loop_phrase(self, word: int) -> None:
        self.bar.loop.setChecked(not self.bar.loop.isChecked())
        if self.bar.loop.isChecked():
            self.playing.play_word(word)

    def _restore(self, item: WordItem | RemovedItem) -> None:
        if isinstance(item, RemovedItem):
            self.session.restore_removed(item.removed.word)
        else:
            self.session.restore_word(item.index)

    def _word_menu(self, item: WordItem | RemovedItem, where: QPoint) -> None:
        menu = word_menu(
            item, self.transcript, self.playing, self.session, self._loop_phrase, self._try_phrase, self
        )
        menu.popup(where)

    def _try_phrase(self, word: int) -> None:
        if self._card is not None:
            self._rehearse(phrase_words(self._card, word))

    def _rehearse(self, focus_line: str) -> None:
        """The same call again; with a line, only that."""
        record = self.session.record
        if record is not None:
            setup = record.setup
            plan = CallPlan(
                call=setup.call,
                call_card_id=setup.call_card_id,
                scenario=setup.scenario,
                verdict=setup.verdict,
                focus_line=focus_line,
            )
            self.context.navigation.rehearse(plan)

    def _take_id(self) -> str | None:
        record = self.session.record
        return record.setup.take_id if record is not None else None

    def _ask_name(self) -> None:
        summary = self.take_actions.summary
        if summary is None:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle("Rename")
        dialog.setLabelText("Name of this take")
        dialog.setTextValue(take_title(summary))
        dialog.textValueSelected.connect(self.take_actions.rename)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _delete(self) -> None:
        self.playing.stop()
        self.take_actions.delete()

    def _deleted(self) -> None:
        self.session.forget()
        self._set_content(False)
        self.context.navigation.go(Place.PROGRESS)

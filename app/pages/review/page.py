"""Review: the scored transcript of one take, from how it went down to the details."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QPlainTextEdit, QToolButton, QWidget

from app.context import AppContext
from app.controllers.threads import Thread
from app.navigation import CallPlan, Place
from app.pages.page import Page
from app.pages.review.advice_cards import FixCard, KeepCard
from app.pages.review.details import Details
from app.pages.review.follow_scroll import FollowScroll
from app.pages.review.player_bar import PlayerBar
from app.pages.review.playing import TakePlayback
from app.pages.review.score_cards import ScoreRow
from app.pages.review.session import ReviewSession, ShownCard
from app.pages.review.take_actions import TakeActions
from app.pages.review.take_banners import TakeBanners
from app.pages.review.timeline_model import TimelineData, timeline_data
from app.pages.review.timeline_view import TimelineView
from app.pages.review.titles import take_subtitle, take_title
from app.pages.review.transcript_model import phrase_around
from app.pages.review.transcript_view import TranscriptView
from app.transfer.export_actions import ExportActions
from app.widgets.buttons import button, follow_icon, icon_button
from app.widgets.card import Card
from app.widgets.text import text
from models.history import TakeFilter, TakeRecord
from models.measure_facts import shown_measures
from models.scorecard import Scorecard
from models.take import TakeSummary

_NOTE_PAUSE_MS = 700


class ReviewPage(Page):
    """The window makes it as `ReviewPage(context)` and calls `open_take` and `shown`."""

    timeline_loaded = Signal()
    """The sound and the tracks of the open take are drawn."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Review", "How it went, and what one thing to change.")
        self.session = ReviewSession(context, self)
        self.playing = TakePlayback(context.playback, self)
        self._loader = Thread("review-loader", self)
        self.take_actions = TakeActions(context, self)
        self._card: Scorecard | None = None
        self._make_header()
        self._make_body()
        self._take_banners = TakeBanners(
            self, self.playing.play_moment, self.session.correct_tick, self.session.score_again
        )
        self.follow_scroll = FollowScroll(self.scroll_area, self.transcript)
        self._connect()
        self._set_content(False)
        self._empty.hide()  # until it is known that there is no take

    # -- what the window asks ------------------------------------------------------------------------

    def open_take(self, take_id: str) -> None:
        """Shows the take with this id."""
        self.session.open(take_id)

    def shown(self) -> None:
        """Without an open take, the newest one."""
        if self.session.record is None:
            newest = TakeFilter(limit=1)
            self.context.history.ask(lambda history: history.takes(newest), self._open_first)

    def left(self) -> None:
        self._save_note()
        self.playing.stop()

    def closing(self) -> None:
        self.exports.close()
        self._loader.close()

    # -- making --------------------------------------------------------------------------------------

    def _make_header(self) -> None:
        theme = self.context.theme
        self._star = icon_button("Star", "star", theme, self.take_actions.toggle_star)
        self._undo = icon_button("Undo (Ctrl+Z)", "undo", theme, self.session.undo_stack.undo)
        self._redo = icon_button("Redo (Ctrl+Shift+Z)", "redo", theme, self.session.undo_stack.redo)
        self._more = QToolButton()
        self._more.setProperty("role", "quiet")
        self._more.setAccessibleName("More")
        self._more.setToolTip("Rename, delete, export")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        follow_icon(self._more, "more", theme, "accent")
        self.menu = QMenu(self._more)
        self._add_action("Rename…", self._ask_name, "F4")
        self._add_action("Score again", self.session.score_again, "")
        self._add_action("Delete", self._delete, "Ctrl+Delete")
        self.menu.addSeparator()
        self.exports = ExportActions(self.context, self)
        self.exports.failed.connect(self.show_error)
        self.exports.add_to(self.menu, self._take_id)
        self._more.setMenu(self.menu)
        for widget in (self._star, self._undo, self._redo, self._more):
            self.header.addWidget(widget)
        self._again = self.set_primary("Try again", self._retry, icon_name="retry")

    def _add_action(self, label: str, pressed: object, keys: str) -> None:
        action = QAction(label, self)
        action.triggered.connect(lambda _=False: pressed())  # type: ignore[operator]
        if keys:
            action.setShortcut(QKeySequence(keys))
            self.addAction(action)
        self.menu.addAction(action)

    def _make_body(self) -> None:
        theme = self.context.theme
        self._empty = Card("No take yet")
        self._empty.body.addWidget(text("Rehearse a call, and its scorecard appears here.", "muted"))
        go = button("Rehearse a call", lambda: self.context.navigation.go(Place.REHEARSE), "primary")
        across = QHBoxLayout()
        across.addWidget(go)
        across.addStretch(1)
        self._empty.body.addLayout(across)
        self.body.addWidget(self._empty)
        self.scores = ScoreRow(theme)
        self.fix, self.keep = FixCard(theme), KeepCard(theme)
        advice = QWidget()
        row = QHBoxLayout(advice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.fix, 2)
        row.addWidget(self.keep, 1)
        self.transcript = TranscriptView(theme)
        self.timeline = TimelineView(theme)
        self.bar = PlayerBar(theme)
        words = Card("What was said")
        words.body.addWidget(self.bar)
        words.body.addWidget(self.transcript)
        words.body.addWidget(self.timeline)
        words.body.addWidget(
            text(
                "Click a word to hear it from there. Double-click to put a misheard word right. "
                "Keys: arrows, Enter, Space, L to loop, E to edit.",
                "caption",
            )
        )
        self.details = Details(theme)
        more = Card("Details")
        more.body.addWidget(self.details)
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText("A note to yourself about this take")
        self.note.setAccessibleName("Note")
        self.note.setMaximumHeight(96)
        note = Card("Note")
        note.body.addWidget(self.note)
        self._parts = (self.scores, advice, words, more, note)
        for part in self._parts:
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.session.opened.connect(self._show_take)
        self.take_actions.changed.connect(self._show_title)
        self.take_actions.deleted.connect(self._deleted)
        self.take_actions.failed.connect(self.show_error)
        self.session.rescored.connect(self._show_card)
        self.session.failed.connect(self.show_error)
        stack = self.session.undo_stack
        stack.canUndoChanged.connect(self._undo.setEnabled)
        stack.canRedoChanged.connect(self._redo.setEnabled)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, stack.undo),
            (QKeySequence.StandardKey.Redo, stack.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.fix.try_requested.connect(self._try_line)
        for part in (self.fix, self.keep, self.details):
            part.moment_requested.connect(self.playing.play_moment)
        self.details.tick_requested.connect(self.session.correct_tick)
        for asked in (
            self.transcript.play_requested,
            self.transcript.toggle_requested,
            self.bar.toggled,
            self.timeline.toggle_requested,
        ):
            asked.connect(self.follow_scroll.begin)
        self.transcript.play_requested.connect(self.playing.play_word)
        self.transcript.toggle_requested.connect(self.playing.toggle)
        self.transcript.loop_requested.connect(self._loop_phrase)
        self.transcript.word_edited.connect(self.session.correct_word)
        self.transcript.menu_requested.connect(self._word_menu)
        self.playing.word_changed.connect(self.show_spoken)
        self.timeline.seek_requested.connect(self.playing.play_from)
        self.timeline.toggle_requested.connect(self.playing.toggle)
        self.bar.toggled.connect(self.playing.toggle)
        self.bar.speed_chosen.connect(self.context.playback.set_speed)
        self.bar.loop_chosen.connect(self._set_loop)
        self.bar.zoomed.connect(self._zoom)
        playback = self.context.playback
        playback.position.connect(self._follow)
        playback.playing_changed.connect(self.bar.show_playing)
        playback.failed.connect(self._playback_failed)
        self._note_timer = QTimer(self)
        self._note_timer.setSingleShot(True)
        self._note_timer.setInterval(_NOTE_PAUSE_MS)
        self._note_timer.timeout.connect(self._save_note)
        self.note.textChanged.connect(self._note_timer.start)
        self.destroyed.connect(self._loader.close)

    # -- showing -------------------------------------------------------------------------------------

    def _set_content(self, there: bool) -> None:
        self._empty.setVisible(not there)
        for part in self._parts:
            part.setVisible(there)
        for widget in (self._star, self._undo, self._redo, self._more, self._again):
            widget.setVisible(there)

    def _open_first(self, takes: tuple[TakeSummary, ...]) -> None:
        if self.session.record is not None:
            return
        if takes:
            self.open_take(takes[0].take_id)
        else:
            self._empty.show()

    def _show_take(self, record: TakeRecord, shown: ShownCard) -> None:
        self.clear_banners()
        self._set_content(True)
        self._undo.setEnabled(False)
        self._redo.setEnabled(False)
        self.take_actions.show_take(record.summary)
        self.note.blockSignals(True)
        self.note.setPlainText(record.summary.note)
        self.note.blockSignals(False)
        audio = self.context.user_data.take_audio(record.setup.take_id)
        self.playing.show_take(audio)
        self.bar.show_duration(record.scorecard.duration_s)
        self.timeline.show_data(TimelineData(duration_s=max(record.scorecard.duration_s, 0.1)))
        self._show_card(shown)
        self._load_tracks(record)
        self.scroll_area.verticalScrollBar().setValue(0)

    def _show_card(self, shown: ShownCard) -> None:
        card = self._card = shown.card
        self.scores.show_scores(dict(card.scores))
        self.fix.show_fix(card.fix)
        self.keep.show_keep(card.keep)
        self.transcript.show_items(shown.items)
        self.details.show_details(card, shown_measures(card.measures))
        self.playing.show_words(card)
        self.timeline.show_card(card)
        self._take_banners.show(card)

    def _show_title(self, summary: TakeSummary) -> None:
        self.title.setText(take_title(summary))
        self.subtitle.setText(take_subtitle(summary))
        self.subtitle.show()
        follow_icon(self._star, "star-filled" if summary.starred else "star", self.context.theme, "accent")
        self._star.setToolTip("Remove the star" if summary.starred else "Star this take")
        self._star.setAccessibleName(self._star.toolTip())

    def _load_tracks(self, record: TakeRecord) -> None:
        data = self.context.user_data
        audio, folder = data.take_audio(record.setup.take_id), data.take_folder(record.setup.take_id)

        def work() -> TimelineData:
            from app.pages.review.waveform import read_waveform
            from audio.tracks import TRACKS_FILE, load

            waveform = read_waveform(audio) if audio.exists() else None
            return timeline_data(record.scorecard, waveform, load(folder / TRACKS_FILE))

        def then(found: TimelineData) -> None:
            if self.session.record is record:
                self.timeline.show_data(found)
                self.timeline_loaded.emit()

        self._loader.ask(work, then, self._tell)

    def show_spoken(self, word: int | None) -> None:
        """Highlights the word that sounds, and keeps it on the screen."""
        self.transcript.set_spoken(word)
        if word is not None and self.context.playback.is_playing:
            self.follow_scroll.follow(self.transcript.word_rect(word))

    # -- acting --------------------------------------------------------------------------------------

    def _follow(self, at_s: float) -> None:
        if self.isVisible():
            self.timeline.set_cursor(at_s)
            self.bar.show_position(at_s)

    def _tell(self, error: Exception) -> None:
        self.show_error(error)

    def _save_note(self) -> None:
        self._note_timer.stop()
        self.take_actions.set_note(self.note.toPlainText())

    def _playback_failed(self, error: Exception) -> None:
        if self.isVisible():
            self.show_error(error)

    def _set_loop(self, on: bool) -> None:
        self.playing.loops = on
        if on and self.context.playback.is_playing:
            self.playing.play_word(self.transcript.current_word)

    def _loop_phrase(self, word: int) -> None:
        self.bar.loop.setChecked(not self.bar.loop.isChecked())
        if self.bar.loop.isChecked():
            self.playing.play_word(word)

    def _zoom(self, factor: float) -> None:
        if factor:
            self.timeline.zoom(factor)
        else:
            self.timeline.show_all()

    def _word_menu(self, word: int, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Play from here", lambda: self.playing.play_word(word))
        menu.addAction("Loop this phrase", lambda: self._loop_phrase(word))
        menu.addAction("Correct this word…", lambda: self.transcript.edit_word(word))
        menu.addAction("Nothing was said here", lambda: self.session.correct_word(word, ""))
        menu.addAction("Try this line again", lambda: self._try_phrase(word))
        menu.popup(where)

    def _try_phrase(self, word: int) -> None:
        if self._card is None:
            return
        start_s, end_s = phrase_around(self._card, word)
        said = [w.text for w in self._card.words if w.start_s >= start_s and w.end_s <= end_s]
        self._try_line(" ".join(said))

    def _try_line(self, line: str) -> None:
        self._rehearse(line)

    def _retry(self) -> None:
        self._rehearse("")

    def _rehearse(self, focus_line: str) -> None:
        record = self.session.record
        if record is None:
            self.context.navigation.go(Place.REHEARSE)
            return
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
        if summary is not None:
            name = summary.title or take_title(summary)
            said, agreed = QInputDialog.getText(self, "Rename", "Name of this take", text=name)
            if agreed:
                self.take_actions.rename(said)

    def _delete(self) -> None:
        self.playing.stop()
        self.take_actions.delete()

    def _deleted(self) -> None:
        self.session.forget()
        self._set_content(False)
        self.context.navigation.go(Place.PROGRESS)

"""The transcript as one painted widget: thousands of words without thousands of widgets.

Mouse and keys only move among the stops (words, and words that were taken out) and tell what was asked;
what happens then is the page's.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.pages.review.transcript_fonts import font_metrics, transcript_fonts
from app.pages.review.transcript_layout import Layout, LayoutCache, PartnerLine
from app.pages.review.transcript_model import Item, PauseItem, RemovedItem, WordItem
from app.pages.review.transcript_paint import TranscriptPainter
from app.pages.review.transcript_tips import item_tip, stop_words, tag_tip
from app.pages.review.transcript_walk import Step, walked
from app.pages.review.word_editor import WordEditor
from app.theme.service import Theme
from app.widgets.buttons import follow_theme

_MARGIN_PX = 8
"""Frames and underlines reach so far out of their row."""
_DWELL_MS = 180
"""An arrow key plays from the word it came to rest on: one that is held down plays only the last."""
_STEPS = {
    Qt.Key.Key_Left: Step.BACK,
    Qt.Key.Key_Right: Step.ON,
    Qt.Key.Key_Up: Step.UP,
    Qt.Key.Key_Down: Step.DOWN,
    Qt.Key.Key_Home: Step.FIRST,
    Qt.Key.Key_End: Step.LAST,
}


class TranscriptView(QWidget):
    """Shows items; the current stop is moved by click and arrows, the spoken word by the page."""

    play_requested = Signal(int)
    """(word) Play from this word."""
    moment_requested = Signal(float)
    """(seconds) Play from a pause, a turn of the other side, a word that was taken out."""
    toggle_requested = Signal()
    loop_requested = Signal(int)
    edit_begun = Signal()
    word_edited = Signal(int, str)
    """(word, text) The user says that this was said there; empty: nothing was."""
    restore_requested = Signal(object)
    """(WordItem or RemovedItem) Back to what was heard."""
    menu_requested = Signal(object, object)
    """(WordItem or RemovedItem, QPoint in global coordinates)"""
    current_changed = Signal(str)
    """(words) What the current stop is, for a line of text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: tuple[Item, ...] = ()
        self._fonts = transcript_fonts(self.font(), theme)
        self._layouts = LayoutCache((), font_metrics(*self._fonts))
        self._layout = Layout()
        self._current = 0
        self._spoken: int | None = None
        self._editor: WordEditor | None = None
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(_DWELL_MS)
        self._dwell.timeout.connect(self._play_current)
        self._keys: Mapping[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Return: self._play_current,
            Qt.Key.Key_Enter: self._play_current,
            Qt.Key.Key_Space: self._toggle,
            Qt.Key.Key_L: self._loop,
            Qt.Key.Key_E: self._put_right,
            Qt.Key.Key_F2: self._put_right,
            Qt.Key.Key_Delete: self._take_out,
            Qt.Key.Key_Backspace: self._take_out,
            Qt.Key.Key_R: self._restore,
        }
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Transcript")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow_theme(self, theme, self._restyle)

    @property
    def current_item(self) -> WordItem | RemovedItem | None:
        stops = self._layout.stops
        item = stops[self._current].item if self._current < len(stops) else None
        return item if isinstance(item, WordItem | RemovedItem) else None

    @property
    def current_word(self) -> int:
        """The index of the current word, or of the one after a word that was taken out."""
        item = self.current_item
        return item.index if isinstance(item, WordItem) else item.removed.before if item else 0

    def show_items(self, items: Sequence[Item]) -> None:
        self._items = tuple(items)
        self._layouts = LayoutCache(self._items, self._layouts.metrics)
        self._lay_out()
        self._current = min(self._current, max(len(self._layout.stops) - 1, 0))
        self.setAccessibleDescription(self._described())
        if self.hasFocus():
            self.current_changed.emit(self._described())

    def set_spoken(self, word: int | None) -> None:
        """Highlights the word that sounds now; repaints only what changed."""
        if word != self._spoken:
            before, self._spoken = self._spoken, word
            for changed in (before, word):
                if changed is not None:
                    self._update_around(self._layout.words.get(changed))

    def move_to(self, stop: int) -> None:
        """Makes a stop the current one, as the arrow keys do."""
        before, self._current = self._current, max(0, min(stop, len(self._layout.stops) - 1))
        self.setAccessibleDescription(self._described())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.current_changed.emit(self._described())
        for changed in (before, self._current):
            self._update_around(changed)

    def word_rect(self, word: int) -> QRect:
        return self._stop_rect(self._layout.words.get(word))

    def edit_word(self, word: int) -> None:
        """Opens a small field over a word; Enter keeps what was typed, Esc drops it."""
        stop = self._layout.words.get(word)
        item = self._layout.stops[stop].item if stop is not None else None
        if not isinstance(item, WordItem):
            return
        self._dwell.stop()
        self._close_editor()
        self.edit_begun.emit()
        self._editor = WordEditor(item.word.text, self.word_rect(word), self)
        self._editor.agreed.connect(lambda said: self.word_edited.emit(word, said))
        self._editor.closed.connect(self._close_editor)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._layouts.at(width).height) + 8

    def sizeHint(self) -> QSize:
        return QSize(400, round(self._layout.height) + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, round(self._layout.height) + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._lay_out()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = TranscriptPainter(painter, self._theme.tokens, self._fonts, self._layouts.metrics)
        area = QRectF(event.rect())
        has_current = self.hasFocus() and self._current < len(self._layout.stops)
        current = self._layout.stops[self._current] if has_current else None
        for row in self._layout.rows_between(area.top() - _MARGIN_PX, area.bottom() + _MARGIN_PX):
            for placed in row.items:
                drawing.item(placed, spoken=self._spoken, current=current)
            for tag in row.tags:
                drawing.tag(tag)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._restyle()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            tip = self._tip_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        placed = self._layout.placed_at(event.position().x(), event.position().y())
        if placed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        match placed.item:
            case WordItem() | RemovedItem():
                self.move_to(self._layout.stop_of(placed) or 0)
                self._play_current()
            case PauseItem():
                self.moment_requested.emit(placed.item.start_s)
            case PartnerLine():
                self.moment_requested.emit(placed.item.item.turn.start_s)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        stop = self._layout.stop_at(event.position().x(), event.position().y())
        if stop is not None:
            self.move_to(stop)
            self._put_right()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        at = QPointF(event.pos())
        stop = self._layout.stop_at(at.x(), at.y()) if by_mouse else self._current
        if stop is None:
            return
        self.move_to(stop)
        if self.current_item is not None:
            below = self.mapToGlobal(self._stop_rect(stop).bottomLeft())
            self.menu_requested.emit(self.current_item, event.globalPos() if by_mouse else below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        controlled = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _STEPS:
            self._walk(_STEPS[key], plays=not controlled)
        elif key in self._keys and not controlled:
            self._keys[key]()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _restyle(self) -> None:
        """Fonts or colours are others now."""
        self._fonts = transcript_fonts(self.font(), self._theme)
        self._layouts = LayoutCache(self._items, font_metrics(*self._fonts))
        self._lay_out()

    def _lay_out(self) -> None:
        self._close_editor()
        self._layout = self._layouts.at(self.width())
        self.updateGeometry()
        self.update()

    def _walk(self, step: Step, *, plays: bool) -> None:
        """From the word that sounds, else from the current one; rests there, then plays."""
        here = self._current if self._spoken is None else self._layout.words.get(self._spoken, self._current)
        self.move_to(walked(self._layout, here, step))
        if plays and self._layout.stops:
            self._dwell.start()

    def _toggle(self) -> None:
        self._dwell.stop()
        self.toggle_requested.emit()

    def _loop(self) -> None:
        self.loop_requested.emit(self.current_word)

    def _take_out(self) -> None:
        if isinstance(self.current_item, WordItem):
            self.word_edited.emit(self.current_item.index, "")

    def _play_current(self) -> None:
        self._dwell.stop()
        item = self.current_item
        if isinstance(item, WordItem):
            self.play_requested.emit(item.index)
        elif item is not None:
            self.moment_requested.emit(item.word.start_s)

    def _put_right(self) -> None:
        """E and a double-click: a word is edited, one that was taken out comes back."""
        item = self.current_item
        if isinstance(item, WordItem):
            self.edit_word(item.index)
        elif item is not None:
            self.restore_requested.emit(item)

    def _restore(self) -> None:
        item = self.current_item
        if isinstance(item, RemovedItem) or (isinstance(item, WordItem) and item.heard):
            self.restore_requested.emit(item)

    def _close_editor(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            had_focus = editor.hasFocus()
            editor.hide()
            editor.deleteLater()
            if had_focus:
                self.setFocus()

    def _stop_rect(self, stop: int | None) -> QRect:
        if stop is None or not 0 <= stop < len(self._layout.stops):
            return QRect()
        placed = self._layout.stops[stop]
        return QRectF(placed.x, placed.y, placed.width, self._layouts.metrics.word_height).toAlignedRect()

    def _update_around(self, stop: int | None) -> None:
        self.update(self._stop_rect(stop).adjusted(-6, -4, 6, 6))

    def _tip_at(self, x: float, y: float) -> str:
        tag = self._layout.tag_at(x, y)
        placed = self._layout.placed_at(x, y)
        return tag_tip(tag) if tag else item_tip(placed.item) if placed else ""

    def _described(self) -> str:
        return stop_words(self.current_item) if self.current_item else ""

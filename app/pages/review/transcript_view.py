"""The transcript as one painted widget: thousands of words without thousands of widgets.

Mouse and keys only move the current word and tell what was asked; what happens then is the page's.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.pages.review.transcript_fonts import font_metrics, transcript_fonts
from app.pages.review.transcript_layout import Layout, LayoutCache, Placed
from app.pages.review.transcript_model import Item, WordItem
from app.pages.review.transcript_paint import TranscriptPainter
from app.theme.service import Theme
from app.widgets.buttons import follow_theme

_MARGIN_PX = 8
"""Frames and underlines reach so far out of their row."""


class TranscriptView(QWidget):
    """Shows items; the current word is moved by click and arrows, the spoken word by the page."""

    play_requested = Signal(int)
    """(word) Play from this word."""
    toggle_requested = Signal()
    loop_requested = Signal(int)
    word_edited = Signal(int, str)
    """(word, text) The user says that this was said there."""
    menu_requested = Signal(int, object)
    """(word, QPoint in global coordinates)"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: tuple[Item, ...] = ()
        self._fonts = transcript_fonts(self.font(), theme)
        self._layouts = LayoutCache((), font_metrics(*self._fonts))
        self._layout = Layout()
        self._current = 0
        self._spoken: int | None = None
        self._editor: QLineEdit | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Transcript")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow_theme(self, theme, self._restyle)

    @property
    def current_word(self) -> int:
        return self._current

    def show_items(self, items: Sequence[Item]) -> None:
        self._items = tuple(items)
        self._layouts = LayoutCache(self._items, self._layouts.metrics)
        self._lay_out()
        self._current = min(self._current, max(self._words() - 1, 0))

    def set_spoken(self, word: int | None) -> None:
        """Highlights the word that sounds now; repaints only what changed."""
        if word != self._spoken:
            before, self._spoken = self._spoken, word
            for changed in (before, word):
                if changed is not None:
                    self.update(self.word_rect(changed).adjusted(-6, -4, 6, 6))

    def move_to(self, word: int) -> None:
        """Makes a word the current one, as the arrow keys do."""
        before, self._current = self._current, max(0, min(word, self._words() - 1))
        self.setAccessibleDescription(self._described())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        for changed in (before, self._current):
            self.update(self.word_rect(changed).adjusted(-6, -4, 6, 6))

    def word_rect(self, word: int) -> QRect:
        placed = self._placed(word)
        if placed is None:
            return QRect()
        return QRectF(placed.x, placed.y, placed.width, self._layouts.metrics.word_height).toAlignedRect()

    def edit_word(self, word: int) -> None:
        """Opens a small field over a word; Enter keeps what was typed, Esc drops it."""
        placed = self._placed(word)
        if placed is None or not isinstance(placed.item, WordItem):
            return
        self._close_editor()
        editor = QLineEdit(placed.item.word.text, self)
        editor.setAccessibleName("What was said here")
        rect = self.word_rect(word)
        editor.setGeometry(rect.x() - 10, rect.y() - 6, max(rect.width() + 60, 140), rect.height() + 12)
        editor.selectAll()
        editor.returnPressed.connect(lambda: self._finish_edit(word))
        editor.editingFinished.connect(self._close_editor)
        editor.show()
        editor.setFocus()
        self._editor = editor

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
        current = self._current if self.hasFocus() else None
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        word = self._word_at(event.position())
        if word is not None and event.button() == Qt.MouseButton.LeftButton:
            self.move_to(word)
            self.play_requested.emit(word)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        word = self._word_at(event.position())
        if word is not None:
            self.edit_word(word)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = QPointF(event.pos())
        word = self._word_at(at) if event.reason() == QContextMenuEvent.Reason.Mouse else self._current
        if word is not None:
            self.move_to(word)
            where = event.globalPos() if word is not None else self.mapToGlobal(self.word_rect(word).center())
            self.menu_requested.emit(word, where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.move_to(self._current - 1)
            case Qt.Key.Key_Right:
                self.move_to(self._current + 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._move_line(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Home:
                self.move_to(0)
            case Qt.Key.Key_End:
                self.move_to(self._words() - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.play_requested.emit(self._current)
            case Qt.Key.Key_Space:
                self.toggle_requested.emit()
            case Qt.Key.Key_L:
                self.loop_requested.emit(self._current)
            case Qt.Key.Key_F2 | Qt.Key.Key_E:
                self.edit_word(self._current)
            case Qt.Key.Key_Escape if self._editor is not None:
                self._close_editor()
            case _:
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

    def _move_line(self, step: int) -> None:
        across = self._layout.word_across(self._current, step)
        if across is not None:
            self.move_to(across)

    def _finish_edit(self, word: int) -> None:
        if self._editor is not None:
            said = self._editor.text()
            self._close_editor()
            self.word_edited.emit(word, said)

    def _close_editor(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.blockSignals(True)
            editor.hide()
            editor.deleteLater()
            self.setFocus()

    def _placed(self, word: int) -> Placed | None:
        found = self._layout.words.get(word)
        return found[1] if found else None

    def _word_at(self, point: QPointF) -> int | None:
        return self._layout.word_at(point.x(), point.y())

    def _words(self) -> int:
        return len(self._layout.words)

    def _described(self) -> str:
        placed = self._placed(self._current)
        if placed is None or not isinstance(placed.item, WordItem):
            return ""
        marks = ", ".join(tag.text for tag in placed.item.tags)
        return f"{placed.item.word.text}, {placed.item.word.start_s:.1f} seconds. {marks}".strip()

"""The list of takes: a delegate that paints a row, and a view that knows the keys."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.pages.progress.take_model import TakeModel, TakeRole, unscored_words
from app.pages.review.titles import when
from app.theme.icons import icon
from app.theme.service import Theme
from app.widgets.buttons import follow_theme
from models.scorecard import ScoreName, Status
from models.take import TakeSummary

_ROW_PX = 60
_COLUMN_PX = 46
_RIGHT_PX = 8
_HEADS_PX = 22
_SHORT = {ScoreName.BREVITY: "Brevity", ScoreName.INTRO: "Intro", ScoreName.TONE: "Tone"}
_Index = QModelIndex | QPersistentModelIndex


def details(take: TakeSummary) -> str:
    """The second line of a row: when, what the title does not say of the kind of call, which job."""
    kind = take.scenario.label if take.title else ""
    part_of_it = "one line" if take.focus_line else ""
    words = (when(take.started_at), kind, part_of_it, take.role or take.company)
    return "  ·  ".join(part for part in words if part)


class TakeDelegate(QStyledItemDelegate):
    """Title and job at the left, the three scores as numbers over small bars at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(280, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        take = index.data(TakeRole)
        if not isinstance(take, TakeSummary):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        state = option.state
        font = QFont(option.font)
        self._ground(painter, rect, state)
        inner = rect.adjusted(12, 8, -_RIGHT_PX, -8)
        right = inner.right() - len(ScoreName) * _COLUMN_PX
        scores = inner.adjusted(right - inner.left(), 0, 0, 0)
        if take.status is Status.SCORED:
            self._scores(
                painter, QRectF(right, inner.top(), inner.right() - right, inner.height()), take, font
            )
        else:
            painter.setPen(self._colour("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(scores, flags, unscored_words(take.status))
        self._words(
            painter, QRectF(inner.left(), inner.top(), right - inner.left() - 10, inner.height()), take, font
        )
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        ground = rect.adjusted(2, 2, -2, -2)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour("accent_soft"))
            painter.drawRoundedRect(ground, 8, 8)
            painter.setBrush(self._colour("accent"))
            painter.drawRoundedRect(QRectF(ground.left(), ground.top() + 10, 4, ground.height() - 20), 2, 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour("sunken"))
            painter.drawRoundedRect(ground, 8, 8)
        else:
            painter.setPen(QPen(self._colour("border"), 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 8, 8)

    def _words(self, painter: QPainter, area: QRectF, take: TakeSummary, font: QFont) -> None:
        strong, small = QFont(font), QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(self._theme.body_pt * 0.88)
        left = area.left()
        if take.starred:
            drawn = icon("star-filled", self._theme.tokens.accent)
            drawn.paint(painter, round(left), round(area.top()) + 2, 16, 16)
            left += 22
        for look, words, colour, top in (
            (strong, take.title or take.scenario.label, "text", area.top()),
            (small, details(take), "muted", area.center().y() + 1),
        ):
            painter.setFont(look)
            painter.setPen(self._colour(colour))
            start = left if look is strong else area.left()
            width = area.right() - start
            shown = QFontMetricsF(look).elidedText(words, Qt.TextElideMode.ElideRight, width)
            rect = QRectF(start, top, width, area.height() / 2)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _scores(self, painter: QPainter, area: QRectF, take: TakeSummary, font: QFont) -> None:
        painter.setFont(font)
        for number, name in enumerate(ScoreName):
            value = take.scores.get(name)
            cell = QRectF(area.left() + number * _COLUMN_PX, area.top(), _COLUMN_PX, area.height())
            painter.setPen(self._colour("text" if value is not None else "muted"))
            words = "–" if value is None else str(value)
            rect = QRectF(cell.left(), cell.top() + 2, cell.width(), cell.height() * 0.55)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
            bar = QRectF(cell.left() + 8, cell.bottom() - 10, cell.width() - 16, 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour("border"))
            painter.drawRoundedRect(bar, 2, 2)
            if value:
                painter.setBrush(self._colour("accent"))
                painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * value / 100, 4), 2, 2)

    def _colour(self, name: str) -> QColor:
        return QColor(getattr(self._theme.tokens, name))


class ScoreHeads(QWidget):
    """The names of the three score columns; the list keeps it in line with them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        follow_theme(self, theme, self.update)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPointSizeF(self._theme.body_pt * 0.82)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.muted))
        left = self.width() - _RIGHT_PX - len(ScoreName) * _COLUMN_PX
        for number, name in enumerate(ScoreName):
            rect = QRectF(left + number * _COLUMN_PX, 0, _COLUMN_PX, self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _SHORT[name])
        painter.end()


class TakeList(QListView):
    """Enter or a double click opens, Delete deletes; several can be selected."""

    open_requested = Signal(str)
    delete_requested = Signal()
    star_requested = Signal()
    compare_requested = Signal()
    menu_requested = Signal(QPoint)
    selection_changed = Signal()

    def __init__(self, theme: Theme, name: str = "Takes") -> None:
        super().__init__()
        self._takes = TakeModel()
        self._theme = theme
        self.setModel(self._takes)
        self._heads = ScoreHeads(theme, self)
        self.setViewportMargins(0, _HEADS_PX, 0, 0)
        self._delegate = TakeDelegate(theme)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)  # a style sheet of its own would cost 15 ms
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_requested.emit(self.mapToGlobal(at)))
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        follow_theme(self, theme, self.viewport().update)

    def show_takes(self, takes: tuple[TakeSummary, ...]) -> None:
        """Replaces the rows; what was selected stays selected, and the place in the list is kept."""
        chosen = {take.take_id for take in self.selected()}
        current, at = self.currentIndex().row(), self.verticalScrollBar().value()
        self._takes.show_takes(takes)
        selection = self.selectionModel()
        if chosen:
            for row, take in enumerate(takes):
                if take.take_id in chosen:
                    selection.select(self._takes.index(row), QItemSelectionModel.SelectionFlag.Select)
        if takes and current >= 0:
            index = self._takes.index(min(current, len(takes) - 1))
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(at)
        self.selection_changed.emit()

    def selected(self) -> tuple[TakeSummary, ...]:
        """The selected takes, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(take for row in rows if (take := self._takes.take_at(row)) is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.viewport().geometry()
        self._heads.setGeometry(inside.left(), inside.top() - _HEADS_PX, inside.width(), _HEADS_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self._open(self.currentIndex().row())
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.delete_requested.emit()
            case Qt.Key.Key_S if not event.modifiers():
                self.star_requested.emit()
            case Qt.Key.Key_C if not event.modifiers():
                self.compare_requested.emit()
            case _:
                super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        take = self._takes.take_at(row)
        if take is not None:
            self.open_requested.emit(take.take_id)

"""The takes as a Qt list model; thousands of rows cost nothing until they are looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.pages.review.titles import take_title
from models.scorecard import ScoreName, Status
from models.take import TakeSummary

TakeRole = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class TakeModel(QAbstractListModel):
    """Rows in the order given; `TakeRole` gives the `TakeSummary`."""

    def __init__(self) -> None:
        super().__init__()
        self._takes: tuple[TakeSummary, ...] = ()

    def show_takes(self, takes: Sequence[TakeSummary]) -> None:
        self.beginResetModel()
        self._takes = tuple(takes)
        self.endResetModel()

    def take_at(self, row: int) -> TakeSummary | None:
        return self._takes[row] if 0 <= row < len(self._takes) else None

    def row_of(self, take_id: str) -> int | None:
        return next((row for row, take in enumerate(self._takes) if take.take_id == take_id), None)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._takes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        take = self.take_at(index.row())
        if take is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return take_title(take)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(take)
            case Qt.ItemDataRole.ToolTipRole:
                return take.note or None
            case _:
                return take if role == TakeRole else None


def spoken(take: TakeSummary) -> str:
    """The row in words."""
    if take.status is not Status.SCORED:
        return f"{take_title(take)}, {unscored_words(take.status)}"
    scores = ", ".join(f"{name.label} {_score(take, name)}" for name in ScoreName)
    marks = [mark for mark, there in (("one line", take.focus_line), ("starred", take.starred)) if there]
    return ", ".join((take_title(take), *marks, scores))


def unscored_words(status: Status) -> str:
    return {Status.NO_SPEECH: "no speech heard", Status.TOO_SHORT: "too short to judge"}.get(status, "")


def _score(take: TakeSummary, name: ScoreName) -> str:
    value = take.scores.get(name)
    return "not judged" if value is None else str(value)

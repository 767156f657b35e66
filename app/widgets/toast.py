"""A short message at the bottom of the window, with one action such as Undo."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.notices import Notice
from app.widgets.buttons import button
from app.widgets.text import text

_PLAIN_MS = 4_000
_WITH_ACTION_MS = 12_000


class Toast(QFrame):
    """Sits over `parent`, centred at its bottom; stays longer when there is something to press."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setProperty("role", "toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(16)
        self._words = text(wrap=False)
        self._action = button("", self._act)
        row.addWidget(self._words)
        row.addWidget(self._action)
        self._notice: Notice | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._shortcut = QShortcut(QKeySequence.StandardKey.Undo, parent)
        self._shortcut.setEnabled(False)
        self._shortcut.activated.connect(self._act)
        parent.installEventFilter(self)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Replaces what was shown before."""
        self._notice = notice
        self._words.setText(notice.text)
        self.setAccessibleName(notice.text)
        self._action.setText(notice.action_label)
        self._action.setVisible(notice.action is not None)
        self._shortcut.setEnabled(notice.action is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_WITH_ACTION_MS if notice.action else _PLAIN_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        self._shortcut.setEnabled(False)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _act(self) -> None:
        notice, self._notice = self._notice, None
        self.hide()
        if notice is not None and notice.action is not None:
            notice.action()

    def _place(self) -> None:
        self.adjustSize()
        around = self._around
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - 24)

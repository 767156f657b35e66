"""How long one's own talk should be at most in this kind of call: the usual length, or one's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.widgets.calm_wheel import calm_wheel
from app.widgets.text import text

_LENGTHS_S = (15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 180, 300)


class LengthChoice(QWidget):
    chosen = Signal(object)
    """(float in seconds; None: the usual one)"""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        label = text("&Aim for up to", "muted", wrap=False)
        self.lengths = QComboBox()
        self.lengths.setAccessibleName("Length of your own talk to aim for")
        self.lengths.setToolTip("Brevity is judged against it. The usual lengths are a convention.")
        self.lengths.activated.connect(lambda at: self.chosen.emit(self.lengths.itemData(at)))
        calm_wheel(self.lengths)
        label.setBuddy(self.lengths)
        row.addWidget(label)
        row.addWidget(self.lengths)
        row.addWidget(text("of your own talk", "muted", wrap=False))
        row.addStretch(1)

    def show_length(self, own_s: float | None, usual_s: float) -> None:
        own = () if own_s is None else (own_s,)
        self.lengths.clear()
        for seconds in sorted({*_LENGTHS_S, usual_s, *own}):
            if seconds == usual_s:
                self.lengths.addItem(f"{seconds:.0f} s (usual)", None)
            else:
                self.lengths.addItem(f"{seconds:g} s", float(seconds))
        self.lengths.setCurrentIndex(self.lengths.findData(own_s))

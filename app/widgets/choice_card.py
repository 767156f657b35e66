"""A big radio button with an icon, a title and a sentence."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.theme.icons import pixmap
from app.theme.service import Theme
from app.widgets.buttons import follow_theme

_PAD = 14
_ICON = 22
_GAP = 12


class ChoiceCard(QAbstractButton):
    """Checkable; put several into one parent for an exclusive choice, the arrow keys move between them."""

    def __init__(
        self, theme: Theme, icon_name: str, title: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._sentence = theme, icon_name, sentence
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        follow_theme(self, theme, self.update)

    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(220))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(160))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = width - 2 * _PAD - _ICON - _GAP
        sentence = self._small_metrics().boundingRect(
            QRect(0, 0, max(inner, 40), 1000), Qt.TextFlag.TextWordWrap.value, self._sentence
        )
        return 2 * _PAD + QFontMetrics(self._bold()).height() + 4 + sentence.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focus = self.isChecked(), self.hasFocus()
        edge = t.accent if chosen or focus else (t.control if self.underMouse() else t.border)
        width = 2.0 if chosen or focus else 1.0
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(t.accent_soft if chosen else t.surface))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)
        if chosen and focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.accent), 1.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 5, 5)
        colour = t.accent if chosen else t.muted
        painter.drawPixmap(_PAD, _PAD - 1, pixmap(self._icon, colour, _ICON, self.devicePixelRatioF()))
        left = _PAD + _ICON + _GAP
        bold = self._bold()
        line = QFontMetrics(bold).height()
        painter.setFont(bold)
        painter.setPen(QColor(t.text))
        painter.drawText(
            left, _PAD, self.width() - left - _PAD, line, Qt.AlignmentFlag.AlignLeft, self.text()
        )
        painter.setFont(self._small())
        painter.setPen(QColor(t.muted))
        under = QRect(left, _PAD + line + 4, self.width() - left - _PAD, self.height())
        painter.drawText(under, Qt.TextFlag.TextWordWrap.value, self._sentence)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self._theme.body_pt * self._theme.tokens.size["caption"])
        return font

    def _small_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._small())

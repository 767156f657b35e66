"""The application's style sheet, filled in from the tokens.

Widgets choose a look by dynamic properties set once when they are made: `role` for buttons and frames,
`look` for labels. See `app.widgets.text` and `app.widgets.buttons`.
"""

from string import Template

from app.theme.tokens import Tokens

_SHEET = Template(
    """
* { font-size: ${body}pt; }
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="page"], QScrollArea, QWidget[role="scrolled"] {
  background: $background; border: none; }
QLabel { background: transparent; }
QLabel[look="caption"] { font-size: ${caption}pt; color: $muted; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="lead"] { font-size: ${lead}pt; }
QLabel[look="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[look="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[look="display"] { font-size: ${display}pt; font-weight: 300; }
QLabel[look="warning"] { font-size: ${caption}pt; color: $warning; }
QLabel[look="problem"] { color: $danger; }
QLabel[look="band_strong"] { color: $success; background: $success_soft; font-weight: 600;
  border-radius: 6px; padding: 3px 10px; margin-bottom: 10px; }
QLabel[look="band_fine"] { color: $blue; background: $blue_soft; font-weight: 600;
  border-radius: 6px; padding: 3px 10px; margin-bottom: 10px; }
QLabel[look="band_work"] { color: $warning; background: $warning_soft; font-weight: 600;
  border-radius: 6px; padding: 3px 10px; margin-bottom: 10px; }
QLabel[look="better"], QLabel[look="worse"], QLabel[look="different"] { font-weight: 600;
  border-radius: 6px; padding: 2px 8px; }
QLabel[look="better"] { color: $success; background: $success_soft; }
QLabel[look="worse"] { color: $warning; background: $warning_soft; }
QLabel[look="different"] { color: $blue; background: $blue_soft; }
QLabel[look="point_open"] { color: $muted; border: 1px solid $border;
  border-radius: 12px; padding: 4px 12px; }
QLabel[look="point_done"] { color: $success; background: $success_soft; border: 1px solid $success;
  border-radius: 12px; padding: 4px 12px; }
QLabel[look="tag"] { font-size: ${caption}pt; color: $accent; background: $accent_soft;
  border-radius: 6px; padding: 2px 8px; }

QLabel[role="explained"]:focus { background: $accent_soft; color: $text; border-radius: ${small}px; }

QFrame[role="dock"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: ${large}px; }
QFrame[role="advice"] { background: $accent_soft; border: 1px solid $accent; border-radius: ${large}px; }
QFrame[role="well"] { background: $sunken; border: none; border-radius: ${medium}px; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="sidebar"] { background: $sunken; border: none; border-right: 1px solid $border; }
QFrame[role="banner"] { border-radius: ${medium}px; border: 1px solid $border; background: $surface; }
QFrame[role="banner"][kind="info"] { background: $blue_soft; border-color: $blue; }
QFrame[role="banner"][kind="warning"] { background: $warning_soft; border-color: $warning; }
QFrame[role="banner"][kind="problem"] { background: $danger_soft; border-color: $danger; }
QFrame[role="banner"][kind="success"] { background: $success_soft; border-color: $success; }
QFrame[role="toast"] { background: $text; border-radius: ${medium}px; }
QFrame[role="toast"] QLabel { color: $background; }
QFrame[role="toast"] QPushButton { background: transparent; color: $background; font-weight: 600;
  border: 2px solid transparent; text-decoration: underline; }
QFrame[role="toast"] QPushButton:focus, QFrame[role="toast"] QPushButton:hover { border-color: $background; }

QPushButton, QToolButton { background: $surface; border: 2px solid $border; border-radius: ${medium}px;
  padding: 6px 14px; min-height: 20px; }
QPushButton:hover, QToolButton:hover { border-color: $control; }
QPushButton:pressed, QToolButton:pressed { background: $sunken; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $sunken; border-color: $sunken; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 600; padding: 8px 20px; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border-color: $text; }
QPushButton[role="primary"]:disabled { background: $sunken; color: $muted; border-color: $border; }
QPushButton[role="danger"] { background: $danger; color: $on_danger; border-color: $danger;
  font-weight: 600; padding: 8px 20px; }
QPushButton[role="danger"]:hover { background: $danger_hover; border-color: $danger_hover; }
QPushButton[role="danger"]:focus { border-color: $text; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent; border-color: transparent;
  color: $accent; padding: 6px 10px; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $accent_soft; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border-color: $accent; }
QPushButton[role="quiet"]:disabled { color: $muted; }
QToolButton[role="inline"] { background: transparent; border: 2px solid transparent; border-radius: 11px;
  padding: 0; min-height: 18px; }
QToolButton[role="inline"]:hover { background: $accent_soft; }
QToolButton[role="inline"]:focus { border-color: $accent; }
QPushButton[role="call"] { background: $accent; color: $on_accent; border: 3px solid $accent;
  border-radius: 28px; min-height: 50px; padding: 0 36px; font-size: ${lead}pt; font-weight: 600; }
QPushButton[role="call"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="call"]:focus { border-color: $text; }
QPushButton[role="call"]:disabled { background: $sunken; color: $muted; border-color: $border; }
QPushButton[role="hangup"] { background: $danger; color: $on_danger; border: 3px solid $danger;
  border-radius: 28px; min-height: 50px; padding: 0 36px; font-size: ${lead}pt; font-weight: 600; }
QPushButton[role="hangup"]:hover { background: $danger_hover; border-color: $danger_hover; }
QPushButton[role="hangup"]:focus { border-color: $text; }
QPushButton[role="chip"] { background: transparent; border: 2px solid $border; border-radius: 12px;
  padding: 1px 11px; font-size: ${caption}pt; color: $muted; }
QPushButton[role="chip"]:hover { border-color: $control; color: $text; }
QPushButton[role="chip"]:focus { border-color: $accent; color: $text; }
QPushButton[role="chip"]:checked { background: $accent_soft; border-color: $accent; color: $accent; }
QPushButton[role="place"] { background: transparent; border: 2px solid transparent; text-align: left;
  padding: 8px 12px; border-radius: ${medium}px; min-height: 24px; color: $text; }
QPushButton[role="place"]:hover { background: $border; }
QPushButton[role="place"]:checked { background: $surface; color: $accent; font-weight: 600; }
QPushButton[role="place"]:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox { background: $surface; color: $text;
  border: 1px solid $control; border-radius: ${small}px; padding: 6px 9px; min-height: 20px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 5px 8px; }
QLineEdit:disabled, QComboBox:disabled { background: $sunken; color: $muted; border-color: $border; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url(icons:chevron-down-neutral.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; outline: none; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 30px; padding: 0 8px; color: $text; }
QMenu { background: $surface; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: ${small}px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 6px 8px; }
QToolTip { background: $surface; color: $text; border: 1px solid $control; padding: 6px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 3px solid transparent;
  padding: 8px 4px; margin-right: 20px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; border-bottom-color: $text; }
QCheckBox, QRadioButton { spacing: 10px; min-height: 26px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator { width: 16px; height: 16px; border: 2px solid $control; border-radius: 5px;
  background: $surface; }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url(icons:$tick); }
QProgressBar { background: $sunken; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QCalendarWidget QWidget { background: $surface; alternate-background-color: $surface; }
QCalendarWidget QToolButton { border: none; padding: 6px; min-height: 16px; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent;
  outline: none; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)


def stylesheet(t: Tokens, *, body_pt: float) -> str:
    """The style sheet of one scheme; `body_pt` is the size of body text in points."""
    sizes = {name: f"{factor * body_pt:.1f}" for name, factor in t.size.items()}
    radii = {name: str(pixels) for name, pixels in t.radius.items()}
    return _SHEET.substitute(t.colours | sizes | radii, tick=f"tick-{t.scheme.value}.svg")

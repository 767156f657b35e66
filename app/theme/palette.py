"""The tokens as a QPalette, for whatever the style sheet does not reach."""

from PySide6.QtGui import QColor, QPalette

from app.theme.tokens import Tokens


def palette(t: Tokens) -> QPalette:
    """The palette of one scheme."""
    made = QPalette()
    role = QPalette.ColorRole
    for target, colour in {
        role.Window: t.background,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.sunken,
        role.Text: t.text,
        role.PlaceholderText: t.muted,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.BrightText: t.danger,
        role.ToolTipBase: t.surface,
        role.ToolTipText: t.text,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Accent: t.accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.Light: t.surface,
        role.Midlight: t.border,
        role.Mid: t.border,
        role.Dark: t.control,
        role.Shadow: t.sunken,
    }.items():
        made.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, QColor(t.muted))
    return made

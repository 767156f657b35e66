"""The values of the design tokens: as Python, since the window needs them first of all.

Contrasts are tested (tests/app/test_theme.py): text 4.5:1, borders of controls and marks 3:1.
"""

from app.theme.tokens import Scheme, Tokens

_SIZE = {"caption": 0.9, "body": 1.0, "lead": 1.15, "heading": 1.3, "title": 1.85, "display": 3.2}
_SPACE = {"half": 4, "one": 8, "two": 16, "three": 24, "four": 32, "six": 48}
_RADIUS = {"small": 6, "medium": 8, "large": 12}

_LIGHT = Tokens(
    scheme=Scheme.LIGHT,
    background="#F6F6F3",  # the page
    surface="#FFFFFF",  # cards and fields
    sunken="#ECEDE8",  # side bar, wells, tracks
    border="#DEDFD8",  # decoration only
    control="#7C838B",  # outline of fields and buttons
    text="#1B2129",
    muted="#565F69",
    accent="#0B6E66",
    accent_hover="#095C55",
    accent_soft="#DDEFEC",
    on_accent="#FFFFFF",
    danger="#B3261E",
    danger_hover="#96201A",
    danger_soft="#FBE6E3",
    on_danger="#FFFFFF",
    warning="#7D4E00",
    warning_soft="#FDF0D5",
    success="#1C6B36",
    success_soft="#DFF2E4",
    violet="#6338B8",
    violet_soft="#ECE5FA",
    blue="#1B5BB5",
    blue_soft="#E1ECFB",
    size=_SIZE,
    space=_SPACE,
    radius=_RADIUS,
)

_DARK = Tokens(
    scheme=Scheme.DARK,
    background="#15181B",
    surface="#1E2226",
    sunken="#101316",
    border="#30363C",
    control="#757E88",
    text="#ECEFF1",
    muted="#A9B2BA",
    accent="#5CCFC1",
    accent_hover="#7FDED2",
    accent_soft="#17383A",
    on_accent="#06231F",
    danger="#FF8A80",
    danger_hover="#FFA79F",
    danger_soft="#43201E",
    on_danger="#33070A",
    warning="#F2C568",
    warning_soft="#3A2E14",
    success="#7BDB9C",
    success_soft="#173423",
    violet="#C0A6FF",
    violet_soft="#2F2648",
    blue="#8FBCFF",
    blue_soft="#1B2C47",
    size=_SIZE,
    space=_SPACE,
    radius=_RADIUS,
)


def tokens(scheme: Scheme) -> Tokens:
    """The tokens of one scheme."""
    return _DARK if scheme is Scheme.DARK else _LIGHT

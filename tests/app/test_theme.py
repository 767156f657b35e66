import pytest

from app.theme.contrast import contrast
from app.theme.schemes import tokens
from app.theme.stylesheet import stylesheet
from app.theme.tokens import Scheme, SchemeChoice, Tokens, scheme_for

_TEXTS = ("text", "muted", "accent", "danger", "warning", "success", "violet", "blue")
_GROUNDS = ("background", "surface", "sunken")
_PAIRS = [(text, ground) for text in _TEXTS for ground in _GROUNDS] + [
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
    ("background", "text"),
    *[(name, f"{name}_soft") for name in ("accent", "danger", "warning", "success", "violet", "blue")],
    *[("text", f"{name}_soft") for name in ("accent", "danger", "warning", "success", "violet", "blue")],
]


@pytest.fixture(params=list(Scheme))
def look(request: pytest.FixtureRequest) -> Tokens:
    return tokens(request.param)


@pytest.mark.parametrize(("front", "back"), _PAIRS)
def test_text_can_be_read(look: Tokens, front: str, back: str) -> None:
    assert contrast(getattr(look, front), getattr(look, back)) >= 4.5


@pytest.mark.parametrize("ground", _GROUNDS)
def test_outlines_of_controls_can_be_seen(look: Tokens, ground: str) -> None:
    assert contrast(look.control, getattr(look, ground)) >= 3


def test_contrast_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_leaves_no_gap(look: Tokens) -> None:
    assert "$" not in stylesheet(look, body_pt=10.5)


@pytest.mark.parametrize(
    ("choice", "dark", "shown"),
    [
        (SchemeChoice.SYSTEM, True, Scheme.DARK),
        (SchemeChoice.SYSTEM, False, Scheme.LIGHT),
        (SchemeChoice.LIGHT, True, Scheme.LIGHT),
        (SchemeChoice.DARK, False, Scheme.DARK),
    ],
)
def test_the_users_choice_wins(choice: SchemeChoice, dark: bool, shown: Scheme) -> None:
    assert scheme_for(choice, system_is_dark=dark) is shown

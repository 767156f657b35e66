"""What a design token is: every colour, size and radius of the window. The values are in `schemes`."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum


class Scheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class SchemeChoice(StrEnum):
    """What the user chose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @property
    def label(self) -> str:
        return {"system": "Same as the computer", "light": "Light", "dark": "Dark"}[self.value]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Tokens:
    """Colours as "#RRGGBB"; `size` are factors of the body text; `space` and `radius` are pixels."""

    scheme: Scheme
    background: str
    surface: str
    sunken: str
    border: str
    control: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    danger: str
    danger_hover: str
    danger_soft: str
    on_danger: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str
    violet: str
    violet_soft: str
    blue: str
    blue_soft: str
    size: Mapping[str, float]
    space: Mapping[str, int]
    radius: Mapping[str, int]

    @property
    def colours(self) -> dict[str, str]:
        """Every colour by its name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if str(value).startswith("#")}


def scheme_for(choice: SchemeChoice, *, system_is_dark: bool) -> Scheme:
    """The scheme to show, from the user's choice and the desktop's."""
    if choice is SchemeChoice.SYSTEM:
        return Scheme.DARK if system_is_dark else Scheme.LIGHT
    return Scheme(choice.value)

"""One line of the accuracy table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table; `met` is None where there is no target."""

    measure: str
    target: str
    value: str
    met: bool | None


def row(measure: str, target: str, value: float, form: str, met: bool | None) -> Row:
    """A line from a number and its format."""
    return Row(measure, target, form.format(value), met)

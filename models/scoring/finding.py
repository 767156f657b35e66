"""What was found of one part of a score, before it is judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`value` in the part's unit; None when it could not be measured (then `why`).

    `missing` marks a point that was not heard at all: it costs the most, and so does one that is `wrong`,
    too. `sigma` is the standard error of the value, `doubt` the chance that the point was heard or missed
    wrongly. `fields` fill the texts.
    """

    value: float | None = None
    sigma: float = 0.0
    doubt: float = 0.0
    missing: bool = False
    wrong: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    start_s: float | None = None
    end_s: float | None = None
    why: str = ""


def unmeasured(why: str) -> Finding:
    """A finding that says why there is none."""
    return Finding(why=why)

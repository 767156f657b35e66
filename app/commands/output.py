"""What commands print: JSON lines on standard output, one sentence on standard error."""

import json
import sys
from typing import Any

from models.errors import UserFacingError


def print_json(data: Any) -> None:
    """One object on one line, at once."""
    sys.stdout.write(json.dumps(_rounded(data), ensure_ascii=False, allow_nan=False) + "\n")
    sys.stdout.flush()


def _rounded(data: Any) -> Any:
    """Numbers to four decimals: a tenth of a millisecond is more than any of them is good for."""
    if isinstance(data, float):
        return round(float(data), 4)
    if isinstance(data, dict):
        return {key: _rounded(value) for key, value in data.items()}
    return [_rounded(value) for value in data] if isinstance(data, list | tuple) else data


def print_text(text: str) -> None:
    """Text for people, with a line end."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"ringback: {' '.join(text.split())}\n")


def sentence(error: UserFacingError) -> str:
    """What happened and the way out as one sentence: "There is no file x.wav: check the name." """
    what, way_out = error.what.strip(), error.what_to_do.strip()
    if not way_out:
        return what
    starts_a_word = way_out[:1].isupper() and way_out[1:2].islower()
    return f"{what.rstrip('.')}: {way_out[0].lower() + way_out[1:] if starts_a_word else way_out}"

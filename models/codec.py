"""Frozen dataclasses to plain JSON values and back, by one cattrs converter.

The JSON is the stable interface; `try_` is written as `try`, dates as ISO text. Unknown keys are
ignored on reading, so that a newer minor version's file still opens.
"""

from datetime import date, datetime
from typing import Any, TypeVar

import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from models.call import CallCard
from models.errors import UserFacingError
from models.scorecard import Fix

T = TypeVar("T")


def make_converter() -> cattrs.Converter:
    """The converter, for somebody who writes some type in another way."""
    converter = cattrs.Converter()
    for kind in (date, datetime):
        converter.register_unstructure_hook(kind, lambda value: value.isoformat())
        converter.register_structure_hook(kind, lambda value, cls: cls.fromisoformat(value))
    spelled_try = override(rename="try")
    converter.register_unstructure_hook(Fix, make_dict_unstructure_fn(Fix, converter, try_=spelled_try))
    converter.register_structure_hook(Fix, make_dict_structure_fn(Fix, converter, try_=spelled_try))
    return converter


_CONVERTER = make_converter()


def to_json(value: object) -> Any:
    """Plain dicts, lists, numbers and strings, ready for `json.dumps`."""
    return _CONVERTER.unstructure(value)


def from_json(data: Any, kind: type[T]) -> T:
    """The dataclass `kind` from what `to_json` made. Raises `cattrs.BaseValidationError`."""
    return _CONVERTER.structure(data, kind)


def call_card_from_json(data: Any) -> CallCard:
    """A call card from a user's JSON file; null and missing fields are empty.

    Raises `UserFacingError` when the data are no call card.
    """
    if not isinstance(data, dict):
        raise UserFacingError(
            "This is not a call card.", 'Write a JSON object such as {"caller": "Wendy Jones"}.'
        )
    try:
        return from_json({key: value for key, value in data.items() if value is not None}, CallCard)
    except (cattrs.BaseValidationError, ValueError, TypeError) as error:
        raise UserFacingError(
            "The call card has a field that cannot be read.",
            "Write texts in quotes and dates as YYYY-MM-DD.",
        ) from error

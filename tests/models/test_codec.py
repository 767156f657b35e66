import json
from datetime import date

import pytest

from models.call import CallCard
from models.codec import call_card_from_json, from_json, to_json
from models.errors import UserFacingError
from models.scorecard import Fix


def test_a_call_card_survives_json() -> None:
    card = CallCard(caller="Wendy Jones", interview_date=date(2026, 11, 17))
    assert from_json(json.loads(json.dumps(to_json(card))), CallCard) == card


def test_a_call_card_file_may_leave_fields_out_or_null() -> None:
    assert call_card_from_json({"caller": None, "phone": "555-0142"}) == CallCard(phone="555-0142")


@pytest.mark.parametrize("data", [[], "text", {"interview_date": "soon"}])
def test_a_bad_call_card_gets_a_sentence(data: object) -> None:
    with pytest.raises(UserFacingError):
        call_card_from_json(data)


def test_the_better_line_is_called_try() -> None:
    assert to_json(Fix(text="Say it sooner.", try_="This is Wendy."))["try"] == "This is Wendy."

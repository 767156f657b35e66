"""The bundled sample call: a voicemail with its call card."""

import json
from datetime import datetime
from importlib.resources import files

from models.codec import call_card_from_json
from models.scenario import Scenario
from models.take import TakeSetup


def sample_setup() -> TakeSetup:
    """The call that the sample is about."""
    card = json.loads(files("assets").joinpath("sample_call/call.json").read_text(encoding="utf-8"))
    return TakeSetup(
        take_id="",
        started_at=datetime.now().astimezone(),
        scenario=Scenario.VOICEMAIL,
        call=call_card_from_json(card),
    )

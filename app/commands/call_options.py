"""What the options `--scenario`, `--verdict` and `--call` say about the call."""

import argparse
import json
from datetime import datetime
from pathlib import Path

from models.call import CallCard
from models.codec import call_card_from_json
from models.errors import UserFacingError
from models.scenario import Scenario, Verdict
from models.take import TakeSetup


def setup_from(options: argparse.Namespace, *, take_id: str = "") -> TakeSetup:
    """Raises `UserFacingError` when the call card cannot be read."""
    return TakeSetup(
        take_id=take_id,
        started_at=datetime.now().astimezone(),
        scenario=Scenario(options.scenario),
        verdict=Verdict(options.verdict) if options.verdict else None,
        call=read_call_card(Path(options.call)) if options.call else CallCard(),
    )


def read_call_card(path: Path) -> CallCard:
    """Raises `UserFacingError` when there is no such file or it is no call card."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserFacingError(
            f"The call card {path} cannot be read.", "Check the name and the folder."
        ) from error
    except ValueError as error:  # broken JSON, or bytes that are no text
        raise UserFacingError(
            f"The call card {path} is not JSON.", 'Write an object such as {"caller": "Wendy Jones"}.'
        ) from error
    return call_card_from_json(data)

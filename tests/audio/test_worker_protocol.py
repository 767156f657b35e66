import json
from datetime import UTC, date, datetime

import pytest

from audio.worker_protocol import (
    Alive,
    Analyse,
    Cancel,
    Command,
    Event,
    Failed,
    Follow,
    HangUp,
    Heard,
    KnownSegment,
    PartnerSaid,
    Progress,
    Quit,
    Ready,
    Remeasure,
    Remeasured,
    command_from_line,
    event_from_line,
    to_line,
)
from models.call import CallCard
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Wanted
from models.take import TakeSetup
from models.transcript import PartnerTurn, Word
from tests.models.making import make_measures

SETUP = TakeSetup(
    take_id="t",
    started_at=datetime(2026, 11, 22, 14, 0, tzinfo=UTC),
    scenario=Scenario.CHECK_IN,
    verdict=Verdict.HIRED,
    call=CallCard(caller="Zoë Ångström", interview_date=date(2026, 11, 17)),
)
TURN = PartnerTurn(1.0, 2.0, "Scott\nspeaking.")


@pytest.mark.parametrize(
    "command",
    [
        Follow("t", "/a b/audio.wav", SETUP, "/a b/tracks.npz"),
        PartnerSaid("t", TURN),
        HangUp("t", 48000),
        Follow("t", "audio.wav", SETUP, known=(KnownSegment(0, 16000, (Word("Hi.", 0.1, 0.4),)),)),
        Analyse("t", "x.mp3", SETUP, (TURN,)),
        Remeasure("t", "/a b/audio.wav", (Word("Zoë,", 0.1, 0.5),), (TURN,), "/a b/tracks.npz"),
        Cancel("t"),
        Quit(),
    ],
)
def test_commands_survive_the_line(command: Command) -> None:
    line = to_line(command)

    assert line.count("\n") == 1
    assert line.endswith("\n")
    assert command_from_line(line) == command


@pytest.mark.parametrize(
    "event",
    [
        Ready(1.5),
        Alive(3),
        Progress("t", 1.0, None, True),
        Heard("t", (CheckResult("greeting", Wanted.MUST, True, 0.1, 0.9, "Hello,", 0, 0),)),
        Remeasured("t", make_measures(unreliable={"snr_db": "why"}), 3),
        Failed("t", "No.", "Yes."),
    ],
)
def test_events_survive_the_line(event: Event) -> None:
    assert event_from_line(to_line(event)) == event


@pytest.mark.parametrize(
    "words", [[["Hello"]], [dict.fromkeys(("text", "start_s", "end_s", "probability", "filler"), 1)], "Hello"]
)
def test_words_that_are_none_are_a_value_error(words: object) -> None:
    segment = {"start": 0, "end": 1, "words": words}
    with pytest.raises(ValueError, match="wrong fields"):
        event_from_line(json.dumps({"kind": "Committed", "job": "t", "segment": segment}))


@pytest.mark.parametrize("line", ["", "null", "[]", "{}", '{"kind": "Explode"}', '{"kind": "HangUp"}', "{"])
def test_nonsense_is_a_value_error(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - that kind is the contract
        command_from_line(line)
    with pytest.raises(ValueError):  # noqa: PT011
        event_from_line(line)

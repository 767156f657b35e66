"""`ringback rehearse`: the live path without a window, a sound file standing for the microphone."""

import argparse
import queue
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.commands.call_options import setup_from
from app.commands.output import complain, print_json, print_text, sentence
from app.commands.terminal_scorecard import scorecard_text
from audio.file_source import FileSource
from audio.recorder import Recorder
from audio.tracks import TRACKS_FILE
from audio.worker_client import WorkerClient
from audio.worker_environment import model_choice
from audio.worker_protocol import Done, Event, Failed, Follow, HangUp, Ready
from models.codec import to_json
from models.errors import UserFacingError
from models.history import History
from models.scorecard import Scorecard
from models.settings import load_settings
from models.take import new_take_id
from models.user_data import user_data

_STUCK_S = 600.0
"""No sign of a scorecard for this long, and something is broken."""


def run(options: argparse.Namespace) -> int:
    """Record, analyse meanwhile, hang up at the file's end, save the take."""
    data = user_data()
    setup = setup_from(options, take_id=new_take_id(datetime.now()))
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    settings = load_settings(data.settings)
    client = WorkerClient(
        events.put,
        environment=model_choice(settings.model),
        log=data.logs / "analysis.log",
    )
    client.start()
    try:
        with History(data.history) as history:
            recorder = Recorder(
                FileSource(Path(options.source)),
                data.take_folder(setup.take_id),
                setup,
                on_sound_end=lambda take: client.send(HangUp(setup.take_id, take.frames)),
            )
            follow = Follow(
                job=setup.take_id,
                audio=str(recorder.path),
                setup=setup,
                tracks=str(recorder.path.with_name(TRACKS_FILE)),
                target_length_s=settings.target_length_s.get(setup.scenario),
            )
            scorecard, trouble = _rehearse(recorder, follow, client, events, history)
    finally:
        client.close()
    if options.json:
        print_json(to_json(scorecard))
    else:
        print_text(scorecard_text(scorecard, heading=f"Take {setup.take_id}", stream=sys.stdout))
    if trouble is not None:
        complain(sentence(trouble))
    return 1 if trouble else 0


def _rehearse(
    recorder: Recorder,
    follow: Follow,
    client: WorkerClient,
    events: "queue.SimpleQueue[Event]",
    history: History,
) -> tuple[Scorecard, UserFacingError | None]:
    """The saved scorecard, and why the recording ended early if it did: what was recorded is scored."""
    _wait_for(Ready, events)
    client.send(follow)
    recorder.start()
    try:
        take = recorder.wait()
    except KeyboardInterrupt:
        recorder.stop()  # what was said stays on the disk
        raise
    done = _wait_for(Done, events)
    assert isinstance(done, Done)
    scorecard = replace(done.scorecard, hangup_to_score_s=round(time.monotonic() - take.last_block_s, 3))
    history.save_take(follow.setup, scorecard)
    saved = replace(scorecard, hangup_to_score_s=round(time.monotonic() - take.last_block_s, 3))
    return saved, take.error


def _wait_for(kind: type[Event], events: "queue.SimpleQueue[Event]") -> Event:
    """The next event of this kind. Raises `UserFacingError` when the analysis failed instead."""
    while True:
        try:
            event = events.get(timeout=_STUCK_S)
        except queue.Empty as error:
            raise UserFacingError("The analysis does not answer.", "Try `ringback doctor`.") from error
        if isinstance(event, Failed):
            raise UserFacingError(event.what, event.what_to_do)
        if isinstance(event, kind):
            return event

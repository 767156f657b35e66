"""Recordings imported through the page, scored by the real analysis process."""

from importlib.resources import files
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.call_plan import CallPlan
from app.context import AppContext
from app.pages.progress.page import ProgressPage
from models.history import TakeRecord
from models.scorecard import Status
from tests.models.making import WENDY

pytestmark = pytest.mark.speech


def test_imported_recordings_are_scored_and_listed(qtbot: QtBot, context: AppContext, tmp_path: Path) -> None:
    recordings = [tmp_path / f"call {number}.flac" for number in (1, 2)]
    for file in recordings:
        file.write_bytes(files("assets").joinpath("sample_call/voicemail.flac").read_bytes())
    page = ProgressPage(context)
    qtbot.addWidget(page)
    page.show()
    page.shown()
    page.transfers.queue.start(recordings, CallPlan(call=WENDY))
    qtbot.waitUntil(lambda: page.takes.list.model().rowCount() == 2, timeout=90_000)
    qtbot.waitUntil(lambda: not page.transfers.queue.state.running)
    assert page.transfers.bar.words.text() == "2 of 2 recordings imported and scored."
    found: list[TakeRecord] = []
    take_id = page.transfers.queue.state.take_ids[0]
    context.history.ask(lambda history: history.take(take_id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].scorecard.status is Status.SCORED
    assert found[0].setup.call == WENDY
    assert (context.user_data.take_folder(take_id) / "tracks.npz").exists()
    page.closing()

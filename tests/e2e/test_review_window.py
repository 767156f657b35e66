"""Review through the real window: what is done by mouse, wheel and keys, and what comes of it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.history import History
from models.user_data import UserData
from tests.e2e.display import virtual_display
from tests.e2e.review_take import TAKE_ID, TALK, keep_take
from tests.e2e.virtual_mic import VirtualMic, virtual_mic

__all__ = ["virtual_mic"]

pytestmark = [pytest.mark.window, pytest.mark.microphone]


def driven(home: Path, environment: dict[str, str]) -> dict[str, Any]:
    """What `tests.e2e.review_driver` saw."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.review_driver", str(home.parent)],
        env={**os.environ, **environment, "RINGBACK_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
        timeout=180,
        check=True,
    )
    seen: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    assert "problem" not in seen, seen
    return seen


def test_review_by_mouse_wheel_and_keys(tmp_path: Path, virtual_mic: VirtualMic) -> None:
    home = tmp_path / "home"
    keep_take(UserData(home=home))
    with virtual_display() as display:
        seen = driven(home, display | virtual_mic.environment)
    print(seen)
    # It plays: the words are followed, space holds it, half speed is half, an arrow plays on.
    followed = seen["words_followed"]
    assert len(followed) >= 2
    assert followed == list(range(followed[0], followed[-1] + 1))
    assert followed[0] >= 3
    assert seen["frames_a_second"] >= 30  # 60 on a machine with nothing else to do
    assert abs(seen["moved_while_paused_s"]) < 0.05
    assert 0.3 <= seen["half_speed"] <= 0.62  # a busy machine may fall behind, never run ahead
    assert seen["half_is_off"]
    assert seen["arrow_moved"] >= 1
    # The phrase is "Hello, Mr. Scott.": round and round, and on when the loop is turned off.
    low_s, high_s = seen["loop_span_s"]
    assert high_s - low_s < 3.0
    assert seen["loop_turns"] >= 1
    assert seen["after_loop_s"] > high_s
    # The timeline: click, wheel, pan, drag.
    assert seen["clicked_s"] == pytest.approx(seen["clicked_for_s"], abs=1.0)
    assert seen["zoomed_span_s"] < 12.0
    assert seen["panned_s"] > 0.3
    assert seen["dragged_s"] > 1.0
    # Corrections and back.
    first = TALK.split()
    assert seen["typed"] == "Joans."
    assert seen["after_delete"] == [first[0], *first[2:4]]
    assert seen["after_r"] == first[:3]
    assert seen["after_undo"] == seen["after_delete"]
    assert seen["all_back"]
    # The take as a whole; in the end the trash is really emptied.
    assert seen["summary"] == [True, "The good one", "Breathe first.", "The good one"]
    assert seen["undone"] == TAKE_ID
    assert seen["folder_in_trash"]
    with History(UserData(home=home).history) as history:
        assert history.known_ids() == frozenset()

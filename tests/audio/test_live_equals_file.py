"""The real models: a take followed live has the result of its finished file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from audio.analysis import Analysis
from audio.blocks import RATE_HZ, Samples
from audio.engine import Engine
from audio.sound_file import decode_blocks
from models.codec import to_json
from models.scenario import Scenario
from models.take import TakeSetup

SAMPLE = Path(__file__).parents[2] / "assets" / "sample_call" / "voicemail.flac"
SETUP = TakeSetup(take_id="t", started_at=datetime(2026, 11, 20, tzinfo=UTC), scenario=Scenario.VOICEMAIL)

pytestmark = pytest.mark.speech


@pytest.fixture(name="engine")
def _engine() -> Iterator[Engine]:
    with Engine.load() as engine:
        yield engine


@pytest.fixture(name="sound", scope="module")
def _sound() -> Samples:
    return np.concatenate(list(decode_blocks(SAMPLE)))


def _hear(engine: Engine, sound: Samples, chunk_s: list[float], *, ahead: bool) -> Analysis:
    edges = np.cumsum([round(seconds * RATE_HZ) for seconds in chunk_s])
    with engine.analyser(SETUP, ahead=ahead) as analyser:
        for chunk in np.split(sound, edges[edges < len(sound)]):
            analyser.push(chunk)
            if ahead:
                analyser.settle()
                analyser.outlook()
        return analyser.finish()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_chunking_gives_the_same_words_and_measures(engine: Engine, sound: Samples, seed: int) -> None:
    chunks = np.random.default_rng(seed).uniform(0.01, 0.6, 200).tolist()

    live = _hear(engine, sound, chunks, ahead=True)
    one_pass = _hear(engine, sound, [], ahead=False)

    assert live.transcript == one_pass.transcript
    assert to_json(live.measures) == to_json(one_pass.measures)
    np.testing.assert_array_equal(live.tracks.f0_hz, one_pass.tracks.f0_hz)


def test_no_word_is_lost_or_doubled_at_the_cuts(engine: Engine, sound: Samples) -> None:
    """Three times the same call, with pauses of different lengths between, has every word three times."""
    once = _hear(engine, sound, [], ahead=False)
    again = np.concatenate([sound, np.zeros(3000, np.float32), sound, np.zeros(20000, np.float32), sound])

    thrice = _hear(engine, again, [], ahead=False)

    assert len(thrice.transcript.words) == pytest.approx(3 * len(once.transcript.words), abs=1)
    starts = [word.start_s for word in thrice.transcript.words]
    assert starts == sorted(starts)

"""A take measured while it grows, in chapters when it is long."""

import numpy as np
import pytest

from audio import frame_meter
from audio.blocks import blocks_of
from audio.frame_meter import FrameMeter
from audio.measure import FrameFeatures, extract, measure
from models.measures import Measures
from tests.audio.phrases_said import Take, take


@pytest.fixture(name="said", scope="module")
def _said() -> Take:
    return take([0.6, *["woman", 0.5, "man", 0.8] * 9, "woman", 0.6], noise_dbfs=-55)


def _measured(said: Take, *, look_every: int) -> tuple[Measures, object]:
    meter = FrameMeter()
    for count, block in enumerate(blocks_of(said.samples)):
        meter.hear(block)
        if count % look_every == 0:
            meter.decide()
    meter.decide()
    return meter.measure(said.transcript)


def test_an_ordinary_take_is_measured_as_a_whole(said: Take) -> None:
    features = FrameFeatures.join([extract(block) for block in blocks_of(said.samples)])
    assert _measured(said, look_every=2)[0] == measure(features, said.transcript).measures


def test_chapters_do_not_depend_on_when_one_looks(said: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame_meter, "CHAPTER_BLOCKS", 4)
    monkeypatch.setattr(frame_meter, "LEAST_BLOCKS", 2)

    live, from_file = _measured(said, look_every=1), _measured(said, look_every=1000)

    assert live[0] == from_file[0]
    np.testing.assert_array_equal(live[1].f0_hz, from_file[1].f0_hz)  # type: ignore[attr-defined]


def test_chapters_change_little_and_bound_what_is_kept(said: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _ = _measured(said, look_every=5)
    monkeypatch.setattr(frame_meter, "CHAPTER_BLOCKS", 4)
    monkeypatch.setattr(frame_meter, "LEAST_BLOCKS", 2)
    meter = FrameMeter()
    for block in blocks_of(said.samples):
        meter.hear(block)
        assert len(meter._features) < 6
    meter.decide()
    measures, tracks = meter.measure(said.transcript)

    assert len(tracks) == len(said.samples) // 160
    assert len(measures.pauses) == len(whole.pauses)
    assert measures.f0_median_hz == pytest.approx(whole.f0_median_hz, rel=0.02)
    assert measures.f0_sd_semitones == pytest.approx(whole.f0_sd_semitones, abs=0.3)
    assert measures.level_dbfs == pytest.approx(whole.level_dbfs, abs=0.3)
    assert measures.snr_db == pytest.approx(whole.snr_db, abs=0.5)

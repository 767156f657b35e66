"""All measures of a take, on speech with known pauses, level and noise."""

import numpy as np
import pytest

from audio.blocks import blocks_from, blocks_of
from audio.measure import FrameFeatures, MeasureResult, extract, measure
from models.measures import PausePlace
from models.transcript import PartnerTurn, Transcript
from tests.audio.phrases_said import RATE, Samples, Take, take


def _measured(samples: Samples, transcript: Transcript) -> MeasureResult:
    return measure(FrameFeatures.join([extract(block) for block in blocks_of(samples)]), transcript)


def _of(said: Take) -> MeasureResult:
    return _measured(said.samples, said.transcript)


@pytest.mark.parametrize("noise_dbfs", [-75, -55])
@pytest.mark.parametrize("gain_db", [0, -20])
def test_finds_the_pauses_and_their_borders(noise_dbfs: float, gain_db: float) -> None:
    said = take(
        [0.6, "woman", 0.5, "man", 1.2, "woman", 0.5], noise_dbfs=noise_dbfs + gain_db, gain_db=gain_db
    )

    pauses = _of(said).measures.pauses

    truth = [(a[1], b[0]) for a, b in zip(said.phrases, said.phrases[1:], strict=False)]
    assert len(pauses) == len(truth)
    for pause, (start_s, end_s) in zip(pauses, truth, strict=True):
        assert pause.start_s == pytest.approx(start_s, abs=0.08)
        assert pause.end_s == pytest.approx(end_s, abs=0.08)
        assert pause.place is PausePlace.BOUNDARY


def test_level_noise_and_snr() -> None:
    measures = _of(take([0.6, "woman", 0.6, "man", 0.6], noise_dbfs=-42)).measures

    assert measures.level_dbfs == pytest.approx(-21.5, abs=1.5)
    assert measures.noise_dbfs == pytest.approx(-42, abs=1.5)
    assert measures.snr_db == pytest.approx(20, abs=2.5)


def test_rates_leave_out_the_partner() -> None:
    said = take([0.5, "woman", 2.5, "man", 0.5])
    (_, first_end), (second_start, _) = said.phrases
    talking = Transcript(said.transcript.words, (PartnerTurn(first_end + 0.2, second_start - 0.2),))

    alone, answered = _of(said).measures, _measured(said.samples, talking).measures

    assert len(alone.pauses) == 1
    assert answered.pauses == ()
    assert alone.speaking_rate_wpm is not None
    assert answered.speaking_rate_wpm is not None
    assert answered.speaking_rate_wpm > 1.3 * alone.speaking_rate_wpm
    assert answered.articulation_rate_sps == pytest.approx(alone.articulation_rate_sps)


def test_no_words_give_no_measures_but_tracks() -> None:
    result = _measured(take([0.5, "man", 0.5]).samples, Transcript())

    assert result.measures.speaking_rate_wpm is None
    assert result.measures.f0_median_hz is None
    assert "speaking_rate_wpm" in result.measures.unreliable
    assert result.tracks.speech.any()


@pytest.mark.parametrize(
    "samples", [np.zeros(0, np.float32), np.zeros(100, np.float32), np.zeros(RATE, np.float32)]
)
def test_silence_of_any_length(samples: Samples) -> None:
    features = FrameFeatures.join([extract(block) for block in blocks_of(samples)])

    result = measure(features, Transcript())

    assert len(result.tracks) == -(-len(samples) // 160)
    assert not result.tracks.speech.any()


def test_seven_words_have_no_rate() -> None:
    said = take([0.5, "woman", 0.5])
    few = Transcript(said.transcript.words[:7])

    measures = _measured(said.samples, few).measures

    assert measures.speaking_rate_wpm is None
    assert measures.articulation_rate_sps is None
    assert measures.unreliable["speaking_rate_wpm"]


def test_chunks_make_no_difference() -> None:
    said = take([0.5, "woman", 0.7, "man", 0.4, "woman", 1.0])
    chunks = np.array_split(said.samples, [777, 20_000, 20_001, 90_000])

    streamed = measure(FrameFeatures.join([extract(block) for block in blocks_from(chunks)]), said.transcript)

    assert streamed.measures == _of(said).measures

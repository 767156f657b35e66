"""All measures of a take, on speech with known pauses, level and noise."""

from itertools import pairwise

import numpy as np
import pytest

from audio.blocks import blocks_from, blocks_of
from audio.measure import FrameFeatures, Known, MeasureResult, extract, measure, prepare
from models.measures import PausePlace
from models.transcript import PartnerTurn, Transcript, Word
from tests.audio.phrases_said import RATE, Samples, Take, phrase, room, take


def _measured(samples: Samples, transcript: Transcript) -> MeasureResult:
    return measure(FrameFeatures.join([extract(block) for block in blocks_of(samples)]), transcript)


def _of(said: Take) -> MeasureResult:
    return _measured(said.samples, said.transcript)


@pytest.mark.parametrize("noise_dbfs", [-75, -55, -44])
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


def test_a_breath_in_a_pause_belongs_to_the_pause() -> None:
    said = take([0.5, "woman", 1.4, "man", 0.5], noise_dbfs=-65)
    pause_s = said.phrases[0][1], said.phrases[1][0]
    breath = room(round(0.4 * RATE), -45.0, seed=3) * np.hanning(round(0.4 * RATE)).astype(np.float32)
    first = round((pause_s[0] + 0.5) * RATE)
    said.samples[first : first + len(breath)] += breath

    pauses = _of(said).measures.pauses

    assert len(pauses) == 1
    assert pauses[0].start_s == pytest.approx(pause_s[0], abs=0.08)
    assert pauses[0].end_s == pytest.approx(pause_s[1], abs=0.08)


def test_a_voice_in_the_background_is_not_the_callers() -> None:
    said = take([0.5, "woman", 3.0, "woman", 0.5], noise_dbfs=-70)
    other = phrase("man") * np.float32(10 ** (-20 / 20))
    first = round((said.phrases[0][1] + 0.3) * RATE)
    said.samples[first : first + len(other)] += other

    pauses = _of(said).measures.pauses

    assert [pause.duration_s for pause in pauses] == [pytest.approx(3.0, abs=0.15)]


def test_a_closure_is_no_pause() -> None:
    said = take([0.5, "man", 0.15, "woman", 0.5])

    assert _of(said).measures.pauses == ()


@pytest.mark.parametrize("peak", [0.9, 8.0])
def test_clipping_is_found(peak: float) -> None:
    said = take([0.5, "woman", 0.5, "man", 0.5])
    loud = said.samples * np.float32(peak / np.max(np.abs(said.samples)))

    measures = _measured(np.clip(loud, -1, 1), said.transcript).measures

    assert (measures.clipped_share > 0.005) == (peak > 1)
    assert ("level_dbfs" in measures.unreliable) == (measures.clipped_share > 0.03)


def test_rumble_below_hearing_is_no_noise() -> None:
    said = take([0.6, "woman", 0.6, "man", 0.6], noise_dbfs=-60)
    time_s = np.arange(len(said.samples)) / RATE
    rumble = (0.05 * np.sin(2 * np.pi * 7 * time_s)).astype(np.float32)

    measures = _measured(said.samples + rumble, said.transcript).measures

    assert measures.snr_db is not None
    assert measures.snr_db > 30


def test_a_room_that_was_cut_out_has_no_snr() -> None:
    said = take([0.6, "woman", 0.6, "man", 0.6], noise_dbfs=-200)

    measures = _of(said).measures

    assert measures.snr_db is None
    assert measures.unreliable["snr_db"]
    assert len(measures.pauses) == 1


@pytest.mark.parametrize("snr_db", [5, 15, 30])
def test_snr_is_right_from_5_to_30_db(snr_db: float) -> None:
    said = take([0.6, "woman", 0.6, "man", 0.6], noise_dbfs=-22 - snr_db)

    assert _of(said).measures.snr_db == pytest.approx(snr_db, abs=2.5)


def test_numbers_count_as_the_words_that_are_said() -> None:
    said = take([0.5, "woman", 0.5])
    first, *_, last = said.transcript.words
    number = Transcript(
        (Word("call", first.start_s, first.end_s), Word("555-0142.", first.end_s, last.end_s))
    )

    assert _measured(said.samples, number).measures.words == 8


def test_a_fan_that_starts_in_the_middle_is_no_speech() -> None:
    said = take([0.7, "woman", 0.8, "man", 0.7] * 8, noise_dbfs=-65)
    half = len(said.samples) // 2
    said.samples[half:] += room(len(said.samples) - half, -44, seed=5)

    pauses = _of(said).measures.pauses

    truth = [(a[1], b[0]) for a, b in pairwise(said.phrases)]
    assert len(pauses) == len(truth)
    off = [abs(p.start_s - t[0]) + abs(p.end_s - t[1]) for p, t in zip(pauses, truth, strict=True)]
    assert np.median(off) < 0.06


def test_a_growing_take_is_decided_on_as_the_whole_one() -> None:
    said = take([0.6, "woman", 0.5, "man", 1.2, "woman", 4.0, "man", 6.0, "woman", 0.5], noise_dbfs=-55)
    features = [extract(block) for block in blocks_of(said.samples)]
    known = Known()

    for count in range(1, len(features) + 1):
        part = FrameFeatures.join(features[:count])
        growing, whole = prepare(part, known), prepare(part)
        np.testing.assert_array_equal(growing.activity.speech, whole.activity.speech)
        np.testing.assert_array_equal(growing.activity.noise, whole.activity.noise)
        np.testing.assert_array_equal(growing.f0_hz, whole.f0_hz)


@pytest.mark.parametrize(
    ("snr_db", "withheld"),
    [
        (14, ()),
        (11, ("speaking_rate_wpm", "articulation_rate_sps")),
        (9, ("speaking_rate_wpm", "articulation_rate_sps", "final_rises")),
        (1, ("speaking_rate_wpm", "final_rises", "f0_sd_semitones", "f0_median_hz", "trailing_off_db")),
    ],
)
def test_in_noise_a_measure_is_not_given_and_says_why(snr_db: float, withheld: tuple[str, ...]) -> None:
    said = take([0.6, *("woman", 0.6, "man", 0.6) * 3], noise_dbfs=-22 - snr_db)

    measures = _of(said).measures

    for name in ("speaking_rate_wpm", "articulation_rate_sps"):
        assert (getattr(measures, name) is None) == (snr_db < 12)
    for name in withheld:
        assert getattr(measures, name) is None
        assert measures.unreliable[name]
        assert name not in measures.uncertainty

"""The transcriber with the real weights, on the sample call and on sounds made here."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from audio.hints import Hints
from audio.sound_file import decode_blocks
from audio.transcriber import Transcriber
from audio.weights import find_weights
from models.call import CallCard
from tests.bench import household

pytestmark = pytest.mark.speech
SAMPLE = Path(__file__).parents[2] / "assets" / "sample_call" / "voicemail.flac"
RATE = 16_000


@pytest.fixture(scope="module")
def transcriber() -> Transcriber:
    made = Transcriber(find_weights(), threads=2)
    made.warm_up()
    return made


@pytest.fixture(scope="module")
def call() -> np.ndarray:
    return np.concatenate(list(decode_blocks(SAMPLE)))


def text(words) -> str:
    return " ".join(word.text for word in words)


def test_the_sample_call_is_heard_word_for_word(transcriber, call):
    words = transcriber.transcribe(call, offset_s=100.0, hints=Hints(CallCard(caller="Wendy Jones")))
    assert "This is Wendy Jones." in text(words)
    assert "I'm calling to thank you for your time" in text(words)
    assert text(words).endswith("have a good afternoon.")
    assert not any(word.filler for word in words)
    assert all(a.end_s <= b.start_s + 1e-9 for a, b in pairwise(words))


def test_words_after_a_pause_start_with_their_sound(transcriber, call):
    """The pauses of the sample call end at 2.51, 8.875 and 22.475 s."""
    starts = {word.text: word.start_s for word in transcriber.transcribe(call)}
    assert starts["I'm"] == pytest.approx(8.875, abs=0.06)
    assert starts["Thanks"] == pytest.approx(22.475, abs=0.08)


@pytest.mark.parametrize("gain", [0.003, 0.05, 3.0])
def test_the_level_does_not_matter(transcriber, call, gain):
    part = call[: 8 * RATE]
    assert text(transcriber.transcribe((part * gain).astype(np.float32))) == text(
        transcriber.transcribe(part)
    )


def test_nothing_is_heard_in_silence_or_steady_noise(transcriber):
    rng = np.random.default_rng(3)
    time_s = np.arange(5 * RATE) / RATE
    sounds = [
        np.zeros(5 * RATE),
        rng.standard_normal(5 * RATE) * 0.05,
        np.sin(2 * np.pi * 50 * time_s) * 0.3,
        np.sin(2 * np.pi * 440 * time_s) * (time_s % 1 < 0.5),
    ]
    for sound in sounds:
        assert transcriber.transcribe(sound.astype(np.float32)) == ()


@pytest.mark.parametrize("rms", [0.005, 0.02, 0.3])
def test_nothing_is_heard_in_noise_even_where_activity_takes_it_for_speech(transcriber, rms):
    noise = np.random.default_rng(1).normal(0, rms, 8 * RATE).clip(-1, 1).astype(np.float32)
    assert transcriber.transcribe(noise) == ()
    assert transcriber.transcribe(noise, speech=np.ones(800, dtype=bool)) == ()


def test_knocks_after_the_words_add_none(transcriber, call):
    rng = np.random.default_rng(5)
    part = call[: 8 * RATE].copy()
    knock = rng.standard_normal(1200) * np.exp(-np.arange(1200) / 150)
    quiet = np.zeros(RATE // 2)
    noisy = np.concatenate([part, quiet, knock * 0.4, quiet, knock * 0.3, quiet]).astype(np.float32)
    assert text(transcriber.transcribe(noisy)) == text(transcriber.transcribe(part))


@pytest.mark.parametrize("seed", range(6))
def test_a_sneeze_in_a_pause_is_no_filler(transcriber, call, seed):
    """Whisper by itself takes about one in eight of these for an "uh"."""
    dice = np.random.default_rng(20 + seed)
    quiet, at = np.zeros(2 * RATE // 5), round(2.2 * RATE)
    parts = [call[:at], quiet, 0.3 * household.sneeze(dice), quiet, call[at : 8 * RATE]]
    sound = np.concatenate(parts)
    sound += dice.normal(0, 3e-4, len(sound))
    assert not any(word.filler for word in transcriber.transcribe(sound.astype(np.float32)))


@pytest.mark.parametrize("gap_s", [0.02, 0.4])
@pytest.mark.parametrize("event", [household.cough, household.sneeze, household.knock])
def test_a_burst_as_loud_as_the_voice_adds_no_word(transcriber, call, event, gap_s):
    """Between two sentences, right against them, too."""
    burst, at = event(np.random.default_rng(40)) * np.abs(call).max(), round(2.2 * RATE)
    quiet = np.zeros(round(gap_s * RATE))
    sound = np.concatenate([call[:at], quiet, burst, quiet, call[at : 8 * RATE]]).astype(np.float32)
    words = transcriber.transcribe(sound)
    first_s, last_s = (at + len(quiet)) / RATE, (at + len(quiet) + len(burst)) / RATE
    assert not [word for word in words if first_s < (word.start_s + word.end_s) / 2 < last_s]
    assert "Mr. Scott. This is Wendy Jones. We met last Tuesday" in text(words)


def test_hints_of_another_call_put_nothing_into_this_one(transcriber, call):
    other = Hints(
        CallCard(caller="Maya Okafor", interviewer="Delgado", role="night nurse", company="Larkspur")
    )
    part = call[: 8 * RATE]
    assert text(transcriber.transcribe(part, hints=other)) == text(transcriber.transcribe(part))


def test_the_same_sound_gives_the_same_words(transcriber, call):
    part = call[3 * RATE : 12 * RATE]
    assert transcriber.transcribe(part) == transcriber.transcribe(part)


def test_given_silence_as_activity_nothing_is_heard(transcriber, call):
    assert transcriber.transcribe(call[: 4 * RATE], speech=np.zeros(400, dtype=bool)) == ()


def test_nothing_at_all_is_no_error(transcriber):
    assert transcriber.transcribe(np.zeros(0, dtype=np.float32)) == ()
    assert transcriber.transcribe(np.zeros(100, dtype=np.float32)) == ()


def test_a_longer_segment_is_refused(transcriber):
    with pytest.raises(ValueError, match="at most"):
        transcriber.transcribe(np.zeros(29 * RATE, dtype=np.float32))

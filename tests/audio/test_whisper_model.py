from pathlib import Path

import numpy as np
import pytest

from audio.sound_file import decode_blocks
from audio.weights import find_weights
from audio.whisper_model import WhisperModel, closed_tokens

BEGIN = 100
"""Timestamps are the tokens from here on."""


@pytest.mark.parametrize(
    ("tokens", "closed"),
    [
        ((), 0),
        ((100, 1, 2, 150), 4),
        ((100, 1, 2, 150, 150, 3, 180), 7),
        ((100, 1, 2, 150, 150), 4),
        ((100, 1, 2, 150, 150, 3, 170, 171, 4, 5), 7),
        ((100, 1, 2, 3), 4),
        ((1, 2), 2),
    ],
)
def test_a_phrase_that_begins_and_does_not_end_is_taken_off(tokens, closed):
    assert closed_tokens(tokens, BEGIN) == closed


@pytest.mark.speech
def test_as_many_tokens_are_written_as_were_asked_for():
    sample = Path(__file__).parents[2] / "assets" / "sample_call" / "voicemail.flac"
    model = WhisperModel(find_weights(), threads=2)
    encoded = model.encode(np.concatenate(list(decode_blocks(sample)))[: 10 * 16_000])
    for context in ("", "So this is what was said before, and it is longer than what follows."):
        short = model.decode(encoded, model.prompt(context), max_new_tokens=10)
        assert len(short.tokens) == 10
        assert short.cut_short
        whole = model.decode(encoded, model.prompt(context))
        assert len(whole.tokens) > 10
        assert not whole.cut_short

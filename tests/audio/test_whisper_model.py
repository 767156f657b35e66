import pytest

from audio.whisper_model import closed_tokens

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

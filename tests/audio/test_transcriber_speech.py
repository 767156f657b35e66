import numpy as np
import pytest

from audio.hints import Hints
from audio.transcriber import Transcriber
from audio.weights import find_weights

pytestmark = pytest.mark.speech


@pytest.fixture(scope="module")
def transcriber() -> Transcriber:
    return Transcriber(find_weights(), threads=2)


def test_silence_gives_no_words(transcriber):
    silence = np.zeros(5 * 16000, dtype=np.float32)
    assert transcriber.transcribe(silence, offset_s=0.0, hints=Hints(), speech=None) == ()


def test_a_longer_segment_is_refused(transcriber):
    with pytest.raises(ValueError, match="at most"):
        transcriber.transcribe(np.zeros(29 * 16000, dtype=np.float32))

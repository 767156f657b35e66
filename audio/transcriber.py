"""Speech to words with times: Whisper with the defences it needs."""

import logging
from pathlib import Path

import numpy as np
import numpy.typing as npt

from audio.hints import Hints
from audio.whisper_model import RATE_HZ, Encoded, Hypothesis, WhisperModel
from models.transcript import Word, is_filler

_log = logging.getLogger(__name__)

MAX_SEGMENT_S = 28.0


class Transcriber:
    """Whisper in memory, fed one segment at a time. One thread at a time."""

    def __init__(self, weights: Path, threads: int = 2) -> None:
        self._model = WhisperModel(weights, threads)

    def warm_up(self) -> None:
        """Run once over silence, so that the first real segment costs no more than the later ones."""
        encoded = self._model.encode(np.zeros(8 * RATE_HZ, dtype=np.float32), padded_s=10.0)
        self._model.decode(encoded, self._model.prompt(), max_new_tokens=4)

    def transcribe(
        self,
        samples: npt.NDArray[np.float32],
        *,
        offset_s: float = 0.0,
        hints: Hints | None = None,
        speech: npt.NDArray[np.bool_] | None = None,
    ) -> tuple[Word, ...]:
        """The words of one segment, in order, not overlapping, times absolute.

        `samples`: 16 kHz mono in [-1, 1], at most 28 s; `offset_s`: where the
        segment starts in the recording; `speech`: speech activity, one value
        every 10 ms, or None to find it here. Raises ValueError for a longer segment.
        """
        if len(samples) > MAX_SEGMENT_S * RATE_HZ:
            raise ValueError(f"a segment has at most {MAX_SEGMENT_S} s, not {len(samples) / RATE_HZ:.1f} s")
        if speech is not None and not speech.any():
            return ()
        encoded = self._model.encode(samples)
        hypothesis = self._decode(encoded, hints or Hints())
        if hypothesis.no_speech_probability > 0.6 and hypothesis.mean_log_probability < -1.0:
            return ()
        words = self._model.align(encoded, hypothesis.tokens)
        return tuple(
            Word(w.text.strip(), offset_s + w.start_s, offset_s + w.end_s, w.probability, is_filler(w.text))
            for w in words
        )

    def _decode(self, encoded: Encoded, hints: Hints) -> Hypothesis:
        return self._model.decode(encoded, self._model.prompt(hints.hotwords))

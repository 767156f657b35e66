"""Conversion to the rate of all analysis, the same in one pass and piece by piece."""

import numpy as np
import soxr

from audio.blocks import RATE_HZ, Samples


class StreamResampler:
    """Turns mono sound at `rate_hz` into 16 kHz; any chunking gives the same samples, bit for bit.

    The filter looks ahead, so the output lags the input by some milliseconds until `finish`.
    """

    def __init__(self, rate_hz: int) -> None:
        self._stream = (
            None if rate_hz == RATE_HZ else soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32")
        )

    def push(self, samples: Samples) -> Samples:
        """The output that is certain after these samples (float32 in [-1, 1], mono)."""
        return self._through(samples, last=False)

    def finish(self) -> Samples:
        """The rest of the output; nothing may be pushed afterwards."""
        return self._through(np.zeros(0, dtype=np.float32), last=True)

    def _through(self, samples: Samples, *, last: bool) -> Samples:
        if self._stream is None:
            return samples
        # The filter overshoots at full-scale edges; the contract of all analysis is [-1, 1].
        converted: Samples = np.clip(self._stream.resample_chunk(samples, last=last), -1.0, 1.0)
        return converted

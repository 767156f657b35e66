"""Slower or faster sound with its pitch kept."""

from fractions import Fraction

import av
import numpy as np
from av.filter import Graph

from audio.blocks import Samples

MIN_SPEED = 0.5
MAX_SPEED = 2.0


class TimeStretch:
    """Changes the speed of a mono stream by FFmpeg's `atempo` (overlap-add of similar waveforms, WSOLA).

    A moment `t` of the input comes at `t / speed`, within 40 ms, without drift.
    """

    def __init__(self, rate_hz: int, speed: float) -> None:
        if not MIN_SPEED <= speed <= MAX_SPEED:
            raise ValueError(f"speed {speed} is not within {MIN_SPEED} and {MAX_SPEED}")
        self._rate_hz = rate_hz
        self._pushed = 0
        self._graph = Graph()
        source = self._graph.add_abuffer(
            format="fltp", layout="mono", sample_rate=rate_hz, time_base=Fraction(1, rate_hz)
        )
        tempo = self._graph.add("atempo", str(speed))
        sink = self._graph.add("abuffersink")
        source.link_to(tempo)
        tempo.link_to(sink)
        self._graph.configure()

    def push(self, samples: Samples) -> Samples:
        """What can be given out after these samples (float32 mono)."""
        if not len(samples):
            return samples
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples[None, :]), format="fltp", layout="mono"
        )
        frame.sample_rate = self._rate_hz
        frame.time_base = Fraction(1, self._rate_hz)
        frame.pts = self._pushed
        self._pushed += len(samples)
        self._graph.push(frame)
        return self._pull()

    def finish(self) -> Samples:
        """The rest; nothing may be pushed afterwards."""
        if not self._pushed:
            return np.zeros(0, dtype=np.float32)
        self._graph.push(None)
        return self._pull()

    def _pull(self) -> Samples:
        parts = [np.zeros(0, dtype=np.float32)]
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return np.concatenate(parts)
            assert isinstance(frame, av.AudioFrame)
            parts.append(frame.to_ndarray()[0])

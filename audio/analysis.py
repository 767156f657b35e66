"""What is known of a take's sound once it has been heard through."""

from dataclasses import dataclass
from typing import Any, Protocol

from audio.blocks import Block, Samples
from models.measures import Measures
from models.transcript import Transcript, Word


@dataclass(frozen=True, eq=False)
class Analysis:
    """The words, the measures and the 10 ms tracks of a take of `duration_s`."""

    transcript: Transcript
    measures: Measures
    tracks: Any
    duration_s: float


class Listener(Protocol):
    """Turns a segment into words; `audio.transcriber.Transcriber` with its hints."""

    def __call__(self, samples: Samples, offset_s: float) -> tuple[Word, ...]: ...


class Meter(Protocol):
    """Measures one take; the real one is `audio.frame_meter.FrameMeter`."""

    def hear(self, block: Block) -> None:
        """Take in the next block."""

    def decide(self) -> None:
        """Find what the sound so far tells without its words.

        Called now and then while the take grows, so that at its end little is left, and once then.
        """

    def measure(self, transcript: Transcript) -> tuple[Measures, Any]:
        """The measures and tracks of the whole take, after the last `decide`."""

"""What is known of a take's sound once it has been heard through."""

from collections.abc import Sequence
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
    """Turns one take's blocks into features, and all of them into measures; the real one: `audio.engine`."""

    def extract(self, block: Block) -> object:
        """The features of one block; called once for each, in order."""

    def prepare(self, features: Sequence[object]) -> object:
        """What the sound alone tells, from the features of all blocks so far, in order.

        Asked now and then while the take grows, so that at its end little is left to do.
        """

    def measure(self, prepared: object, transcript: Transcript) -> tuple[Measures, Any]:
        """The measures of the whole take."""

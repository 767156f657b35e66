"""The measures of one take while it grows, in bounded memory."""

from typing import Any

import numpy as np

from audio.blocks import HOP, Block, blocks_of
from models.measures import Measures
from models.transcript import Transcript

CHAPTER_BLOCKS = 15
"""A minute is decided on together: by then the speaker's range and the room are known. Against five minutes
at once, a five-minute take read quiet, by telephone and in white noise (20 and 10 dB) differed in less than
0.5 % of its frames, by one pause in 75, by 0.02 semitones of spread. The less is left at a hang-up."""
LEAST_BLOCKS = 8
"""A chapter is closed when half a minute of the next is there: a short one would hold too little speech to
know the speaker's range and the room."""


class FrameMeter:
    """Hears the blocks of one take; see `audio.analysis.Meter`.

    What is kept of each frame for a decision takes five times the memory of the decision itself. So a
    take is decided on in chapters, by the number of its blocks alone: live and from a file alike.
    `audio.measure` is imported when it is first needed, since that takes a second.
    """

    def __init__(self) -> None:
        self._features: list[Any] = []
        self._known: Any = None
        self._chapters: list[Any] = []
        self._latest: Any = None

    def hear(self, block: Block) -> None:
        from audio.measure import extract

        self._features.append(extract(block))
        if len(self._features) >= CHAPTER_BLOCKS + LEAST_BLOCKS:
            self._chapters.append(self._decide_on(self._features[:CHAPTER_BLOCKS]))
            self._features = self._features[CHAPTER_BLOCKS:]
            self._known = None

    def decide(self) -> None:
        self._latest = self._decide_on(self._features)

    def measure(self, transcript: Transcript) -> tuple[Measures, Any]:
        from audio.measure import Prepared, measure

        result = measure(Prepared.join([*self._chapters, self._latest]), transcript)
        return result.measures, result.tracks

    def _decide_on(self, features: list[Any]) -> Any:
        from audio.measure import FrameFeatures, Known, extract, prepare

        self._known = self._known or Known()
        some = features or [extract(block) for block in blocks_of(np.zeros(HOP, dtype=np.float32))]
        return prepare(FrameFeatures.join(some), self._known)

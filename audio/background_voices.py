"""Other people who talk in the background: softer than the caller, and in the caller's pauses, too.

In a quiet room hardly anything is a voice where the caller's own is far. Where much is, others speak, and
what does not stand out of them is theirs.

NOTES: pauses of 0.3 to 1.3 s between phrases of six voices not used before, F1 without and with this
- One voice 20 dB below the caller's .41 and .90, three .69 and .98, three at 25 dB .85 and .94; one at 30 dB
  .88 and .90. Eight together are noise, mostly no voice to Silero: .95, as before.
- A share of 0.12 instead: three at 25 dB 1.00, but 8 of 450 takes with soft endings or many breaths lost
  2 to 13 % of their speech.
- What is far from Silero's voice instead of from loud sound: whispered takes lost everything.
"""

import numpy as np
from numpy.typing import NDArray

from audio.activity_features import Floats
from audio.masks import Bools, runs, runs_with, widen

_SOFTER_DB = 10.0
"""Others are at least this much softer than the caller."""
_LIKE_CALLER_DB = 6.0
"""What is the caller's comes this near to the level of plain speech."""
_FAR = 20
"""Frames (200 ms) from loud sound: the caller's own soft endings are nearer."""
_LEAST_FRAMES = 60
_VOICE, _SHARE = 0.4, 0.24
"""Silero's probability, and the share of the frames far from loud sound that must be a voice. Of 450
takes without others, noise, telephone, rooms and breaths among them, one had more than 0.2."""
_HIGH, _MARGIN_DB = 95, 2.0
"""The percentile of each band in which the others are heard alone, and what a sound must have above it."""
_OWN_SOUND_DB = 20.0
"""In all bands together."""
_SHORTEST = 8


def without_others(
    speech: Bools, voice: Floats, level_db: Floats, bands_db: NDArray[np.float16], speech_db: float
) -> Bools:
    """The speech that is the caller's; all of it where nobody else is heard.

    `voice`: Silero's probability; `bands_db`: shape (n, n_bands), the others (n,); `speech_db`: the level of
    the caller's plain speech.
    """
    loud = level_db > speech_db - _SOFTER_DB
    far = ~widen(loud, _FAR)
    others = far & speech & (voice > _VOICE)
    n_far = np.count_nonzero(far)
    if n_far < _LEAST_FRAMES or np.count_nonzero(others) < _SHARE * n_far:
        return speech
    floors_db = np.percentile(bands_db[far].astype(np.float32), _HIGH, axis=0) + _MARGIN_DB
    own_db = np.sum(np.maximum(bands_db - floors_db.astype(np.float32), 0), axis=1)
    own = speech.copy()
    for first, end in runs(own_db < _OWN_SOUND_DB):
        own[first:end] &= end - first < _SHORTEST
    return runs_with(own, level_db > speech_db - _LIKE_CALLER_DB)

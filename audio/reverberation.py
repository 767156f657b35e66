"""How a room goes on sounding after a voice has ended, and where only that is left.

In a room the level falls by 60 dB in its reverberation time, evenly, after any sound: 0.5 s are 1.2 dB in
each frame of 10 ms. A voice that ends by itself falls faster, and each time in another way. So the last fall
before each silence tells the room, if they all agree.

NOTES: measured with made-up rooms, pauses of 0.27 to 0.9 s, six voices not used before, F1 of pauses without
and with this
- Noise that decays exponentially: 0.25 s .88 and .96, 0.5 s .69 and 1.00 (direct sound 6 dB louder than the
  room's: .82 and 1.00), 0.8 s (6 dB) .62 and 1.00.
- A decay for each group of bands, early reflections first (these rooms were used for the limits): 0.25 s .85
  and .92, 0.5 s .62 and 1.00, 0.8 s .60 and .94.
- Falls after all that counts as speech, instead of after plain speech: of 104 dry takes in noise of 20 to
  32 dB eight were taken for rooms, now three (limits chosen on half of them); of 1,023 other dry ones one.
- One limit of 10 or 20 dB for a sound of its own, at any decay: at 0.8 s word ends were cut by 100 ms, or at
  0.25 s pauses stayed filled.
- Only the falls that begin 8 dB below the speech: in noise only slow ones are left, all alike.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from audio.activity_features import Floats
from audio.masks import Bools, runs

_FALL = 9
"""Frames (90 ms) of the last fall before a silence."""
_BEFORE, _AFTER = 30, 40
"""Frames around the end of a stretch of speech in which the fall is looked for."""
_SHORTEST_SPEECH = 20
_ABOVE_ROOM_DB, _DEEPEST_DB = 6.0, 45.0
"""A fall ends this far above the room's noise, or this far below plain speech."""
_UNEVEN_DB, _UNEVEN_FALL_DB = 3.0, 9.0
"""A fall that leaves its straight line by this much is no room's, but as if it fell this fast."""
_LEAST_FALLS = 3
_SLOWEST_DB, _FASTEST_DB = 0.2, 2.8
"""In each frame: reverberation times of 3 and 0.21 s."""
_ALIKE, _ALIKE_DB = 0.4, 0.6
"""How much the middle half of the falls may differ: as a share of the middle one, and at least."""
_LEAST_RANGE_DB, _ROOM_TO_FALL = 20.0, 0.7
"""The way from speech down to where falls end, and the share of it that a fall may take: close above noise
all falls are slow."""
_LAG = 2
"""Frames: windows and smoothing reach 22 ms."""
_OWN_SOUND = 8.0
"""Frames' worth of decay, summed over bands, that a sound of its own stands out of the reverberation."""
_SHORTEST_TAIL = 8


def decay_db(level_db: Floats, speech: Bools, *, room_db: float, speech_db: float) -> float | None:
    """How far the room's sound falls in each frame; None where no room is heard, or too few ends to tell.

    `level_db`: shape (n,); `room_db`, `speech_db`: the levels of the noise and of plain speech.
    """
    lowest_db = max(room_db + _ABOVE_ROOM_DB, speech_db - _DEEPEST_DB)
    range_db = speech_db - lowest_db
    falls = _falls_db(level_db, runs(speech), lowest_db)
    if len(falls) < _LEAST_FALLS or range_db < _LEAST_RANGE_DB:
        return None
    low, middle, high = np.percentile(falls, [25, 50, 75])
    fastest_db = min(_FASTEST_DB, _ROOM_TO_FALL * range_db / _FALL)
    alike = _SLOWEST_DB < middle < fastest_db and high - low < max(_ALIKE * middle, _ALIKE_DB)
    return float(middle) if alike else None


def _falls_db(level_db: Floats, stretches: Sequence[tuple[int, int]], lowest_db: float) -> list[float]:
    """The last fall after each stretch of speech that a silence follows, dB in each frame."""
    at = np.arange(_FALL) - (_FALL - 1) / 2
    falls = []
    next_starts = [*(first for first, _ in stretches), len(level_db)][1:]
    for (first, end), following in zip(stretches, next_starts, strict=True):
        begin = max(first, end - _BEFORE)
        near = level_db[begin : min(following, end + _AFTER)]
        loudest = int(np.argmax(near[: end - begin]))
        below = np.flatnonzero(near[loudest:] < lowest_db)
        last = loudest + int(below[0]) if len(below) else 0
        if end - first < _SHORTEST_SPEECH or last < _FALL:
            continue
        fall = near[last - _FALL : last]
        slope = float(at @ fall / (at @ at))
        uneven = np.max(np.abs(fall - np.mean(fall) - slope * at)) > _UNEVEN_DB
        falls.append(_UNEVEN_FALL_DB if uneven else -slope)
    return falls


def tails(bands_db: NDArray[np.float16], above_noise_db: Floats, decay_db: float) -> Bools:
    """The frames in which nothing is heard but what sounded before, fallen by `decay_db` in each frame.

    `bands_db`, `above_noise_db`: shape (n, n_bands).
    """
    fallen = (np.arange(len(bands_db), dtype=np.float32) * np.float32(decay_db))[:, np.newaxis]
    left_db = np.full(bands_db.shape, -np.inf, dtype=np.float32)
    left_db[_LAG:] = np.maximum.accumulate(bands_db + fallen, axis=0)[:-_LAG]
    left_db -= fallen
    own_db = np.sum(np.clip(bands_db - left_db, 0, above_noise_db), axis=1)
    tail = np.zeros(len(bands_db), dtype=np.bool_)
    for first, end in runs(own_db < _OWN_SOUND * decay_db):
        tail[first:end] = end - first >= _SHORTEST_TAIL
    return tail

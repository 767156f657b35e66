"""Which of the sounds that stand out of the noise are somebody's voice, and which breath, clicks and knocks.

Frames are of 10 ms; `voice` is Silero's probability, shape (n,), and `usual` that in the take's plain speech;
`level_db` is relative to the level of plain speech.
"""

import numpy as np

from audio.activity_features import Floats
from audio.masks import Bools, fill_gaps, runs

_USUAL = (0.90, 0.97)
_POSSIBLE = (0.2, 0.4)
"""A sound that stays below this is no speech; it depends on how sure Silero is of the take's plain speech.
Breaths and knocks reach 0.1 to 0.37; words 0.97, where the usual is 0.95 to 0.99 as in any quiet or noisy
room, but by telephone, where it is 0.65 to 0.93, down to 0.25."""
_NOT_BREATH = 0.15
_NEAR = 5
"""Frames (50 ms) by which Silero may be early or late."""
_ONSET, _ENDING = 15, 25
"""Frames of unvoiced sound (an initial "s", a final "s" or a breathy end) that Silero may not hear."""
_CLOSURE, _RELEASE = 20, 12
_RELEASE_DB = -9.0
"""Frames of a long closure of a stop (200 ms) and of its release, which Silero may not hear. Releases were 11
to 30 dB softer than plain speech; of clicks and knocks in their place half are louder."""
_BREATH = 20
_AIRY_VOICE, _AIRY_DB = 0.7, -16.0
"""A voiceless beginning this long (200 ms), of which Silero is less sure than of the take's speech, and this
far below it, is a breath. Breaths at -20 to -30 dB gave 0.15 to 0.65, an "s" is shorter and louder."""
_SOFT_BREATH, _SOFT_DB = 12, -30.0
"""Where it is this soft, 120 ms are enough: none of 479 stretches of speech begins so."""
_LOUDER_DB = 5.0
_CONTINUED = 12
"""Frames: a breath within 120 ms of a word continues it."""


def usual_voice(voice: Floats, clear: Bools) -> float:
    """Silero's probability in the take's plain speech; `clear`: the frames that stand out of the noise."""
    likely = voice[clear & (voice > _POSSIBLE[0])]
    return float(np.percentile(likely, 75)) if len(likely) else 0.0


def without_breath_before(
    sounds: Bools, voiceless: Bools, voice: Floats, level_db: Floats, usual: float
) -> Bools:
    """The sounds without the breath that is taken before a word, and without breaths on their own.

    A voiceless beginning of a word is shorter, or louder than the breath that it follows.
    """
    unsure = voice < _AIRY_VOICE * usual
    airy = voiceless & unsure & (level_db < _AIRY_DB)
    kept = sounds.copy()
    for first, end in runs(fill_gaps(sounds, _CONTINUED)):
        spoken = np.flatnonzero(~airy[first:end])
        n = int(spoken[0]) if len(spoken) else end - first
        breath_db = level_db[first : first + n]
        if n < _BREATH and (n < _SOFT_BREATH or np.median(breath_db) > _SOFT_DB):
            continue
        soft = np.flatnonzero(breath_db < np.median(breath_db) + _LOUDER_DB)
        kept[first : first + int(soft[-1]) + 1] = False
    return kept


def of_voice(sounds: Bools, voice: Floats, level_db: Floats, usual: float) -> Bools:
    """The sounds that are somebody's voice, freed of breath and noise at their edges.

    A short, soft sound shortly after the voice is the release of its closure.
    """
    possible = float(np.interp(usual, _USUAL, _POSSIBLE))
    kept = np.zeros_like(sounds)
    for first, end in runs(sounds):
        near = slice(max(0, first - _NEAR), end + _NEAR)
        if np.max(voice[near]) < possible:
            released = np.any(kept[max(0, first - _CLOSURE) : first]) and end - first <= _RELEASE
            kept[first:end] = released and np.max(level_db[first:end]) < _RELEASE_DB
            continue
        likely = np.flatnonzero(voice[near] > _NOT_BREATH) + near.start
        kept[max(first, int(likely[0]) - _ONSET) : min(end, int(likely[-1]) + _ENDING)] = True
    return kept

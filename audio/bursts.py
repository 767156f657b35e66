"""Coughs, sneezes, cleared throats, knocks and clicks: taken out of the sound before Whisper hears it.

Whisper makes small words of them, or fillers, and mishears the words beside them. Its encoder tells them
from speech (`audio.encoder_ear`): of 290 in calls 284 had a likeness over `_SURE`, of 241 by people and
voices that were not learned from 235. What it takes for one and is a voice with a steady tone ("mm") stays.

NOTES: what was tried and did not work
- Limits of 7 instead of 6: word errors beside breath and handling noise as before (3 instead of 1 more in
  7,321 words); a soft cough became "I" again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from audio.blocks import HOP_S, RATE_HZ
from audio.encoder_ear import Likeness
from audio.masks import runs
from audio.voicing import tone
from audio.whisper_model import ENCODED_S

_SURE, _FOOT = 6.0, 3.0
"""A burst has a peak of this likeness, and lasts as long as it is above the foot. 1,400 words by human
voices had 1.1 to 3.2 in 95 of 100, and more than 5 only where breath or laughter lay on them."""
_TONE = 0.5
"""The share of a steady voice from which on it is none: coughs and sneezes have 0.0 to 0.45, "mm" 0.8."""
_RAMP_S = 0.01

Samples = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Voice = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Burst:
    """A sound that is no speech, in seconds from the start of what was encoded."""

    start_s: float
    end_s: float


def likely(likeness: Likeness) -> list[Burst]:
    """The stretches that are like no speech. `likeness`: one value every 20 ms."""
    return [
        Burst(first * ENCODED_S, last * ENCODED_S)
        for first, last in runs(likeness > _FOOT)
        if float(likeness[first:last].max()) > _SURE
    ]


def toneless(bursts: Sequence[Burst], samples: Samples) -> list[Burst]:
    """Those without the tone of a voice. `samples`: what was encoded, 16 kHz."""
    if not bursts:
        return []
    voice = tone(samples)
    return [burst for burst in bursts if voice.share(burst.start_s, burst.end_s) < _TONE]


def without(samples: Samples, bursts: Sequence[Burst]) -> Samples:
    """The sound with silence in place of the bursts."""
    left = samples.copy()
    times_s = np.arange(len(samples)) / RATE_HZ
    for burst in bursts:
        borders_s = (burst.start_s - _RAMP_S, burst.start_s, burst.end_s, burst.end_s + _RAMP_S)
        left *= np.interp(times_s, borders_s, (1.0, 0.0, 0.0, 1.0)).astype(np.float32)
    return left


def heard_without(voice: Voice, speech: Mask, bursts: Sequence[Burst]) -> tuple[Voice, Mask]:
    """Silero's probability and the speech activity, both every 10 ms, with neither on a burst."""
    voice, speech = voice.copy(), speech.copy()
    for burst in bursts:
        frames = slice(round(burst.start_s / HOP_S), round(burst.end_s / HOP_S))
        voice[frames] = 0.0
        speech[frames] = False
    return voice, speech

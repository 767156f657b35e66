"""Defences against words that Whisper invents.

On sounds that are no speech Whisper says "Thank you." or repeats itself.
Measured on 100 household sounds and on spoken words, short ones included:
Whisper's own no-speech probability was 0.43 to 0.97 and 0.05 to 0.26 (a bare
"a": 0.51); the probability of the first word at most 0.34 and at least 0.4;
Silero's highest speech probability mostly below 0.5 (a cough 0.8) and at
least 0.85. None is enough alone; together they leave a wide margin.
(Sounds beside speech are taken out before: `audio.bursts`.)

NOTES: what was tried and did not work
- Words that Whisper doubts, on toneless sound between two pauses, as made up: once coughs are taken out
  before, only real words beside them were left to lose (3 of 48 calls).
"""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from audio.blocks import HOP_S
from audio.whisper_model import AlignedWord, Hypothesis
from models.transcript import is_filler

_NO_VOICE = 0.35
_DOUBT_WITHOUT_VOICE, _SURE_WITHOUT_VOICE = 0.2, 0.5
"""Where Silero never gets over its usual threshold the words must be beyond doubt: a dog's "Whoo!" had
0.23 and 0.43. White, pink and brown noise heard by force had a doubt of 0.92 to 0.96 (48 pieces)."""
_HARDLY_S, _SURE_WITH_HARDLY_ANY = 0.15, 0.35
"""So with hardly any voice: a sneeze's "Hey" had 0.30 on 0.11 s. Of 219 segments of speech (learners, calls,
people; quiet, noise, telephone, faint) none was as short and unsure."""
_LITTLE_S, _DOUBT, _UNLIKELY = 0.5, 0.27, -0.8
"""With little voice they must not be doubted in two ways: two sneezes and a baby's cry had a doubt of 0.31 to
0.33 and a mean log-probability of -0.88 to -1.24 on at most 0.23 s, and with a little silence before them
0.30 to 0.43 and -0.85 to -0.98 on at most 0.47 s. In 214 segments of speech (learners, calls, prompts; all
conditions) one had both on as little: a misheard "Thank you"."""
_THRICE = re.compile(r"(\d\d+)(?:[ -]\1){2}")
_REPETITIVE = 2.4  # Whisper's own threshold of the compression ratio
_UNSURE = -0.65
"""Mean log-probability; below it a second hearing, in Whisper's own window of 30 s, is worth its time. With
-0.4 a sixth of 516 whole segments were heard twice (9,020 words of calls, readings and prompts in quiet, pink
noise, by telephone, faint), with as many word errors as by one hearing; and half of 183 segments cut off in
mid-speech (2,293 words), with 5 errors less: mostly names and short beginnings, which are unsure anyway."""
_VERY_UNSURE = -1.0  # Whisper's own threshold
_FEW_TOKENS = 14
"""The mean of fewer says little: of those 183 nine are as short and between the two limits; heard a second
time two were worse, none better, and each wait was a second longer."""

Voice = npt.NDArray[np.float32]


def is_silent(voice: Voice) -> bool:
    """True where Silero finds nothing like speech. `voice`: its probability every 10 ms."""
    return not len(voice) or float(voice.max()) < _NO_VOICE


_LIKELY_REST = 0.35
"""Rests that were really spoken were heard at 0.5 to 0.9, made-up ones at 0.2 (human and synthetic clips)."""
_WORDS_PER_S, _FEW_WORDS = 6.0, 3
"""Nobody speaks faster; a few words may be clipped. In 267 segments there were never more than six words in a
second of voice; in the breath after one there were twelve in half a second: "Thank you so much for watching".
"""


def is_invented(hypothesis: Hypothesis, words: Sequence[AlignedWord], voice: Voice) -> bool:
    """True where the whole hypothesis is more likely invented than spoken."""
    if not words:
        return True
    doubt = hypothesis.no_speech_probability
    sure = float(np.mean([word.probability for word in words]))
    voiced_s = _voiced_s(voice)
    if doubt > 0.35 and (is_looping(hypothesis) or _cannot_be_said(words, voiced_s)):
        return True
    if voiced_s <= 0 and (doubt > _DOUBT_WITHOUT_VOICE or sure < _SURE_WITHOUT_VOICE):
        return True
    doubted_twice = doubt > _DOUBT and hypothesis.mean_log_probability < _UNLIKELY
    if (voiced_s < _HARDLY_S and sure < _SURE_WITH_HARDLY_ANY) or (voiced_s < _LITTLE_S and doubted_twice):
        return True
    if doubt > 0.6:
        return sure < 0.7 or voiced_s < 0.3
    return doubt > 0.35 and (sure < 0.3 or voiced_s < _HARDLY_S)


def is_likely_rest(words: Sequence[AlignedWord], voice: Voice) -> bool:
    """Whether words that were heard on asking again, after Whisper had stopped by itself, were spoken.

    What it had left out was mostly breath or noise: then it makes up a word that it doubts itself, or more
    than could be said. `voice` as for `is_silent`, of what was heard again.
    """
    if not words or _cannot_be_said(words, _voiced_s(voice)):
        return False
    return float(np.mean([word.probability for word in words])) >= _LIKELY_REST


def _cannot_be_said(words: Sequence[AlignedWord], voiced_s: float) -> bool:
    return len(words) > _FEW_WORDS + _WORDS_PER_S * voiced_s


def _voiced_s(voice: Voice) -> float:
    return float(np.count_nonzero(voice > 0.5)) * HOP_S


def is_troubled(hypothesis: Hypothesis) -> bool:
    """True where decoding hangs in a loop or is unsure, so that another try is worth its time."""
    limit = _UNSURE if len(hypothesis.tokens) >= _FEW_TOKENS else _VERY_UNSURE
    unsure = hypothesis.mean_log_probability < limit
    return unsure or is_looping(hypothesis) or stutters(hypothesis.text)


def is_looping(hypothesis: Hypothesis) -> bool:
    """True where decoding says the same again and again."""
    return (
        hypothesis.cut_short
        or hypothesis.compression_ratio > _REPETITIVE
        or repeats(hypothesis.text.lower().split())
    )


def stutters(text: str) -> bool:
    """True where some digits of a number are written three times in a row: mostly they were said twice."""
    return _THRICE.search(text) is not None


def repeats(words: Sequence[str], shortest: int = 3) -> bool:
    """True if a run of at least `shortest` words is said twice in a row, or a shorter one five times."""
    bare = [word.strip(".,!?-") for word in words]
    for size in range(1, len(bare) // 2 + 1):
        times = 2 if size >= shortest else 5
        for first in range(len(bare) - size * times + 1):
            pattern = bare[first : first + size]
            if all(bare[first + size * k : first + size * (k + 1)] == pattern for k in range(1, times)):
                return True
    return False


def spoken_only(words: Sequence[AlignedWord], voice: Voice) -> list[AlignedWord]:
    """The words that lie on something like speech, and are not piled up where none is.

    A word may be unclear, or lie on a weak sound, but not both. Fillers, which are often weak and put
    beside their sound, are left to `audio.fillers`.
    """
    kept = []
    for word in words:
        if is_filler(word.text):
            kept.append(word)
            continue
        first = max(0, int((word.start_s - 0.2) / HOP_S))
        heard = voice[first : int((word.end_s + 0.1) / HOP_S) + 1]
        loudest = float(heard.max()) if len(heard) else 0.0
        if loudest >= 0.5 or (loudest >= 0.2 and word.probability >= 0.3):
            kept.append(word)
    return kept

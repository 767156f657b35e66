"""Filled pauses: um, uh, er, erm, hmm.

Whisper was taught to leave them out. After a text that is full of them it
writes most of them down, and the words around them as well as without: on
call-like speech of twelve synthetic voices 35 of 36 (plain: 24), on
hand-marked human speech 10 of 10 (plain: 7), and none in 880 words without
any. Where a filler stands alone between two pauses it can still be missed,
or be placed after the pause. So stretches of speech that no word accounts
for are listened to by themselves.
Tried, and worse: a longer rambling prompt (31 of 36, changes words); the
fillers as hotwords only (no effect).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from audio.blocks import RATE_HZ, Samples
from audio.speech_activity import runs
from audio.voicing import steady_voice_s
from audio.whisper_model import AlignedWord, Hypothesis
from audio.word_times import usual_length_s
from models.transcript import is_filler

PROMPT = "So, um, I was, uh, going to, um, say that, uh, you know, er, I'm calling, um, about the, uh, job."
"""Read to Whisper as if it had been said before."""
PROMPT_ALONE = "Um, uh, hmm."
"""The same, for a stretch that holds one filler or one word and no more."""
FRAME_S = 0.01
_SHORTEST_S, _LONGEST_S = 0.15, 1.6
_LONG_ENOUGH_S = 0.14
"""A filler with less sound under it than this has no sound of its own where Whisper put it."""
_DOUBTFUL = 0.06
"""Spoken fillers had an unprimed probability of 0.01 to 0.97, most above 0.2, and sounded like fillers
by themselves; those put where another word was mumbled had 0 to 0.06, and did not."""
_SQUEEZED_S = 0.05
_SOME_VOICE = 0.3
"""Silero is unsure of fillers: mean 0.2 to 0.65 over human ones."""
_UNCOVERED = 0.3
"""A stretch of which words cover less than this share is nobody's."""
_ENOUGH_ELSEWHERE = 0.5
"""A word with this share of its usual length outside the stretch does not need it."""
_NO_SPEECH = 0.3
"""Above this Whisper thinks of the stretch alone as no speech: coughs 0.31 to 0.5, fillers mostly below."""
_STEADY_VOICE_S = 0.06
"""Spoken fillers of 0.2 to 1.4 s were steady for 0.09 s at least, by telephone and at 10 dB SNR 0.07 (16 of
four recordings; in a reverberant room one 0.03); coughs and sneezes, which Whisper by themselves takes for
"uh", 0.03 at most."""

Mask = npt.NDArray[np.bool_]
Voice = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Island:
    """A stretch of speech between two pauses that no word accounts for; times in the segment."""

    start_s: float
    end_s: float


def loops(texts: Sequence[str]) -> bool:
    """True where the decoder hangs: nearly every word is the same filler, many times over."""
    fillers = sum(is_filler(text) for text in texts)
    return fillers > 10 and fillers > 0.6 * len(texts)


def doubtful(words: Sequence[AlignedWord]) -> list[AlignedWord]:
    """The fillers that Whisper would hardly have heard without being primed."""
    return [word for word in words if is_filler(word.text) and word.probability < _DOUBTFUL]


def around(word: AlignedWord) -> Island:
    """The word's stretch with a little more on both sides, to be heard by itself."""
    return Island(max(0.0, word.start_s - 0.03), word.end_s + 0.05)


def begins_with_filler(text: str) -> bool:
    """Whether a stretch by itself was heard as a filler, perhaps with the beginning of a word after it."""
    first = text.replace(".", " ").replace("-", " ").split()[:1]
    return any(is_filler(word) for word in first)


def without(words: Sequence[AlignedWord], filler: AlignedWord) -> list[AlignedWord]:
    """The words without the filler; the word right after it gets its time."""
    kept: list[AlignedWord] = []
    for word in words:
        if word is filler:
            continue
        follows = abs(word.start_s - filler.end_s) < 0.02
        kept.append(replace(word, start_s=filler.start_s) if follows else word)
    return kept


def unexplained(words: Sequence[AlignedWord], speech: Mask, voice: Voice) -> list[Island]:
    """The islands that may be fillers. `speech`, `voice`: activity and Silero's probability every 10 ms."""
    found = []
    for first, last in runs(speech):
        island = Island(first * FRAME_S, last * FRAME_S)
        long_enough = _SHORTEST_S <= island.end_s - island.start_s <= _LONGEST_S
        if (
            long_enough
            and float(np.max(voice[first:last])) > _SOME_VOICE
            and _nobody_needs(island, words, speech)
        ):
            found.append(island)
    return found


def _nobody_needs(island: Island, words: Sequence[AlignedWord], speech: Mask) -> bool:
    over = [word for word in words if _overlap_s(word, island) > 0.02]
    if sum(_overlap_s(word, island) for word in over) < _UNCOVERED * (island.end_s - island.start_s):
        return True
    if len(over) != 1 or is_filler(over[0].text):
        return False
    word = over[0]
    outside = speech[round(word.start_s / FRAME_S) : round(word.end_s / FRAME_S)].copy()
    shift = round(word.start_s / FRAME_S)
    outside[
        max(0, round(island.start_s / FRAME_S) - shift) : max(0, round(island.end_s / FRAME_S) - shift)
    ] = False
    return bool(np.count_nonzero(outside) * FRAME_S >= _ENOUGH_ELSEWHERE * usual_length_s(word.text))


def is_voiced(samples: Samples, island: Island) -> bool:
    """Whether the stretch holds a steady voice for long enough. `samples`: the segment, 16 kHz mono."""
    first, last = round(island.start_s * RATE_HZ), round(island.end_s * RATE_HZ)
    return steady_voice_s(samples[first:last]) >= _STEADY_VOICE_S


def is_filler_alone(text: str, no_speech_probability: float) -> bool:
    """Whether Whisper, listening to an island by itself, heard a filler and nothing else."""
    words = text.replace(".", " ").replace("-", " ").split()
    return bool(words) and all(map(is_filler, words)) and no_speech_probability < _NO_SPEECH


def placed(
    words: Sequence[AlignedWord], island: Island, heard: Hypothesis, speech: Mask
) -> list[AlignedWord]:
    """The words with the filler heard on the island, and no other word on it.

    A filler that Whisper had put just beside the island is moved onto it.
    """
    known = _displaced(words, island, speech)
    filler = words[known] if known is not None else _as_word(heard)
    kept = []
    for word in [*words[:known], *words[known + 1 :]] if known is not None else words:
        start_s, end_s = word.start_s, word.end_s
        if island.start_s - 0.02 <= start_s < island.end_s:
            start_s = min(island.end_s, end_s - FRAME_S)
        elif start_s < island.start_s < end_s:
            end_s = island.start_s
        if end_s > start_s:
            kept.append(replace(word, start_s=start_s, end_s=end_s))
    kept.append(replace(filler, start_s=island.start_s, end_s=island.end_s))
    return _in_order(sorted(kept, key=lambda word: word.start_s))


def _as_word(heard: Hypothesis) -> AlignedWord:
    text = heard.text.replace(".", " ").replace("-", " ").split()[0].strip(",").lower() + ","
    return AlignedWord(" " + text, (), 0.0, 0.0, 1 - heard.no_speech_probability)


def without_squeezed(words: Sequence[AlignedWord]) -> list[AlignedWord]:
    """The words without fillers that got no time beside another filler: the decoder's stutter."""
    return [
        word
        for i, word in enumerate(words)
        if not is_filler(word.text)
        or word.end_s - word.start_s > _SQUEEZED_S
        or not any(is_filler(other.text) for other in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2]))
    ]


def _displaced(words: Sequence[AlignedWord], island: Island, speech: Mask) -> int | None:
    """The filler that Whisper heard and put beside the island instead of on it, by its index."""
    for i, word in enumerate(words):
        under = speech[round(word.start_s / FRAME_S) : round(word.end_s / FRAME_S)]
        if not is_filler(word.text) or np.count_nonzero(under) * FRAME_S > _LONG_ENOUGH_S:
            continue
        before = words[i - 1].start_s if i else -1.0
        after = words[i + 1].end_s if i + 1 < len(words) else island.end_s + 1.0
        if before <= island.start_s and island.end_s <= after:
            return i
    return None


def _in_order(words: Sequence[AlignedWord]) -> list[AlignedWord]:
    """The words cut so that none reaches into the next."""
    ordered: list[AlignedWord] = []
    for word in words:
        if ordered and ordered[-1].end_s > word.start_s:
            ordered[-1] = replace(ordered[-1], end_s=max(word.start_s, ordered[-1].start_s))
        ordered.append(word)
    return ordered


def _overlap_s(word: AlignedWord, island: Island) -> float:
    return max(0.0, min(word.end_s, island.end_s) - max(word.start_s, island.start_s))

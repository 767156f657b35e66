"""Filled pauses that stand alone between two pauses, where Whisper hears nothing or says it elsewhere.

Stretches of speech that no word accounts for are listened to by themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from audio.blocks import HOP_S
from audio.speech_activity import runs
from audio.voicing import Tone
from audio.whisper_model import AlignedWord, Hypothesis
from audio.word_times import usual_length_s
from models.transcript import is_filler

_SHORTEST_S, _LONGEST_S = 0.15, 1.6
_LONG_ENOUGH_S = 0.14
"""A filler with less sound under it than this has no sound of its own where Whisper put it."""
_SQUEEZED_S = 0.05
_SOME_VOICE = 0.3
"""Silero is unsure of fillers: mean 0.2 to 0.65 over human ones."""
_UNCOVERED = 0.3
"""A stretch of which words cover less than this share is nobody's."""
_ENOUGH_ELSEWHERE = 0.5
"""A word with this share of its usual length outside the stretch does not need it."""
_NO_SPEECH = 0.3
"""Above this Whisper thinks of the stretch alone as no speech: coughs 0.31 to 0.5, fillers mostly below."""
_HELD_S = 0.15
"""A voice that holds its tone without a break: spoken fillers, and no cough (0.14 s at most)."""

Mask = npt.NDArray[np.bool_]
Voice = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Island:
    """A stretch of speech between two pauses that no word accounts for; times in the segment."""

    start_s: float
    end_s: float


def unexplained(words: Sequence[AlignedWord], speech: Mask, voice: Voice) -> list[Island]:
    """The islands that may be fillers. `speech`, `voice`: activity and Silero's probability every 10 ms."""
    found = []
    for first, last in runs(speech):
        island = Island(first * HOP_S, last * HOP_S)
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
    outside = speech[round(word.start_s / HOP_S) : round(word.end_s / HOP_S)].copy()
    shift = round(word.start_s / HOP_S)
    outside[max(0, round(island.start_s / HOP_S) - shift) : max(0, round(island.end_s / HOP_S) - shift)] = (
        False
    )
    return bool(np.count_nonzero(outside) * HOP_S >= _ENOUGH_ELSEWHERE * usual_length_s(word.text))


def holds_its_tone(island: Island, tone: Tone) -> bool:
    """Whether the stretch is one long voice."""
    return tone.within(island.start_s, island.end_s).longest_s >= _HELD_S


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
            start_s = min(island.end_s, end_s - HOP_S)
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
        under = speech[round(word.start_s / HOP_S) : round(word.end_s / HOP_S)]
        if not is_filler(word.text) or np.count_nonzero(under) * HOP_S > _LONG_ENOUGH_S:
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

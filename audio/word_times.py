"""When each word is said: Whisper's rough times corrected by the sound itself.

Whisper's cross-attention moves to a word when enough of it has been heard:
against hand-marked human speech and against forced alignment of human and
synthetic voices its word starts come 75 to 110 ms late in running speech,
and lie anywhere in a pause. So starts are moved back by that lag, and where
the sound pauses, a word starts where the sound does.
(Synthetic speech whose durations come from the synthesiser's own plan showed
no lag: those plans themselves are 60 to 120 ms late against the sound.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from audio.whisper_model import AlignedWord

FRAME_S = 0.01
LAG_S = 0.09
SHORTEST_S = 0.04
_SHORTEST_PAUSE = 6
"""Frames without speech that count as a pause between words here."""
_REACH_S = 0.25
"""How far before Whisper's start of a word the pause may end that the word follows."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class _Pause:
    start_s: float
    end_s: float


def refine(words: Sequence[AlignedWord], speech: Mask) -> list[AlignedWord]:
    """The words with corrected times, in order and not overlapping.

    `speech`: speech activity every 10 ms from the same zero as the words' times.
    """
    if not words:
        return []
    end_s = len(speech) * FRAME_S
    pauses = _pauses(speech)
    starts = [max(0.0, word.start_s - LAG_S) for word in words]
    ends: list[float | None] = [None] * len(words)
    for i, word in enumerate(words):
        earliest = starts[i - 1] + SHORTEST_S if i else -1.0
        pause = _pause_before(word, pauses, earliest)
        if pause is not None:
            starts[i] = pause.end_s
            if i:
                ends[i - 1] = pause.start_s
        elif i:
            starts[i] = max(starts[i], starts[i - 1] + SHORTEST_S)
    refined = []
    for i, word in enumerate(words):
        following = starts[i + 1] if i + 1 < len(words) else end_s
        found = ends[i]
        end = _last_sound(starts[i], following, pauses) if found is None else found
        end = min(max(end, starts[i] + SHORTEST_S), max(following, starts[i] + SHORTEST_S))
        refined.append(replace(word, start_s=starts[i], end_s=end))
    return refined


def _pauses(speech: Mask) -> list[_Pause]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (~speech).astype(np.int8), [0]])))
    return [
        _Pause(float(first * FRAME_S), float(last * FRAME_S))
        for first, last in zip(edges[::2], edges[1::2], strict=True)
        if last - first >= _SHORTEST_PAUSE
    ]


def _pause_before(word: AlignedWord, pauses: Sequence[_Pause], earliest_s: float) -> _Pause | None:
    """The longest pause that ends about where the word begins, or within Whisper's span of it."""
    last = max(word.end_s - LAG_S - 0.06, word.start_s)
    near = [p for p in pauses if word.start_s - _REACH_S <= p.end_s <= last and p.start_s >= earliest_s]
    return max(near, key=lambda p: p.end_s - p.start_s, default=None)


def _last_sound(start_s: float, following_s: float, pauses: Sequence[_Pause]) -> float:
    """Where a word ends that no refined pause follows: at the next word, or at the next silence."""
    silence = next((p.start_s for p in pauses if p.start_s > start_s + SHORTEST_S), following_s)
    return min(following_s, silence)

"""When each word is said: Whisper's rough times corrected by the sound itself.

Whisper's cross-attention moves to a word when enough of it has been heard:
against hand-marked human speech and against forced alignment of human and
synthetic voices its word starts come 75 to 110 ms late in running speech,
and lie anywhere in a pause. So starts are moved back by that lag, and where
the sound pauses, a word starts where the sound does.
(Synthetic speech whose durations come from the synthesiser's own plan showed
no lag: those plans themselves are 60 to 120 ms late against the sound.)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from audio.whisper_model import AlignedWord

FRAME_S = 0.01
LAG_S = 0.10
SHORTEST_S = 0.04
_SHORTEST_PAUSE = 6
"""Frames without speech that count as a pause between words here."""
_ENOUGH_FOR_A_WORD = 30
"""Frames of clear speech after the last word that hold at least one more."""
_SHORTEST_REST = 15
"""Frames of clear speech that suffice where Whisper itself says that more follows."""
_REACH_S = 0.6
"""How far before Whisper's start of a word the pause may end that the word follows."""
_LETTER_S, _DIGIT_S, _SMALLEST_WORD_S = 0.055, 0.28, 0.06
"""A word's usual length: about 4.5 syllables of three letters a second; digits are read one by one."""
_FIRST_GROUP_S = 0.3
"""So much sound between the word before and the pause that a number seems to follow is its first group:
"call me at five one two, | five five five" is written as one word, which Whisper places late."""
_LEAST_SOUND_S = 0.06
"""Sound that must be left of a word after the pause that it follows."""
_CRAMPED, _STRETCHED = 0.5, 1.5
"""A word shorter than this share of its usual length, next to one longer than that, gets some of its time."""

_SHORTEST_ECHO = 2
"""Digits heard again at a seam that are taken for an echo; one may have been said twice."""

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
        earliest = starts[i - 1] + _CRAMPED * usual_length_s(words[i - 1].text) if i else -1.0
        pause = _pause_before(word, pauses, earliest)
        said_s = starts[i - 1] + usual_length_s(words[i - 1].text) if i else 0.0
        if pause and _digits(word.text) and _sound_s(said_s, pause.start_s, pauses) > _FIRST_GROUP_S:
            starts[i] = said_s
        elif pause is not None:
            starts[i] = pause.end_s
            if i:
                ends[i - 1] = pause.start_s
        elif i:
            starts[i] = max(starts[i], starts[i - 1] + SHORTEST_S)
    _share_time(words, starts, [end is not None for end in ends])
    refined = []
    for i, word in enumerate(words):
        following = starts[i + 1] if i + 1 < len(words) else end_s
        found = ends[i]  # of a number, never the pause between its groups
        if found is None:
            within = [p for p in pauses if p.end_s >= following or not _digits(word.text)]
            found = _last_sound(starts[i], following, within)
        end = min(max(found, starts[i] + SHORTEST_S), max(following, starts[i] + SHORTEST_S))
        refined.append(replace(word, start_s=starts[i], end_s=end))
    return refined


def usual_length_s(text: str) -> float:
    """About how long a word takes to say."""
    digits = sum(c.isdigit() for c in text)
    letters = sum(c.isalpha() for c in text)
    return _SMALLEST_WORD_S + _DIGIT_S * digits + _LETTER_S * letters


def _share_time(words: Sequence[AlignedWord], starts: list[float], pause_after: Sequence[bool]) -> None:
    """Move, in place, the starts of words that Whisper left without time beside one with too much."""
    for i in range(1, len(words) - 1):
        if pause_after[i - 1] or pause_after[i]:
            continue
        before, own = starts[i] - starts[i - 1], starts[i + 1] - starts[i]
        usual_before, usual_own = usual_length_s(words[i - 1].text), usual_length_s(words[i].text)
        if own < _CRAMPED * usual_own and before > _STRETCHED * usual_before:
            starts[i] = starts[i - 1] + (before + own) * usual_before / (usual_before + usual_own)


def shifted(words: Sequence[AlignedWord], by_s: float) -> list[AlignedWord]:
    """The words, later by `by_s`."""
    return [replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in words]


def rest_from(open_from_s: float | None, speech: Mask) -> int | None:
    """The frame at which Whisper says that more follows, if speech for another word does; else None."""
    frame = round(((open_from_s or 0.0) - LAG_S) / FRAME_S)
    return frame if frame > 0 and np.count_nonzero(speech[frame:]) >= _SHORTEST_REST else None


def before(words: Sequence[AlignedWord], frame: int | None) -> list[AlignedWord]:
    """The words that begin before the frame; all if there is none."""
    return [word for word in words if frame is None or word.start_s < frame * FRAME_S]


def first_unheard(words: Sequence[AlignedWord], speech: Mask) -> int | None:
    """The first frame of speech after the last word, if enough follows to hold another; else None.

    None, too, where nothing was heard at all: then there are no words in it.
    """
    if not words:
        return None
    heard = int(words[-1].end_s / FRAME_S) + 1
    missed = np.flatnonzero(speech[heard:])
    return heard + int(missed[0]) if len(missed) >= _ENOUGH_FOR_A_WORD else None


def without_echo(words: Sequence[AlignedWord], new: Sequence[AlignedWord]) -> list[AlignedWord]:
    """The words with new ones after them, without digits at the seam that both hold.

    Whisper writes "555-0142" as one word and lets it end too soon; asked again from there, it hears
    "0 1 4 2" once more. The number then lasts to the end of what was heard again.
    """
    seam = len(words)
    while seam and _digits(words[seam - 1].text):
        seam -= 1
    said = "".join(_digits(word.text) for word in words[seam:])
    echo, count = "", 0
    for number, word in enumerate(new, start=1):
        digits = _digits(word.text)
        if not digits:
            break
        echo += digits
        if len(echo) >= _SHORTEST_ECHO and said.endswith(echo):
            count = number
    if not count:
        return [*words, *new]
    return [*words[:-1], replace(words[-1], end_s=new[count - 1].end_s), *new[count:]]


def _digits(text: str) -> str:
    """The digits of a word that holds nothing but a number; empty for any other word."""
    bare = text.strip(" .,;:!?-()")
    return re.sub(r"\D", "", bare) if re.fullmatch(r"[\d\s.,()+-]+", bare or "x") else ""


def _pauses(speech: Mask) -> list[_Pause]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (~speech).astype(np.int8), [0]])))
    return [
        _Pause(float(first * FRAME_S), float(last * FRAME_S))
        for first, last in zip(edges[::2], edges[1::2], strict=True)
        if last - first >= _SHORTEST_PAUSE
    ]


def _pause_before(word: AlignedWord, pauses: Sequence[_Pause], earliest_s: float) -> _Pause | None:
    """The longest pause that the word may follow: near its start by Whisper, or within its span.

    A pause after enough sound for the word, counted from there, comes after the word instead.
    """
    start_s = max(0.0, word.start_s - LAG_S)  # there is no sound before the beginning
    last_s = max(word.end_s - LAG_S - _LEAST_SOUND_S, word.start_s)
    room_s = _CRAMPED * usual_length_s(word.text)
    near = [
        p
        for p in pauses
        if word.start_s - _REACH_S <= p.end_s <= last_s
        and p.start_s >= earliest_s
        and _sound_s(start_s, p.start_s, pauses) < room_s
    ]
    return max(near, key=lambda p: p.end_s - p.start_s, default=None)


def _sound_s(start_s: float, end_s: float, pauses: Sequence[_Pause]) -> float:
    """How much of the stretch is no pause."""
    silent_s = sum(max(0.0, min(p.end_s, end_s) - max(p.start_s, start_s)) for p in pauses)
    return end_s - start_s - silent_s


def _last_sound(start_s: float, following_s: float, pauses: Sequence[_Pause]) -> float:
    """Where a word ends that no refined pause follows: at the next word, or at the next silence."""
    silence = next((p.start_s for p in pauses if p.start_s > start_s + SHORTEST_S), following_s)
    return min(following_s, silence)

"""Silent pauses between the caller's own words, from the sound; their place, from the transcript.

A silent pause is a stretch of at least 250 ms (Goldman-Eisler 1968) without speech. An audible breath,
a cough or a click inside it belongs to it, as is usual in research on pauses, and so does the breath taken
before the next word; a filled pause does not, it is sound. A fading end of a word belongs to the word, and so
does the breath that continues it: a gap that such a breath fills is no pause.

NOTES: what was tried and did not do
- Coughs in gaps of about a second, some 50 to 100 ms from a word: 9 of 24 leave one pause with the right
  borders, most others two. Leaving out sound of 120 to 300 ms beside the words, where no word lies: 10, and
  by telephone one pause in a hundred began inside a word. Asking of what has no word for a filler's tone: 8.
- Leaving out what Whisper's encoder takes for bursts: 16 of 24 (and 15 of 16, before 7). They are known when
  a segment is heard, but only its words are kept: a take resumed or measured again would lack them.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from audio.activity_features import Floats
from audio.blocks import HOP_S
from audio.masks import Bools, runs
from audio.speech_activity import Activity
from models.clauses import clause_ends
from models.measures import Pause, PausePlace
from models.transcript import PartnerTurn, Transcript, Word

MIN_PAUSE_S = 0.25
"""Goldman-Eisler's floor: shorter silences are mostly closures of stops."""
BACKGROUND_DB = 12.0
"""A stretch without words this far below the take's speech is not the caller's."""
PLAIN_VOICE = 0.93
"""Silero gives fillers as much as words; coughs and sneezes rarely nine tenths of it."""
_FLOAT_SLACK_S = 1e-6
_WORDS_AT_ONCE = 250
"""Compared with all stretches of speech together; an hour's words at once would take 100 MB."""


@dataclass(frozen=True)
class OwnSpeech:
    """The stretches of the caller's speech, first frame and end, and on which of them each word lies."""

    stretches: tuple[tuple[int, int], ...]
    home: tuple[int, ...]


def own_speech(activity: Activity, transcript: Transcript) -> OwnSpeech:
    """What of the speech is the caller's: nothing without words."""
    stretches = _own_runs(activity, transcript)
    return OwnSpeech(
        tuple(stretches), tuple(_runs_of_words(stretches, transcript.words)) if stretches else ()
    )


def find(spoken: OwnSpeech, transcript: Transcript) -> tuple[Pause, ...]:
    """The silent pauses of a take, in order; none without at least two spoken words.

    The silence before the first and after the last own word is no pause, nor is any silence that
    touches a turn of the partner: there the caller listens.
    """
    words = transcript.words
    if len(spoken.stretches) < 2:
        return ()
    ends = clause_ends([word.text for word in words], [word.filler for word in words])
    pauses = []
    for before, ((_, start), (end, _)) in enumerate(pairwise(spoken.stretches)):
        start_s, end_s = round(start * HOP_S, 2), round(end * HOP_S, 2)
        if end_s - start_s < MIN_PAUSE_S - _FLOAT_SLACK_S or _touches(
            start_s, end_s, transcript.partner_turns
        ):
            continue
        last_word = bisect_right(spoken.home, before) - 1
        if 0 <= last_word < len(words) - 1:
            place = PausePlace.BOUNDARY if last_word in ends else PausePlace.HESITATION
            pauses.append(Pause(start_s=start_s, end_s=end_s, place=place))
    return tuple(pauses)


def speech_spans(spoken: OwnSpeech, transcript: Transcript, frames: int) -> Bools:
    """The caller's own speech in each of so many frames, silences too short to be pauses included.

    Speech outside the span of the words and inside the partner's turns is left out.
    """
    own = np.zeros(frames, dtype=np.bool_)
    if not spoken.stretches:
        return own
    for first, end in spoken.stretches[spoken.home[0] : spoken.home[-1] + 1]:
        own[first:end] = True
    short = round(MIN_PAUSE_S / HOP_S)
    for first, end in runs(~own):
        if first > 0 and end < len(own) and end - first < short:
            own[first:end] = True
    for turn in transcript.partner_turns:
        own[_frame(turn.start_s) : _frame(turn.end_s)] = False
    return own


def _own_runs(activity: Activity, transcript: Transcript) -> list[tuple[int, int]]:
    """The stretches of speech that are the caller's: those with words, and plain, loud voice without.

    A soft voice in which no word was recognised is somebody else's, in the background; a sound without
    words that is not plainly a voice is a cough, a sneeze, a dog. What is left may be a missed filler.
    """
    speech = activity.speech.copy()
    for turn in transcript.partner_turns:
        speech[_frame(turn.start_s) : _frame(turn.end_s)] = False
    spoken = runs(speech)
    if not spoken or not transcript.words:
        return []
    quiet_db = _level_db(activity.level_db[speech]) - BACKGROUND_DB
    plain = PLAIN_VOICE * activity.usual_voice
    with_words = _hold_words(spoken, transcript.words)
    return [
        (first, end)
        for (first, end), has_words in zip(spoken, with_words, strict=True)
        if has_words
        or (_level_db(activity.level_db[first:end]) > quiet_db and np.max(activity.voice[first:end]) > plain)
    ]


def _hold_words(spoken: Sequence[tuple[int, int]], words: Sequence[Word]) -> Bools:
    """Whether a word lies on each stretch of speech, or on a part of it."""
    times_s = np.array(sorted((word.start_s, word.end_s) for word in words))
    edges_s = np.array(spoken) * HOP_S
    begun = np.searchsorted(times_s[:, 0], edges_s[:, 1])
    latest_s = np.concatenate([[-np.inf], np.maximum.accumulate(times_s[:, 1])])
    return np.asarray(latest_s[begun] > edges_s[:, 0])


def _frame(time_s: float) -> int:
    return max(0, round(time_s / HOP_S))


def _level_db(levels_db: Floats) -> float:
    return float(10 * np.log10(np.mean(np.power(10.0, levels_db / 10))))


def _runs_of_words(spoken: Sequence[tuple[int, int]], words: Sequence[Word]) -> list[int]:
    """For each word the stretch of speech that it shares most time with; never running backwards.

    Word times are off by a tenth of a second and stretch into silences, so that only the shared time
    tells where a word belongs.
    """
    starts = np.array([first for first, _ in spoken]) * HOP_S
    stops = np.array([end for _, end in spoken]) * HOP_S
    home = [np.zeros(0, dtype=np.intp)]
    for first in range(0, len(words), _WORDS_AT_ONCE):
        some = words[first : first + _WORDS_AT_ONCE]
        ends_s = np.array([[word.end_s] for word in some])
        starts_s = np.array([[word.start_s] for word in some])
        home.append(np.argmax(np.minimum(stops, ends_s) - np.maximum(starts, starts_s), axis=1))
    return [int(run) for run in np.maximum.accumulate(np.concatenate(home))]


def _touches(start_s: float, end_s: float, turns: Sequence[PartnerTurn]) -> bool:
    return any(turn.start_s < end_s and turn.end_s > start_s for turn in turns)

"""Where somebody speaks: features of each block, and one decision over the whole take.

Two kinds of evidence are joined. Silero's voice detector (it ships with faster-whisper, MIT) tells
speech from breath, clicks and noise, but only roughly in time. The energy in twenty bands above the
take's own noise tells to 10 ms where a sound begins and ends, fricatives and soft vowels included,
but not what the sound is. The first decides which sounds are speech, the second where their borders
lie, with less energy needed where the first is sure.

NOTES: what was tried on 13 synthetic voices joined by known silences, and did not do
- A split by energy 30 dB below the loudest: F1 1.00 in quiet, 0.0 to 0.3 at 20 dB SNR.
- Silero alone: ends of phrases scatter by 50 ms in quiet and lie 60 to 130 ms early by telephone; in the
  middle of phrases its probability falls below 0.5 there.
- Energy alone, above an adaptive floor: breaths count as speech, and soft endings in noise end 80 ms early.
- Asking of each stretch energy three times above the limit: whole last syllables were lost by telephone.
- A floor 42 dB below the speech: breaths at -30 dB that fade into the next word left a pause in 9 of 26, now
  in 2; by telephone, of those at -25 and -30 dB, in 10 of 27, now in 4. 48 and 50 dB: no better there, and of
  the pauses beside another voice at -30 dB one more in thirty was filled. 38 dB: soft fricatives end 40 ms
  early by telephone.
- What breaths and clicks give as what any sound needs on its own: a soft "l" was lost (200 ms). The noise
  without them: breaths of which Silero is 0.6 to 0.7 sure filled pauses.
- For the telephone's missing treble, before Silero: pre-emphasis gave 4 % more speech frames, a mirrored
  band or added hiss fewer. What helps is the missing bass, see `voice_detector`.
- Closures of stops lengthened to 150 to 180 ms, 300 in each of five conditions, six voices not used before:
  in quiet none holds a pause, in noise one in 150, by telephone one in 100 (6 in 100 before releases and
  warm-ups). A voiceless ending faded by 12 to 20 dB is lost in noise of 20 dB SNR: one in three.
- What that costs: a soft click or knock within 0.2 s after a word passes for a release, and its pause begins
  late; of 23 pauses of 0.4 to 0.9 s with one there, 2 or 3 are missed.
- Any sound below 300 Hz as voice: of loud breaths before a word one in three began the word; now one in
  eighteen, for no beginning of 153 lost in quiet, 2 of 170 by telephone.
- Breaths at -40 dB of the speech count as silence, at -35 dB half of them; louder ones from a word's end on
  as its ending.
- 150 ms for a breath before a word, not 200: aspirated beginnings were lost by telephone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from audio import reverberation
from audio.activity_features import ActivityFeatures, Floats, features
from audio.background_voices import without_others
from audio.blocks import HOP_S
from audio.masks import Bools, fill_gaps, runs_with, widen
from audio.voice_sounds import of_voice, usual_voice, without_breath_before

__all__ = ["Activity", "ActivityFeatures", "decide", "features"]


@dataclass(frozen=True, eq=False)
class Activity:
    """The decision over a whole take, on its 10 ms frames."""

    speech: Bools
    """True where somebody speaks, closures of stops included."""
    noise: Bools
    """True in frames that stand for the room's noise: away from speech, and neither breath nor click."""
    level_db: Floats
    """Power of the frame in all bands together, dBFS, the noise included."""
    voice: Floats
    """Silero's probability, as in the features."""
    usual_voice: float
    """Silero's probability in the take's plain speech: near 1, over the telephone as low as 0.6."""

    @staticmethod
    def join(parts: Sequence["Activity"]) -> "Activity":
        """One take's activity from its chapters'; plain speech is the mean of theirs."""
        heard = np.array([max(1, np.count_nonzero(part.speech)) for part in parts])
        return Activity(
            speech=np.concatenate([part.speech for part in parts]),
            noise=np.concatenate([part.noise for part in parts]),
            level_db=np.concatenate([part.level_db for part in parts]),
            voice=np.concatenate([part.voice for part in parts]),
            usual_voice=float(np.average([part.usual_voice for part in parts], weights=heard)),
        )

    def seconds(self) -> float:
        return float(len(self.speech)) * HOP_S


_VOICE_SURE = 0.5
"""Silero's own usual threshold."""
_NOISE_VOICE = 0.15
"""Silero gives more to speech, to breaths and to knocks."""
_REACH = 25
"""Frames (250 ms) that a sound covered by noise may be away from one that stands out."""
_KEEP_CLEAR = 12
"""Frames (120 ms) around likely speech that do not stand for the room."""
_MIN_NOISE_FRAMES = 25
_UNHEARD_VOICE_DB = 8.0
"""Little quiet that is so much louder than the softest tenth of the take is a voice that Silero missed."""
_PIECE = 2000
_MIN_LOCAL_FRAMES = 150
"""The room of each 20 s is known from 1.5 s of quiet in and within 10 s of it; else from the whole take."""
_ROOM_SPREAD_DB = 10.0
"""A moment of the room louder than the middle one by more than this is a breath, a click, a chair."""
_FLOOR_BELOW_SPEECH_DB = 46.0
"""Band power this far below the take's speech (33 dB below in all bands together) is the room."""
_PLAIN_BELOW_SPEECH_DB = 20.0
"""The falls in a room begin above this: below, what is left of one phrase reaches the next."""
_VOICED_BANDS, _VOICED_DB = 2, 3.0
"""Below 300 Hz the vocal folds sound, and breath hardly."""
_AIR_DB = 11.0
"""Breaths have 14 to 19 dB less in one of these bands than in all, first voiced frames of words 0 to 7."""
_SMALLEST_GAP = 8
"""Frames (80 ms): shorter dips are the closures of stops."""


@dataclass
class KnownRooms:
    """The room of each piece of a take as it was heard before, so that a growing take is not sorted anew.

    By the piece's first frame: the quiet frames that it was heard in, and what it was; the result is the
    same with and without it.
    """

    heard: dict[int, tuple[NDArray[np.int64], Floats]] = field(default_factory=dict)

    def quantiles_db(self, first: int, room: NDArray[np.int64], bands_db: NDArray[np.float16]) -> Floats:
        """Median and 90th percentile of each band in the room's frames, shape (2, n_bands)."""
        frames, quantiles = self.heard.get(first, (None, None))
        if quantiles is None or frames is None or not np.array_equal(frames, room):
            quantiles = np.percentile(bands_db[room].astype(np.float32), [50, 90], axis=0)
            self.heard[first] = room, quantiles
        return quantiles


def decide(take: ActivityFeatures, known: KnownRooms | None = None) -> Activity:
    """Find the speech of a whole take from the joined features of its blocks.

    With `known` a take that has grown since the last look costs less; the result is the same.
    """
    n = len(take)
    if n == 0:
        nothing = np.zeros(0, dtype=np.bool_)
        return Activity(speech=nothing, noise=nothing, level_db=take.power, voice=take.voice, usual_voice=0.0)
    speech_db = _speech_db(take)
    heard = _evidence(take, speech_db, known or KnownRooms())
    alone, needed = _needed(heard, take.voice)
    clear = heard.all_db > alone
    sounding = (heard.all_db > needed) & widen(clear, _REACH)
    usual = usual_voice(take.voice, clear)
    level_db = take.level_db - np.float32(speech_db)
    sounding = runs_with(sounding, clear)
    airy = heard.low_beside_air_db < _VOICED_DB
    sounding = without_breath_before(sounding, airy, take.voice, level_db, usual)
    speech = of_voice(sounding, take.voice, level_db, usual)
    speech = _without_reach(fill_gaps(speech, _SMALLEST_GAP))
    speech = without_others(speech, take.voice, take.level_db, take.bands_db, speech_db)
    noise = _room(speech, take.level_db)
    return Activity(
        speech=speech & ~_tails(take, heard, speech, noise, speech_db),
        noise=noise,
        level_db=take.level_db,
        voice=take.voice,
        usual_voice=usual,
    )


def _without_reach(speech: Bools) -> Bools:
    """Speech without the last frame of each stretch: windows and smoothing reach 22 ms around a frame.

    So a sound is heard for one frame after its end; not before its beginning, where more is needed.
    """
    heard_after = np.append(speech[1:], False)
    return np.asarray(speech & heard_after, dtype=np.bool_)


def _tails(
    take: ActivityFeatures, heard: "_Evidence", speech: Bools, noise: Bools, speech_db: float
) -> Bools:
    """Where only the room's reverberation of what was said before is heard."""
    room_db = float(np.median(take.level_db[noise])) if noise.any() else -np.inf
    plain = fill_gaps(speech & (take.level_db > speech_db - _PLAIN_BELOW_SPEECH_DB), _SMALLEST_GAP)
    decay_db = reverberation.decay_db(take.level_db, plain, room_db=room_db, speech_db=speech_db)
    if decay_db is None:
        return np.zeros_like(speech)
    return reverberation.tails(take.bands_db, heard.bands_db, decay_db)


def _room(speech: Bools, level_db: Floats) -> Bools:
    """The frames in which only the room is heard; none if the take has no such moment."""
    for clear in (10, 5):
        room = ~widen(speech, clear)
        if np.count_nonzero(room) >= _MIN_NOISE_FRAMES:
            return room & (level_db < np.median(level_db[room]) + _ROOM_SPREAD_DB)
    return np.zeros_like(speech)


def _speech_db(take: ActivityFeatures) -> float:
    """The level of plain speech; without any, of the loudest."""
    voiced = take.voice > _VOICE_SURE
    return float(np.percentile(take.level_db[voiced], 70)) if np.any(voiced) else float(np.max(take.level_db))


@dataclass(frozen=True, eq=False)
class _Evidence:
    """How far each frame stands out of the noise, dB, summed over bands but in the first."""

    bands_db: Floats
    all_db: Floats
    low_db: Floats
    """In the bands where only vocal folds sound."""
    low_beside_air_db: Floats
    """There, above what a breath has there, too."""
    noise: Bools
    """The noise's frames."""


def _evidence(take: ActivityFeatures, speech_db: float, known: KnownRooms) -> _Evidence:
    total_db = take.level_db
    quiet = _quiet(take)
    bands = np.empty(take.bands_db.shape, dtype=np.float32)
    above_air = take.bands_db[:, :_VOICED_BANDS] - (total_db - _AIR_DB)[:, np.newaxis]
    for first, end, room in _rooms(quiet):
        middle, high = known.quantiles_db(first, room, take.bands_db)
        floors = np.maximum(middle + np.clip(high - middle, 1, 6) + 1, speech_db - _FLOOR_BELOW_SPEECH_DB)
        bands[first:end] = np.maximum(take.bands_db[first:end] - floors.astype(np.float32), 0)
    low = bands[:, :_VOICED_BANDS]
    noise = quiet & (total_db < np.median(total_db[quiet]) + 6)
    return _Evidence(
        bands_db=bands,
        all_db=np.sum(bands, axis=1),
        low_db=np.sum(low, axis=1),
        low_beside_air_db=np.sum(np.clip(above_air, 0, low), axis=1),
        noise=noise,
    )


def _quiet(take: ActivityFeatures) -> Bools:
    """Where no voice is likely; where that is hardly ever, or was a voice after all, the softest tenth."""
    quiet = ~widen(take.voice > _NOISE_VOICE, _KEEP_CLEAR)
    n = np.count_nonzero(quiet)
    if n >= _MIN_LOCAL_FRAMES:
        return quiet
    softest_db = np.percentile(take.level_db, 10)
    if n >= _MIN_NOISE_FRAMES and np.median(take.level_db[quiet]) < softest_db + _UNHEARD_VOICE_DB:
        return quiet
    return np.asarray(take.level_db <= softest_db)


def _rooms(quiet: Bools) -> Iterator[tuple[int, int, NDArray[np.int64]]]:
    """Pieces of the take, each with the quiet frames in and around it: a fan may start in the middle."""
    everywhere = np.flatnonzero(quiet)
    for first in range(0, len(quiet), _PIECE):
        end = min(first + _PIECE, len(quiet))
        near = everywhere[(everywhere >= first - _PIECE // 2) & (everywhere < end + _PIECE // 2)]
        yield first, end, near if len(near) >= _MIN_LOCAL_FRAMES else everywhere


def _needed(heard: _Evidence, voice: Floats) -> tuple[Floats, Floats]:
    """The evidence that makes a frame sound on its own, and that which it needs given Silero's opinion.

    On its own it must stand out of what the noise itself gives: a voiceless sound of the loudest breaths
    and clicks in it, a voiced one of the noise without them. The surer Silero is, the less is needed: it
    hears soft endings that the noise nearly covers.
    """
    of_noise = heard.all_db[heard.noise]
    usual, high, top = np.percentile(of_noise, [50, 90, 98]) if len(of_noise) else (0.0, 0.0, 0.0)
    voiced = heard.low_db > _VOICED_DB
    alone = np.maximum(10.0, np.where(voiced, 2 * high, 1.2 * top)).astype(np.float32)
    doubt = np.clip((_VOICE_SURE + 0.1 - voice) / 0.3, 0, 1)
    return alone, (usual + 0.1 + doubt * (alone - usual)).astype(np.float32)

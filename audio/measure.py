"""All measures of a take: features block by block, then one decision over the whole.

Features are pure functions of a block, so that a take measured while it is spoken gives the same
numbers as the finished file. All that needs the whole take (the room's noise, the speaker's range,
where pauses are) is decided at the end, from the features alone, in a few milliseconds a minute.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from audio import (
    clipping,
    final_rises,
    loudness,
    pace,
    pauses,
    phrases,
    pitch,
    signal_quality,
    speech_activity,
    trust,
)
from audio.activity_features import ActivityFeatures, Floats
from audio.blocks import HOP_S, Block
from audio.clipping import Peaks
from audio.final_rises import PhraseEnding
from audio.masks import runs
from audio.speech_activity import Activity
from audio.tracks import Tracks
from models.measures import Measures
from models.transcript import Transcript

__all__ = [
    "FrameFeatures",
    "Known",
    "MeasureResult",
    "Prepared",
    "extract",
    "measure",
    "prepare",
]

_NOT_WITHOUT_SPEECH = (
    "speaking_rate_wpm",
    "articulation_rate_sps",
    "f0_median_hz",
    "f0_sd_semitones",
    "f0_range_semitones",
    "pvq",
    "final_rises",
    "level_dbfs",
    "noise_dbfs",
    "snr_db",
    "level_sd_db",
    "trailing_off_db",
)


@dataclass(frozen=True, eq=False)
class FrameFeatures:
    """What is kept of each 10 ms frame until the end of the take."""

    activity: ActivityFeatures
    pitch: pitch.PitchCandidates
    level_dbfs: Floats
    peaks: Peaks

    def __len__(self) -> int:
        return len(self.level_dbfs)

    @staticmethod
    def join(parts: Sequence["FrameFeatures"]) -> "FrameFeatures":
        """One take's features from its blocks', in order; no blocks give no frames."""
        return FrameFeatures(
            activity=ActivityFeatures.join([part.activity for part in parts]),
            pitch=pitch.PitchCandidates.join([part.pitch for part in parts]),
            level_dbfs=np.concatenate([np.zeros(0, dtype=np.float32), *(part.level_dbfs for part in parts)]),
            peaks=Peaks.join([part.peaks for part in parts]),
        )


@dataclass(frozen=True, eq=False)
class MeasureResult:
    """The measures of a take, its tracks, and how its phrases end."""

    measures: Measures
    tracks: Tracks
    endings: tuple[PhraseEnding, ...] = ()


def extract(block: Block) -> FrameFeatures:
    """The features of a block's own frames: a pure function of the block."""
    return FrameFeatures(
        activity=speech_activity.features(block),
        pitch=pitch.candidates(block),
        level_dbfs=loudness.level_dbfs(block),
        peaks=clipping.peaks(block),
    )


@dataclass(frozen=True, eq=False)
class Prepared:
    """What is decided of a take, or a chapter of it, before its words are known; a value for each frame."""

    activity: Activity
    f0_hz: Floats
    strength: Floats
    """How periodic the sound is at `f0_hz`."""
    by_telephone: bool
    """Whether the voice lacks its fundamental throughout."""
    level_dbfs: Floats
    power: Floats
    peaks: Peaks

    @staticmethod
    def join(parts: Sequence["Prepared"]) -> "Prepared":
        """One take from its chapters, in order."""
        if len(parts) == 1:
            return parts[0]
        return Prepared(
            activity=Activity.join([part.activity for part in parts]),
            f0_hz=np.concatenate([part.f0_hz for part in parts]),
            strength=np.concatenate([part.strength for part in parts]),
            by_telephone=any(part.by_telephone for part in parts),
            level_dbfs=np.concatenate([part.level_dbfs for part in parts]),
            power=np.concatenate([part.power for part in parts]),
            peaks=Peaks.join([part.peaks for part in parts]),
        )


@dataclass(frozen=True, eq=False)
class Known:
    """What was found in a take so far, kept from one look at it to the next."""

    rooms: speech_activity.KnownRooms = field(default_factory=speech_activity.KnownRooms)
    track: pitch.KnownTrack = field(default_factory=pitch.KnownTrack)


def prepare(features: FrameFeatures, known: Known | None = None) -> Prepared:
    """The decisions that need all of the sound and none of the words; most of the work at the end.

    With `known` a take that has grown since the last look costs little more than what is new.
    """
    known = known or Known()
    activity = speech_activity.decide(features.activity, known.rooms)
    f0_hz = pitch.track(features.pitch, activity.speech, known.track)
    return Prepared(
        activity=activity,
        f0_hz=f0_hz,
        strength=pitch.strength(features.pitch, f0_hz),
        by_telephone=pitch.by_telephone(features.pitch, f0_hz),
        level_dbfs=features.level_dbfs,
        power=features.activity.power,
        peaks=features.peaks,
    )


def measure(features: FrameFeatures | Prepared, transcript: Transcript) -> MeasureResult:
    """The measures of a take from its joined features and its timed transcript.

    Without words nothing is measured of the voice; the tracks are there all the same.
    """
    prepared = features if isinstance(features, Prepared) else prepare(features)
    activity, f0_hz, level_dbfs = prepared.activity, prepared.f0_hz, prepared.level_dbfs
    spoken = pauses.own_speech(activity, transcript)
    own = pauses.speech_spans(spoken, transcript, len(activity.speech))
    speech = own & activity.speech
    tracks = Tracks(f0_hz=f0_hz, level_dbfs=level_dbfs, speech=activity.speech)
    if not transcript.timed or not speech.any():
        reason = trust.NO_SPEECH if transcript.timed else trust.UNTIMED
        return MeasureResult(_nothing(transcript, prepared, reason), tracks)

    quality = signal_quality.assess(prepared.power, prepared.peaks, activity, own)
    found = pauses.find(spoken, transcript)
    own_f0 = np.where(speech, f0_hz, np.nan).astype(np.float32)
    voice = pitch.summarise(
        own_f0,
        prepared.strength,
        snr_db=quality.snr_db,
        clipped_share=quality.clipped_share,
        by_telephone=prepared.by_telephone,
    )
    said = phrases.find(transcript, found)
    loud = loudness.summarise(
        level_dbfs, speech, said, noise_dbfs=quality.noise_dbfs, voiced=np.isfinite(own_f0)
    )
    endings = final_rises.find(own_f0, prepared.strength, said)
    stretches = runs(own)
    speech_s = float(np.count_nonzero(own)) * HOP_S
    tempo = pace.rates(
        transcript,
        speech_s=speech_s,
        n_stretches=len(stretches),
        span=(stretches[0][0] * HOP_S, stretches[-1][1] * HOP_S),
    )
    measures = Measures(
        words=pace.words_said(transcript),
        fillers=sum(word.filler for word in transcript.words),
        speaking_rate_wpm=tempo.speaking_rate_wpm,
        articulation_rate_sps=tempo.articulation_rate_sps,
        speech_s=speech_s,
        pauses=found,
        f0_median_hz=voice.f0_median_hz,
        f0_sd_semitones=voice.f0_sd_semitones,
        f0_range_semitones=voice.f0_range_semitones,
        pvq=voice.pvq,
        voiced_s=voice.voiced_s,
        final_rises=final_rises.count(endings),
        level_dbfs=quality.level_dbfs,
        noise_dbfs=quality.noise_dbfs,
        snr_db=quality.snr_db,
        clipped_share=quality.clipped_share,
        level_sd_db=loud.level_sd_db,
        trailing_off_db=loud.trailing_off_db,
    )
    doubts = trust.doubts(measures, quality, {**loud.unreliable, **voice.unreliable})
    errors = trust.standard_errors(voice, loud, tempo, found, endings)
    return MeasureResult(trust.only_sure(measures, doubts, errors), tracks, endings)


def _nothing(transcript: Transcript, take: Prepared, reason: str) -> Measures:
    """The measures of a take in which there is nothing to measure."""
    return Measures(
        words=pace.words_said(transcript),
        fillers=sum(word.filler for word in transcript.words),
        speech_s=0.0,
        pauses=(),
        voiced_s=0.0,
        clipped_share=clipping.clipped_share(take.peaks, np.ones(len(take.peaks), dtype=np.bool_)),
        unreliable=dict.fromkeys(_NOT_WITHOUT_SPEECH, reason),
        speaking_rate_wpm=None,
        articulation_rate_sps=None,
        f0_median_hz=None,
        f0_sd_semitones=None,
        f0_range_semitones=None,
        pvq=None,
        final_rises=None,
        level_dbfs=None,
        noise_dbfs=None,
        snr_db=None,
    )

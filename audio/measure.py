"""All measures of a take: features block by block, then one decision over the whole.

Features are pure functions of a block, so that a take measured while it is spoken gives the same
numbers as the finished file. All that needs the whole take (the room's noise, the speaker's range,
where pauses are) is decided at the end, from the features alone, in a few milliseconds a minute.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from audio import final_rises, loudness, pace, pauses, phrases, pitch, signal_quality, speech_activity
from audio.blocks import HOP_S, Block
from audio.final_rises import Ending, PhraseEnding
from audio.pitch import PitchSummary
from audio.speech_activity import Activity, ActivityFeatures, Floats, runs
from audio.tracks import Tracks
from models.measures import Measures, Pause
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

NO_SPEECH = "no speech was heard"
TOO_FEW_WORDS = "too few words"
TOO_LITTLE_SPEECH = "too little speech"
NO_ROOM = "no moment without speech to hear the room in"
GATED = "the silence between the words was cut out, so the room can't be heard"
TOO_NOISY = "too noisy to tell speech from silence"
CLIPPED = "the recording is overdriven (clipped)"
UNTIMED = "the transcript has no times"

MIN_SNR_FOR_PAUSES_DB = 3.0
"""Pauses between phrases in pink or white noise: F1 0.97 and more at 5 dB SNR, but 0.89 at 2 dB."""
CLIPPED_SHARE = 0.03
"""Of the samples in speech: levels read 0.4 to 0.7 dB low at 2 %, 1.0 to 1.5 dB at 5 %; pitch stays right."""
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
_LEVELS = ("level_dbfs", "snr_db", "level_sd_db", "trailing_off_db")


@dataclass(frozen=True, eq=False)
class FrameFeatures:
    """What is kept of each 10 ms frame until the end of the take."""

    activity: ActivityFeatures
    pitch: pitch.PitchCandidates
    level_dbfs: Floats

    def __len__(self) -> int:
        return len(self.level_dbfs)

    @staticmethod
    def join(parts: Sequence["FrameFeatures"]) -> "FrameFeatures":
        """One take's features from its blocks', in order; no blocks give no frames."""
        return FrameFeatures(
            activity=ActivityFeatures.join([part.activity for part in parts]),
            pitch=pitch.PitchCandidates.join([part.pitch for part in parts]),
            level_dbfs=np.concatenate([np.zeros(0, dtype=np.float32), *(part.level_dbfs for part in parts)]),
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
    )


@dataclass(frozen=True, eq=False)
class Prepared:
    """What is decided of a take, or a chapter of it, before its words are known; a value for each frame."""

    activity: Activity
    f0_hz: Floats
    level_dbfs: Floats
    power: Floats
    clipped: NDArray[np.uint8]

    @staticmethod
    def join(parts: Sequence["Prepared"]) -> "Prepared":
        """One take from its chapters, in order."""
        if len(parts) == 1:
            return parts[0]
        return Prepared(
            activity=Activity.join([part.activity for part in parts]),
            f0_hz=np.concatenate([part.f0_hz for part in parts]),
            level_dbfs=np.concatenate([part.level_dbfs for part in parts]),
            power=np.concatenate([part.power for part in parts]),
            clipped=np.concatenate([part.clipped for part in parts]),
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
    return Prepared(
        activity=activity,
        f0_hz=pitch.track(features.pitch, activity.speech, known.track),
        level_dbfs=features.level_dbfs,
        power=features.activity.power,
        clipped=features.activity.clipped,
    )


def measure(features: FrameFeatures | Prepared, transcript: Transcript) -> MeasureResult:
    """The measures of a take from its joined features and its timed transcript.

    Without words nothing is measured of the voice; the tracks are there all the same.
    """
    prepared = features if isinstance(features, Prepared) else prepare(features)
    activity, f0_hz, level_dbfs = prepared.activity, prepared.f0_hz, prepared.level_dbfs
    own = pauses.speech_spans(activity, transcript)
    speech = own & activity.speech
    tracks = Tracks(f0_hz=f0_hz, level_dbfs=level_dbfs, speech=activity.speech)
    if not transcript.timed or not speech.any():
        reason = NO_SPEECH if transcript.timed else UNTIMED
        return MeasureResult(_nothing(transcript, prepared, reason), tracks)

    quality = signal_quality.assess(prepared.power, prepared.clipped, activity, own)
    found = pauses.find(activity, transcript)
    own_f0 = np.where(speech, f0_hz, np.nan).astype(np.float32)
    voice = pitch.summarise(own_f0, snr_db=quality.snr_db, clipped_share=quality.clipped_share)
    spoken = phrases.find(transcript, found)
    loud = loudness.summarise(
        level_dbfs, speech, spoken, noise_dbfs=quality.noise_dbfs, voiced=np.isfinite(own_f0)
    )
    endings = final_rises.find(own_f0, pitch.strength(features.pitch, own_f0), spoken)
    stretches = runs(own)
    speech_s = float(np.count_nonzero(own)) * HOP_S
    tempo = pace.rates(
        transcript,
        speech_s=speech_s,
        n_stretches=len(stretches),
        span=(stretches[0][0] * HOP_S, stretches[-1][1] * HOP_S),
    )
    rises = final_rises.count(endings)
    whole = quality.clipped_share <= CLIPPED_SHARE
    measures = Measures(
        words=pace.words_said(transcript),
        fillers=sum(word.filler for word in transcript.words),
        speaking_rate_wpm=tempo.speaking_rate_wpm,
        articulation_rate_sps=None if _is_noisy(quality) else tempo.articulation_rate_sps,
        speech_s=speech_s,
        pauses=found,
        f0_median_hz=voice.f0_median_hz,
        f0_sd_semitones=voice.f0_sd_semitones,
        f0_range_semitones=voice.f0_range_semitones,
        pvq=voice.pvq,
        voiced_s=voice.voiced_s,
        final_rises=rises,
        level_dbfs=quality.level_dbfs if whole else None,
        noise_dbfs=quality.noise_dbfs,
        snr_db=quality.snr_db if whole else None,
        clipped_share=quality.clipped_share,
        level_sd_db=loud.level_sd_db if whole else None,
        trailing_off_db=loud.trailing_off_db if whole else None,
        unreliable=_doubts(voice, loud, tempo, quality, rises),
        uncertainty={},
    )
    errors = _errors(voice, loud, tempo, found, endings)
    known = {name: error for name, error in errors.items() if getattr(measures, name) is not None}
    measures = replace(measures, uncertainty=known)
    return MeasureResult(measures, tracks, endings)


def _is_noisy(quality: signal_quality.SignalQuality) -> bool:
    return quality.snr_db is not None and quality.snr_db < MIN_SNR_FOR_PAUSES_DB


def _doubts(
    voice: PitchSummary,
    loud: loudness.LoudnessSummary,
    tempo: pace.Pace,
    quality: signal_quality.SignalQuality,
    rises: int | None,
) -> dict[str, str]:
    """Why a measure is None, or is given with doubt."""
    doubts = {**loud.unreliable, **voice.unreliable}
    if tempo.speaking_rate_wpm is None:
        doubts["speaking_rate_wpm"] = TOO_FEW_WORDS
    if tempo.articulation_rate_sps is None:
        doubts["articulation_rate_sps"] = (
            TOO_FEW_WORDS if tempo.speaking_rate_wpm is None else TOO_LITTLE_SPEECH
        )
    if rises is None:
        doubts["final_rises"] = "no phrase's ending has enough voice"
    if quality.level_dbfs is None:
        doubts["level_dbfs"] = TOO_LITTLE_SPEECH
    if quality.noise_dbfs is None:
        doubts["noise_dbfs"] = doubts["snr_db"] = GATED if quality.gated else NO_ROOM
    if quality.snr_db is None and "snr_db" not in doubts:
        doubts["snr_db"] = TOO_LITTLE_SPEECH
    if _is_noisy(quality):
        doubts.update(dict.fromkeys(("pauses", "speech_s", "articulation_rate_sps"), TOO_NOISY))
    if quality.clipped_share > CLIPPED_SHARE:
        doubts.update(dict.fromkeys(_LEVELS, CLIPPED))
    return doubts


def _errors(
    voice: PitchSummary,
    loud: loudness.LoudnessSummary,
    tempo: pace.Pace,
    found: Sequence[Pause],
    endings: Sequence[PhraseEnding],
) -> dict[str, float]:
    """Standard errors of the measures that are given."""
    errors = {**loud.uncertainty, **voice.uncertainty}
    if tempo.speaking_rate_wpm is not None:
        errors["speaking_rate_wpm"] = tempo.speaking_rate_error_wpm
    if tempo.articulation_rate_sps is not None:
        errors["articulation_rate_sps"] = tempo.articulation_rate_error_sps
    errors["level_dbfs"] = errors["noise_dbfs"] = 0.5
    errors["snr_db"] = 1.0
    errors["pauses"] = 0.5 + 0.03 * len(found)
    unsure = sum(ending.ending is Ending.UNKNOWN for ending in endings)
    errors["final_rises"] = 0.5 + 0.25 * unsure
    return errors


def _nothing(transcript: Transcript, take: Prepared, reason: str) -> Measures:
    """The measures of a take in which there is nothing to measure."""
    samples = max(1, len(take.clipped)) * signal_quality.SAMPLES_A_FRAME
    return Measures(
        words=pace.words_said(transcript),
        fillers=sum(word.filler for word in transcript.words),
        speech_s=0.0,
        pauses=(),
        voiced_s=0.0,
        clipped_share=float(np.sum(take.clipped, dtype=np.int64)) / samples,
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

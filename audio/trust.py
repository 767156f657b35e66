"""When a measure can't be trusted: then it is not given, and why is said in plain words.

The limits are read off `python -m tests.bench.trust`, which shows each measure's error in more and more
noise, more and more overdriven, and in shorter and shorter takes; those of pitch are in
`audio.pitch.summary`, those of length in `audio.pace` and `audio.loudness`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from audio.final_rises import Ending, PhraseEnding
from audio.loudness import LoudnessSummary
from audio.pace import MIN_WORDS, Pace
from audio.pitch import PitchSummary
from audio.signal_quality import SignalQuality
from models.measures import Measures, Pause

NO_SPEECH = "no speech was heard"
UNTIMED = "the transcript has no times"
TOO_FEW_WORDS = "too few words"
TOO_LITTLE_SPEECH = "too little speech"
NO_ENDING = "no phrase's ending has enough voice"
NO_ROOM = "no moment without speech to hear the room in"
GATED = "the silence between the words was cut out, so the room can't be heard"
TOO_NOISY = "too noisy to tell speech from silence"
WORDS_LOST = "too noisy to hear every word"
VOICE_COVERED = "too much noise behind the voice"
CLIPPED = "the recording is overdriven (clipped)"

MIN_SNR_DB: Mapping[str, float] = {
    "pauses": 3.0,
    "speech_s": 3.0,
    "speaking_rate_wpm": 12.0,
    "articulation_rate_sps": 12.0,
    "final_rises": 10.0,
    "level_sd_db": 3.0,
    "trailing_off_db": 6.0,
}
"""Pauses between phrases in pink or white noise: F1 0.97 and more at 5 dB, 0.89 at 2 dB. The others by nine
in ten readings of three voices in white and pink noise: speaking rate within 3 % at 15 dB, within 5 % at 12,
within 7 % at 10 (words are lost); articulation rate within 6 % at 15 dB, 10 % at 10; final rises right down
to 10 dB, one wrong from 8 on; level from phrase to phrase within 0.3 dB at 2 dB; trailing off within 0.8 dB
at 6, 1.3 dB at 2 dB."""
CLIPPED_SHARE = 0.03
"""Of the samples in speech: levels read 0.4 to 0.7 dB low at 2 %, 1.0 to 1.5 dB at 5 %; pitch stays right."""
_NOISE: Mapping[str, str] = {
    "pauses": TOO_NOISY,
    "speech_s": TOO_NOISY,
    "speaking_rate_wpm": WORDS_LOST,
    "articulation_rate_sps": WORDS_LOST,
}
_LEVELS = ("level_dbfs", "snr_db", "level_sd_db", "trailing_off_db")
_ALWAYS_GIVEN = ("pauses", "speech_s")
"""Given with their doubt."""


def doubts(measures: Measures, quality: SignalQuality, known: Mapping[str, str]) -> dict[str, str]:
    """Why each measure that can't be trusted can't be, together with the doubts `known` already."""
    found = dict(known)
    if measures.speaking_rate_wpm is None:
        found["speaking_rate_wpm"] = TOO_FEW_WORDS
    if measures.articulation_rate_sps is None:
        found["articulation_rate_sps"] = TOO_FEW_WORDS if measures.words < MIN_WORDS else TOO_LITTLE_SPEECH
    if measures.final_rises is None:
        found["final_rises"] = NO_ENDING
    if quality.level_dbfs is None:
        found["level_dbfs"] = TOO_LITTLE_SPEECH
    if quality.noise_dbfs is None:
        found["noise_dbfs"] = found["snr_db"] = GATED if quality.gated else NO_ROOM
    elif quality.snr_db is None:
        found["snr_db"] = TOO_LITTLE_SPEECH
    if quality.snr_db is not None:
        for name, least_db in MIN_SNR_DB.items():
            if quality.snr_db < least_db:
                found[name] = _NOISE.get(name, VOICE_COVERED)
    if quality.clipped_share > CLIPPED_SHARE:
        found.update(dict.fromkeys(_LEVELS, CLIPPED))
    return found


def standard_errors(
    voice: PitchSummary,
    loud: LoudnessSummary,
    tempo: Pace,
    found: Sequence[Pause],
    endings: Sequence[PhraseEnding],
) -> dict[str, float]:
    """How sure each measure is, in its own unit."""
    errors = {**loud.uncertainty, **voice.uncertainty}
    errors["speaking_rate_wpm"] = tempo.speaking_rate_error_wpm
    errors["articulation_rate_sps"] = tempo.articulation_rate_error_sps
    errors["level_dbfs"] = errors["noise_dbfs"] = 0.5
    errors["snr_db"] = 1.0
    errors["pauses"] = 0.5 + 0.03 * len(found)
    unsure = sum(ending.ending is Ending.UNKNOWN for ending in endings)
    errors["final_rises"] = 0.5 + 0.25 * unsure
    return errors


def only_sure(measures: Measures, doubts: Mapping[str, str], errors: Mapping[str, float]) -> Measures:
    """The measures without those that are doubted, with the errors of those that are given."""
    withheld = dict.fromkeys(name for name in doubts if name not in _ALWAYS_GIVEN)
    kept = replace(measures, unreliable=doubts, **withheld)  # type: ignore[arg-type]
    return replace(
        kept, uncertainty={name: error for name, error in errors.items() if getattr(kept, name) is not None}
    )

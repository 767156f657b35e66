"""How it was said: the numbers measured from a take.

A number that cannot be stood behind is None, with its reason in `unreliable` under its own name.
Definitions are those of the field: see each attribute.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MEASURES_VERSION = 6
"""Goes up when a measure improves: takes measured by an older version are measured again."""


class PausePlace(StrEnum):
    """Where a silent pause falls: at the end of a clause, or inside one."""

    BOUNDARY = "boundary"
    HESITATION = "hesitation"


@dataclass(frozen=True)
class Pause:
    """A silent pause of at least 250 ms (Goldman-Eisler) between the caller's own words."""

    start_s: float
    end_s: float
    place: PausePlace

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


def pause_length(duration_s: float) -> str:
    """For people, as "0.3 s". Half a tenth counts up: the shortest pause, 250 ms, must not read as less."""
    return f"{math.floor(10 * duration_s + 0.5 + 1e-6) / 10:.1f} s"


@dataclass(frozen=True, kw_only=True)
class Measures:
    """The measures of one take; every value has its unit in its name."""

    words: int
    """The caller's own words as spoken ("555-0142" is seven), fillers not counted."""
    fillers: int | None
    """Filled pauses: um, uh, er, erm, hmm."""
    speaking_rate_wpm: float | None
    """Words per minute from the first to the last word, pauses included, partner's turns excluded."""
    articulation_rate_sps: float | None
    """Syllables per second of speech, pauses excluded."""
    speech_s: float
    """The caller's own speech, pauses excluded."""
    pauses: tuple[Pause, ...]
    f0_median_hz: float | None
    f0_sd_semitones: float | None
    """Standard deviation of F0 over voiced speech, in semitones (F0 spread)."""
    f0_range_semitones: float | None
    """From the 5th to the 95th percentile of F0."""
    pvq: float | None
    """Pitch variation quotient: SD over mean of F0 in Hz (Hincks 2005)."""
    voiced_s: float
    final_rises: int | None
    """Phrases that are not questions and end with a rising pitch; shown, never scored."""
    level_dbfs: float | None
    """RMS of speech."""
    noise_dbfs: float | None
    """RMS of non-speech."""
    snr_db: float | None
    clipped_share: float
    """Share of speech samples whose peaks are cut off, 0 to 1: at full scale, or flat at one height."""
    level_sd_db: float | None = None
    """Steadiness: standard deviation of the level from phrase to phrase."""
    trailing_off_db: float | None = None
    """How much softer phrases end than they run; positive is softer."""
    unreliable: Mapping[str, str] = field(default_factory=dict)
    """The name of a measure that is None (or doubtful) -> why, in plain words."""
    uncertainty: Mapping[str, float] = field(default_factory=dict)
    """The name of a measure -> its standard error, in the measure's own unit."""

"""How fast the caller speaks: words per minute with pauses, syllables per second without."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from models import syllables
from models.spoken_numbers import as_spoken
from models.transcript import PartnerTurn, Transcript

MIN_WORDS = 8
"""Turns of seven words or fewer give no verdict on rate (the rule of Microsoft's speaker coach)."""
MIN_SPEECH_S = 1.5
"""Less speech than this holds too few syllables: one more or less moves the rate by a tenth."""
_BORDER_SD_S = 0.04
"""How well the border of a stretch of speech is known."""
_SYLLABLE_SD = 0.03
"""Share by which a count of syllables differs from what a listener counts (elisions, misheard words)."""


@dataclass(frozen=True)
class Pace:
    """Rates with their standard errors; None where there is too little speech."""

    speaking_rate_wpm: float | None
    articulation_rate_sps: float | None
    speaking_rate_error_wpm: float
    articulation_rate_error_sps: float


def rates(transcript: Transcript, *, speech_s: float, n_stretches: int, span: tuple[float, float]) -> Pace:
    """The rates of a take.

    `speech_s`: the caller's own speech without pauses (fillers in it: they count as syllables, too);
    `n_stretches`: into how many stretches pauses cut it; `span`: start and end of the speech, seconds.
    Speaking rate counts words without fillers, over the span less the partner's turns.
    """
    n_words = words_said(transcript)
    turn_s = max(0.0, span[1] - span[0] - _overlap(span, transcript.partner_turns))
    border_s = _BORDER_SD_S * (2 * max(1, n_stretches)) ** 0.5
    speaking = articulation = None
    speaking_error = articulation_error = 0.0
    if n_words >= MIN_WORDS and turn_s > 0:
        speaking = 60 * n_words / turn_s
        speaking_error = speaking * ((0.02**2) + (border_s / turn_s) ** 2) ** 0.5
    if n_words >= MIN_WORDS and speech_s >= MIN_SPEECH_S:
        articulation = syllables.count(transcript.text) / speech_s
        articulation_error = articulation * (_SYLLABLE_SD**2 + (border_s / speech_s) ** 2) ** 0.5
    return Pace(speaking, articulation, speaking_error, articulation_error)


def words_said(transcript: Transcript) -> int:
    """The caller's words as spoken, without fillers: "555-0142" is seven words."""
    sentence: list[str] = []
    n_words = 0
    for word in transcript.fluent_words:
        sentence.append(word.text)
        if word.text.endswith((".", "?", "!")):
            n_words += _words_in(" ".join(sentence))
            sentence = []
    return n_words + _words_in(" ".join(sentence))


@lru_cache(maxsize=4096)
def _words_in(sentence: str) -> int:
    """How a number is read depends on what stands around it in its sentence: "9 May", "212 555 0142"."""
    return sum(any(letter.isalnum() for letter in token) for token in as_spoken(sentence).split())


def _overlap(span: tuple[float, float], turns: Sequence[PartnerTurn]) -> float:
    return sum(max(0.0, min(span[1], turn.end_s) - max(span[0], turn.start_s)) for turn in turns)

"""How it was put: the wordings that Review marks and the scores count."""

from dataclasses import dataclass
from enum import StrEnum


class DeliveryKind(StrEnum):
    HEDGING = "hedging"
    """Wording that takes itself back: "I was just sort of wondering"."""
    PUSHY = "pushy"
    """Demanding, pressing, complaining of not being called."""
    APOLOGISING = "apologising"
    """Apologising for the call itself; sympathy is not it."""
    WARM = "warm"
    """Thanks, good wishes, enthusiasm."""
    CREDENTIALS = "credentials"
    """Reciting one's own qualifications; a sentence of it is welcome, several are too much."""


@dataclass(frozen=True)
class DeliverySpan:
    """One occurrence; the words are `transcript.words[first_word : last_word + 1]`.

    Times are those of the words, in seconds from the start of the recording; None when the transcript
    is not timed.
    """

    kind: DeliveryKind
    first_word: int
    last_word: int
    start_s: float | None
    end_s: float | None
    quote: str

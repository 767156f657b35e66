"""What the searches for single points have in common: the material, and what is found."""

from dataclasses import dataclass
from datetime import date

from models.call import CallCard
from models.understanding.phrase_data import PhraseData
from models.understanding.tokens import Spoken


@dataclass(frozen=True)
class Evidence:
    """The transcript words that make a point, first and last index; a `problem` is a loud fault.

    With `said` False it is only a problem, such as a number that is not the card's.
    """

    first_word: int
    last_word: int
    problem: str = ""
    said: bool = True


@dataclass(frozen=True)
class Material:
    """Everything a search may look at."""

    spoken: Spoken
    call: CallCard
    data: PhraseData
    today: date | None = None

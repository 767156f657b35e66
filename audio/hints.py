"""What the transcriber may expect to hear: the names and the job on the call card.

Whisper takes them as text that came before, which makes it spell them right,
and sometimes makes it hear them where somebody else was named. So a hinted
word counts only where Whisper without the hint finds it possible, too.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from models.call import CallCard

_WHOLE_NAME = -3.0
_PART_OF_NAME = -1.5
_OTHER_WORDS = -2.5
_PER_DOUBT = -5.0
"""Limits of `accepts`: the doubt about what was heard without hints, 0 to 1, times the last, and never
below the others. Over 27 synthetic voices, 50 unusual names that were said gave -2.2 to 0.6, at a doubt
of 0.7 and 0.2; similar other names -2.9 to -4.4 at 0.2 to 0.4, and -0.7 at 0.05 ("Lockwood")."""
_ALIKE = 0.8
_ALIKE_IF_LIKELIER = 0.6
"""Of the consonants' classes: 0.89 and more in 30 mishearings of unusual names, 0.75 in "Eifa Brennan"
for Eva Brannigan. A name with more silent letters is left to the comparison of names. Less will
do where Whisper without hints finds the name likelier than what it wrote."""
_TITLES = frozenset(("mr", "mister", "mrs", "ms", "miss", "dr", "doctor", "professor"))
"""They sound alike before any name: "Miss Pomerai" is no Ms. Pomfret."""
_SMALLEST = 1e-3
_SOUND_CLASSES = str.maketrans("bpfvcskgjqxzdtlmnr", "111122222222334556", "aeiouhwy'’")
"""The consonant classes of Soundex (Russell 1918); vowels and h, w, y drop out."""


@dataclass(frozen=True)
class Hints:
    """Words that are likely in this call. They help only where the sound agrees."""

    call: CallCard = field(default_factory=CallCard)

    @property
    def phrases(self) -> tuple[str, ...]:
        """The caller, the interviewer, the job, the company: what is on the card, in its spelling."""
        card = self.call
        candidates = (card.caller, card.interviewer_spoken, card.role, card.company)
        return tuple(phrase.strip() for phrase in candidates if phrase.strip())

    @property
    def hotwords(self) -> str:
        """The phrases as one line of text, as Whisper's prompt takes them; empty without a card."""
        return ", ".join(self.phrases)

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The people's names, each as its bare words."""
        return tuple(name for name in map(bare_words, (self.call.caller, self.call.interviewer)) if name)

    @property
    def words(self) -> frozenset[str]:
        """All hinted words, bare."""
        return frozenset(word for phrase in self.phrases for word in bare_words(phrase))

    def accepts(
        self,
        hinted: Sequence[str],
        hinted_probabilities: Sequence[float],
        unhinted_probabilities: Sequence[float],
        *,
        unhinted: Sequence[str] = (),
        around: Sequence[str] = (),
    ) -> bool:
        """Whether the words heard with hints may replace the words heard without them.

        `hinted`: bare words; the probabilities are Whisper's without hints, of
        the hinted and of the unhinted words at this place; `unhinted`: the
        bare words that would go; `around`: those of the sentence with hints. A
        person's name must sound like what was heard without hints, and needs
        all its parts, or more support: "Maya" alone must not replace "Myra".
        """
        if not self.words.intersection(hinted) or not unhinted_probabilities:
            return False
        support = _mean_log(hinted_probabilities) - _mean_log(unhinted_probabilities)
        touched = [name for name in self.names if set(name).intersection(hinted)]
        if not touched:
            return support > _OTHER_WORDS
        likelier = support > 0
        alike = sounds_alike(_without_titles(hinted), _without_titles(unhinted))
        if alike < (_ALIKE_IF_LIKELIER if likelier else _ALIKE):
            return False
        limit = _PER_DOUBT * (1 - math.exp(_mean_log(unhinted_probabilities)))
        if any(_contains(around, name) for name in touched):
            return support > max(_WHOLE_NAME, limit)
        return support > max(_PART_OF_NAME, limit)


def bare_words(text: str) -> tuple[str, ...]:
    """The words in lower case, without punctuation."""
    return tuple(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower()))


def sounds_alike(one: str, other: str) -> float:
    """How alike two spellings sound, 0 to 1, by the order of their consonants' classes."""
    return Indel.normalized_similarity(_skeleton(one), _skeleton(other))


def _without_titles(words: Sequence[str]) -> str:
    return "".join(word for word in words if word not in _TITLES)


def _skeleton(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word.lower().translate(_SOUND_CLASSES))


def _mean_log(probabilities: Sequence[float]) -> float:
    logs = [math.log(max(probability, _SMALLEST)) for probability in probabilities]
    return sum(logs) / len(logs) if logs else math.log(_SMALLEST)


def _contains(sentence: Sequence[str], name: Sequence[str]) -> bool:
    size = len(name)
    return any(tuple(sentence[i : i + size]) == tuple(name) for i in range(len(sentence) - size + 1))

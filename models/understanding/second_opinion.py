"""A second, independent judgement of every point, learned from labelled sentences.

The rules of `assets/phrases/` foresee wordings; what they did not foresee, they miss or take for
something else. A linear model over groups and pairs of words (`word_patterns`) sees each sentence as a
whole instead. The two err in different places, so a point counts where the rules find it and the model
does not object, or where the model alone is sure. tests/data/sentences_rounds.md has the figures.

The model is kernel ridge regression on the sentences of tests/data, written out as one weight per
pattern and point; `tools/learn_second_opinion.py` makes the file. Patterns are told apart by a 17-bit
checksum, so no list of them is needed. A score is about 0 for "not said" and about 1 for "said".

NOTES. Tried and left: sentence vectors of a small language model (MiniLM, int8 by onnxruntime) as a
second kernel, exp(3 (cosine - 1)), beside the patterns: .968 / .881 instead of .937 / .861 on eleven rounds,
and the same where it is asked only if rules and patterns are unsure. The gain is real; the price is a
package of 21 MB, 3 MB of vectors, 5 ms a piece and its memory in the window's process, too. Letter groups,
clusters of words, rare words put alike, sentences made by exchanging words: nothing, or under one point.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt

from models.understanding.phrase_data import PhraseData
from models.understanding.word_patterns import Patterns, patterns_of

BINS = 1 << 17
SHARES = (0.6, 0.3, 0.6, 0.3)
"""How much groups, pairs, groups of kinds and pairs of kinds count."""
_FILE = "second_opinion.npz"

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Opinion:
    """The learned model: `weights` [BINS, points], `rarity` [BINS], `usual` [points]."""

    points: tuple[str, ...]
    weights: npt.NDArray[np.int8]
    scale: Floats
    """[points]: what one step of `weights` is worth."""
    rarity: Floats
    """Inverse document frequency by bin; 0 for patterns too rare to count."""
    usual: Floats

    def scores(self, words: Sequence[str], data: PhraseData) -> dict[str, float]:
        """How surely a piece of talk makes each point, about 0 to 1."""
        bins, values = values_of(patterns_of(words, data), self.rarity)
        found = self.usual + (values @ self.weights[bins].astype(np.float32)) * self.scale
        return {point: float(score) for point, score in zip(self.points, found, strict=True)}


def values_of(patterns: Patterns, rarity: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """The bins that a piece fills and how much, each of the four looks scaled to the length of its share."""
    bins: list[int] = []
    values: list[Floats] = []
    for share, (prefix, look) in zip(SHARES, looks(patterns), strict=True):
        counted = Counter(bin_of(prefix, pattern) for pattern in look)
        known = {at: count for at, count in counted.items() if rarity[at] > 0}
        if known:
            where = list(known)
            raw = (1 + np.log(np.fromiter(known.values(), np.float32))) * rarity[where]
            values.append(raw * np.float32(share**0.5 / float(np.linalg.norm(raw))))
            bins += where
    return np.array(bins, np.int64), np.concatenate(values) if values else np.zeros(0, np.float32)


def looks(patterns: Patterns) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The four looks, each with a letter that keeps its patterns apart from the others'."""
    yield "g", patterns.groups
    yield "p", patterns.pairs
    yield "G", patterns.kind_groups
    yield "P", patterns.kind_pairs


def bin_of(prefix: str, pattern: str) -> int:
    """The bin of a pattern."""
    return zlib.crc32(f"{prefix} {pattern}".encode()) % BINS


@cache
def second_opinion() -> Opinion:
    """The shipped model."""
    with np.load(BytesIO(files("assets").joinpath(_FILE).read_bytes())) as stored:
        weights = np.zeros((BINS, len(stored["points"])), np.int8)
        weights[stored["bins"]] = stored["weights"]
        rarity = np.zeros(BINS, np.float32)
        rarity[stored["bins"]] = stored["rarity"]
        return Opinion(
            points=tuple(str(point) for point in stored["points"]),
            weights=weights,
            scale=stored["scale"],
            rarity=rarity,
            usual=stored["usual"],
        )

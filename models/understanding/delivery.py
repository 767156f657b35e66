"""Hedging: one plain hedge, or several soft words together."""

from models.understanding.evidence import Evidence, Material
from models.understanding.matching import rule_spans

_SOFT_WORDS = 3
"""Soft words ("maybe", "I think", "just") within `_WINDOW` words that together are a hedge."""
_WINDOW = 16


def find_hedging(material: Material) -> Evidence | None:
    """The first hedge."""
    strong = hedges(material, "strong")
    if strong:
        return Evidence(*min(strong))
    weak = sorted(hedges(material, "weak"))
    for index in range(len(weak) - _SOFT_WORDS + 1):
        first, last = weak[index], weak[index + _SOFT_WORDS - 1]
        if last[1] - first[0] < _WINDOW:
            return Evidence(first[0], last[1])
    return None


def hedges(material: Material, kind: str) -> list[tuple[int, int]]:
    """Word spans of all hedges of a kind, "strong" or "weak"."""
    return [
        span
        for rule in material.data.rules["hedging"]
        if rule.kind == kind
        for span in rule_spans(rule, material.spoken)
    ]

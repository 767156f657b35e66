"""Words that colour the delivery: hedges, pressing, apologising, warm wording, recited credentials."""

from models.call import CallCard
from models.delivery import DeliveryKind, DeliverySpan
from models.transcript import Transcript
from models.understanding.agreement import objects
from models.understanding.delivery import hedges
from models.understanding.evidence import Material
from models.understanding.matching import rule_spans
from models.understanding.phrase_data import phrase_data
from models.understanding.tokens import tokenise

_RULES_OF = {
    DeliveryKind.PUSHY: ("pushy",),
    DeliveryKind.APOLOGISING: ("apologising",),
    DeliveryKind.WARM: ("thanks", "interest", "closing", "warm"),
    DeliveryKind.CREDENTIALS: ("qualification",),
}
_FAULTS = {
    DeliveryKind.HEDGING: "hedging",
    DeliveryKind.PUSHY: "pushy",
    DeliveryKind.APOLOGISING: "apologising",
}
"""The checks that have to agree, so that no fault is shown that does not count."""


def delivery_spans(transcript: Transcript) -> tuple[DeliverySpan, ...]:
    """Every occurrence in the order of the words; spans of one kind do not overlap."""
    material = Material(spoken=tokenise(transcript), call=CallCard(), data=phrase_data())
    found: list[DeliverySpan] = []
    for kind in (DeliveryKind.HEDGING, *_RULES_OF):
        spans = hedges(material, "strong") if kind is DeliveryKind.HEDGING else _spans(material, kind)
        if kind in _FAULTS:
            spans = [span for span in spans if not objects(_FAULTS[kind], *span, material)]
        found += [_span(kind, first, last, transcript) for first, last in _joined(spans)]
    return tuple(sorted(found, key=lambda span: (span.first_word, span.last_word)))


def _spans(material: Material, kind: DeliveryKind) -> list[tuple[int, int]]:
    rules = [rule for name in _RULES_OF[kind] for rule in material.data.rules.get(name, ())]
    return [span for rule in rules for span in rule_spans(rule, material.spoken)]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _span(kind: DeliveryKind, first: int, last: int, transcript: Transcript) -> DeliverySpan:
    words = transcript.words[first : last + 1]
    return DeliverySpan(
        kind=kind,
        first_word=first,
        last_word=last,
        start_s=words[0].start_s if transcript.timed else None,
        end_s=words[-1].end_s if transcript.timed else None,
        quote=" ".join(word.text for word in words),
    )

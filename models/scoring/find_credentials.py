"""How many words go on the caller's own qualifications."""

from bisect import bisect_left

from models.delivery import DeliveryKind
from models.scorecard import Wanted
from models.scoring.evidence import Evidence
from models.scoring.finding import Finding
from models.scoring.rubric import Part
from models.scoring.sentences import Range, sentences
from models.scoring.wording import shorten

_CONTINUING = frozenset(
    ("and", "then", "also", "plus", "before", "after", "later", "afterwards", "there", "where", "besides")
)


def credential_words(evidence: Evidence, part: Part) -> Finding:
    """Words spent on qualifications; one sentence is welcome."""
    words = evidence.transcript.words
    counted = [index for index in _credential_indices(evidence) if not words[index].filler]
    uncertain = evidence.rubric.uncertain
    if not counted:
        return Finding(value=0.0, sigma=uncertain.count_least, fields={"count": "0", "share": "0"})
    timed = evidence.transcript.timed
    return Finding(
        value=float(len(counted)),
        sigma=uncertain.count_least + uncertain.count_share * len(counted),
        fields={
            "count": str(len(counted)),
            "share": f"{100 * len(counted) / max(1, evidence.measures.words):.0f}",
            "quote": shorten(evidence.quote(counted[0], counted[-1]), 8),
        },
        start_s=words[counted[0]].start_s if timed else None,
        end_s=words[counted[-1]].end_s if timed else None,
    )


def _credential_indices(evidence: Evidence) -> list[int]:
    """From the first clause with a qualification to the end of its sentence, and of those that go on.

    Clauses in which another point of the call was heard are left out.
    """
    spans: list[Range] = [(s.first_word, s.last_word) for s in evidence.spans[DeliveryKind.CREDENTIALS]]
    check = evidence.said("qualification")
    if check is not None and check.first_word is not None and check.last_word is not None:
        spans.append((check.first_word, check.last_word))
    if not spans:
        return []
    own = {index for first, last in spans for index in range(first, last + 1)}
    others = _other_points(evidence) - own
    parts = evidence.clauses
    found: list[int] = []
    reciting = False
    for first, last in sentences(evidence.transcript, evidence.measures.pauses):
        inside = parts[bisect_left(parts, (first, first)) : bisect_left(parts, (last + 1, 0))]
        with_own = [place for place, part in enumerate(inside) if not own.isdisjoint(_indices(part))]
        goes_on = reciting and _goes_on(evidence, first) and others.isdisjoint(range(first, last + 1))
        reciting = bool(with_own) or goes_on
        if reciting:
            own_from = with_own[0] if with_own and not goes_on else 0
            kept = [part for part in inside[own_from:] if others.isdisjoint(_indices(part))]
            found += [index for part in kept for index in _indices(part)]
    return found


def _goes_on(evidence: Evidence, first: int) -> bool:
    """Whether a sentence continues the one before: "And then I moved to a bigger one"."""
    fluent = (word.text for word in evidence.transcript.words[first:] if not word.filler)
    return next(fluent, "").strip(" ,.…").lower() in _CONTINUING


def _other_points(evidence: Evidence) -> set[int]:
    return {
        index
        for check in evidence.checks.values()
        if check.said
        and check.id != "qualification"
        and check.wanted is not Wanted.MUST_NOT
        and check.first_word is not None
        and check.last_word is not None
        for index in range(check.first_word, check.last_word + 1)
    }


def _indices(part: Range) -> range:
    return range(part[0], part[1] + 1)

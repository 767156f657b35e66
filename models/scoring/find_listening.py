"""Whether the other side had room to answer after each question."""

from models.questions import is_question
from models.scoring.evidence import Evidence
from models.scoring.find_brevity import NO_TIMES
from models.scoring.finding import Finding, unmeasured
from models.scoring.rubric import Part
from models.scoring.sentences import Range, sentences
from models.scoring.wording import shorten

_ASKING = (
    "decision_status",
    "timeline",
    "availability_request",
    "next_steps",
    "feedback_request",
    "other_openings",
)
_ROOM_S = 1.2
"""A reply on the phone comes within about 0.2 s; 1.2 s of silence leaves room for it."""
_NO_ROOM_S = 0.4
_END_SLACK_S = 0.4
"""Word ends are uncertain by about this much."""


def talked_on(evidence: Evidence, part: Part) -> Finding | None:
    """Share of the questions after which the caller went on talking; None without a question."""
    if evidence.timeline is None:
        return unmeasured(NO_TIMES)
    asked = _questions(evidence)
    if not asked:
        return None
    words = evidence.transcript.words
    shares = [_share_without_room(evidence, last) for _, last in asked]
    first, last = asked[max(range(len(asked)), key=shares.__getitem__)]
    return Finding(
        value=sum(shares) / len(shares),
        sigma=0.1,
        fields={
            "questions": str(len(asked)),
            "count": str(sum(share >= 0.5 for share in shares)),
            "quote": shorten(evidence.quote(first, last)),
        },
        start_s=words[first].start_s,
        end_s=words[last].end_s,
    )


def _questions(evidence: Evidence) -> list[Range]:
    """The sentences that ask: by their form, or because a point was heard in them that asks.

    Asking for somebody by name is left out: saying who one is may well follow.
    """
    checks = [check for name in _ASKING if (check := evidence.said(name)) is not None]
    asking = {check.last_word for check in checks}
    greeting = evidence.said("greeting")
    asked_for = greeting.first_word if greeting is not None else None
    return [
        (first, last)
        for first, last in sentences(evidence.transcript, evidence.measures.pauses)
        if (asked_for is None or not first <= asked_for <= last)
        and (is_question(evidence.quote(first, last)) or asking.intersection(range(first, last + 1)))
    ]


def _share_without_room(evidence: Evidence, last: int) -> float:
    """0 when the other side had room to answer after the word `last`, 1 when it had none."""
    words = evidence.transcript.words
    if last + 1 >= len(words):
        return 0.0
    from_s, to_s = words[last].end_s - _END_SLACK_S, words[last + 1].start_s + _END_SLACK_S
    if any(turn.start_s <= to_s and turn.end_s >= from_s for turn in evidence.transcript.partner_turns):
        return 0.0
    pauses = [pause.duration_s for pause in evidence.measures.pauses if from_s <= pause.start_s <= to_s]
    room_s = max(pauses) if pauses else words[last + 1].start_s - words[last].end_s
    return min(1.0, max(0.0, (_ROOM_S - room_s) / (_ROOM_S - _NO_ROOM_S)))

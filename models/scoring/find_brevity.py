"""What the brevity score looks at: length, monologue, repetition, the point, credentials, listening."""

from collections.abc import Iterable

from models.delivery import DeliveryKind
from models.scoring.evidence import Evidence
from models.scoring.finding import Finding, unmeasured
from models.scoring.repetition import repetition
from models.scoring.rubric import Part
from models.scoring.wording import approximately, seconds
from models.transcript import Word

NO_TIMES = "the words have no times"

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


def length_ratio(evidence: Evidence, part: Part) -> Finding:
    """Own time over the target."""
    line = evidence.timeline
    if line is None:
        return unmeasured(NO_TIMES)
    return Finding(
        value=line.own_s / evidence.target_s,
        sigma=2 * evidence.rubric.uncertain.time_s / evidence.target_s,
        fields={"seconds": seconds(line.own_s), "target": seconds(evidence.target_s)},
        start_s=line.first_s,
        end_s=line.last_s,
    )


def longest_monologue(evidence: Evidence, part: Part) -> Finding:
    """Seconds of own talk without leaving the floor."""
    line = evidence.timeline
    if line is None:
        return unmeasured(NO_TIMES)
    stretch = line.longest_stretch()
    return Finding(
        value=stretch.length_s,
        sigma=2 * evidence.rubric.uncertain.time_s,
        fields={"seconds": seconds(stretch.length_s)},
        start_s=stretch.start_s,
        end_s=stretch.end_s,
    )


def words_said_again(evidence: Evidence, part: Part) -> Finding:
    """Content words said twice."""
    found = repetition(evidence.transcript, evidence.call)
    uncertain = evidence.rubric.uncertain
    sigma = uncertain.count_least + uncertain.count_share * found.words
    if found.first_word is None or found.last_word is None:
        return Finding(value=0.0, sigma=sigma)
    first, last = (evidence.transcript.words[i] for i in (found.first_word, found.last_word))
    return Finding(
        value=float(found.words),
        sigma=sigma,
        fields={
            "count": approximately(found.words),
            "quote": evidence.quote(found.first_word, found.last_word),
        },
        start_s=first.start_s if evidence.transcript.timed else None,
        end_s=last.end_s if evidence.transcript.timed else None,
    )


def time_to_point(evidence: Evidence, part: Part) -> Finding:
    """Own seconds until the call says what it is about."""
    said = [
        check
        for check_id in evidence.rubric.point_checks[evidence.scenario]
        if (check := evidence.said(check_id)) is not None
    ]
    uncertain = evidence.rubric.uncertain
    if not said:
        return Finding(missing=True, doubt=uncertain.not_heard)
    timed = [check for check in said if check.start_s is not None]
    if evidence.timeline is None or not timed:
        return unmeasured(NO_TIMES)
    first = min(timed, key=lambda check: check.start_s or 0.0)
    value = evidence.timeline.clock(first.start_s or 0.0)
    return Finding(
        value=value,
        sigma=uncertain.time_s,
        doubt=uncertain.heard,
        fields={"seconds": seconds(value), "quote": first.quote},
        start_s=first.start_s,
        end_s=first.end_s,
    )


def credential_words(evidence: Evidence, part: Part) -> Finding:
    """Words spent on qualifications; one sentence is welcome."""
    stretches = [(span.first_word, span.last_word) for span in evidence.spans[DeliveryKind.CREDENTIALS]]
    check = evidence.said("qualification")
    if check is not None and check.first_word is not None and check.last_word is not None:
        stretches.append((check.first_word, check.last_word))
    words = evidence.transcript.words
    spoken = sorted(index for first, last in stretches for index in range(first, min(last + 1, len(words))))
    counted = sorted({index for index in spoken if not words[index].filler})
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
            "quote": evidence.quote(counted[0], min(counted[0] + 9, counted[-1])),
        },
        start_s=words[counted[0]].start_s if timed else None,
        end_s=words[counted[-1]].end_s if timed else None,
    )


def talked_on(evidence: Evidence, part: Part) -> Finding | None:
    """Share of the questions after which the caller went on talking; None without a question."""
    if evidence.timeline is None:
        return unmeasured(NO_TIMES)
    words = evidence.transcript.words
    last_words = sorted(set(_question_ends(evidence)))
    if not last_words:
        return None
    talked = [(_talked_on_after(evidence, last), last) for last in last_words]
    where = max(talked, key=lambda item: item[0])[1]
    first = max((i + 1 for i in range(where) if _ends_sentence(words[i])), default=0)
    return Finding(
        value=sum(share for share, _ in talked) / len(talked),
        sigma=0.1,
        fields={
            "questions": str(len(talked)),
            "count": str(sum(share >= 0.5 for share, _ in talked)),
            "quote": evidence.quote(max(first, where - 14), where),
        },
        start_s=words[max(first, where - 14)].start_s,
        end_s=words[where].end_s,
    )


def _question_ends(evidence: Evidence) -> Iterable[int]:
    for index, word in enumerate(evidence.transcript.words):
        if word.text.rstrip("\"'”’").endswith("?"):
            yield index
    words = evidence.transcript.words
    for check_id in _ASKING:
        check = evidence.said(check_id)
        if check is not None and check.last_word is not None and check.last_word < len(words):
            yield _sentence_end(words, check.last_word)


def _sentence_end(words: tuple[Word, ...], index: int) -> int:
    """The end of the sentence around a word, as far as punctuation or a rest of 0.4 s tells."""
    for last in range(index, min(index + 12, len(words))):
        is_last = last + 1 == len(words)
        if is_last or _ends_sentence(words[last]) or words[last + 1].start_s - words[last].end_s > _NO_ROOM_S:
            return last
    return index


def _ends_sentence(word: Word) -> bool:
    return word.text.rstrip("\"'”’").endswith((".", "!", "?"))


def _talked_on_after(evidence: Evidence, last: int) -> float:
    """0 when the other side had room to answer, 1 when it had none."""
    words = evidence.transcript.words
    if last + 1 >= len(words):
        return 0.0
    from_s, to_s = words[last].end_s - _END_SLACK_S, words[last + 1].start_s + _END_SLACK_S
    if any(turn.start_s <= to_s and turn.end_s >= from_s for turn in evidence.transcript.partner_turns):
        return 0.0
    pauses = [pause.duration_s for pause in evidence.measures.pauses if from_s <= pause.start_s <= to_s]
    room_s = max([*pauses, words[last + 1].start_s - words[last].end_s])
    return min(1.0, max(0.0, (_ROOM_S - room_s) / (_ROOM_S - _NO_ROOM_S)))

"""What the brevity score looks at: length, monologue, repetition, the point."""

from models.scoring.evidence import Evidence
from models.scoring.finding import Finding, unmeasured
from models.scoring.repetition import repetition
from models.scoring.rubric import Part
from models.scoring.wording import approximately, seconds, shorten

NO_TIMES = "the words have no times"


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
        fields={
            "seconds": seconds(value),
            "quote": shorten(evidence.clause_quote(first.first_word, first.last_word, first.quote)),
        },
        start_s=first.start_s,
        end_s=first.end_s,
    )

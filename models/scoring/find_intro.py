"""What the intro score looks at: when each element of the introduction was said."""

from models.scoring.evidence import Evidence
from models.scoring.find_brevity import NO_TIMES
from models.scoring.finding import Finding, unmeasured
from models.scoring.rubric import Part
from models.scoring.wording import seconds, shorten


def said_by(evidence: Evidence, part: Part) -> Finding:
    """Own seconds until the check `part.subject` was fully said."""
    return _said(evidence, part.subject, at_end=True)


def said_from(evidence: Evidence, part: Part) -> Finding:
    """Own seconds until the check `part.subject` began."""
    return _said(evidence, part.subject, at_end=False)


def _said(evidence: Evidence, check_id: str, *, at_end: bool) -> Finding:
    uncertain = evidence.rubric.uncertain
    check = evidence.checks.get(check_id)
    doubt_free = check is not None and check.corrected
    if check is None or not check.said:
        return Finding(missing=True, doubt=0.0 if doubt_free else uncertain.not_heard)
    time_s = check.end_s if at_end else check.start_s
    if time_s is None and check.corrected:
        return Finding(value=0.0, fields={"seconds": "0", "quote": "", "at": "ticked by you"})
    if evidence.timeline is None or time_s is None:
        return unmeasured(NO_TIMES)
    value = evidence.timeline.clock(time_s)
    return Finding(
        value=value,
        sigma=uncertain.time_s,
        doubt=0.0 if doubt_free else uncertain.heard,
        fields={
            "seconds": seconds(value),
            "quote": shorten(evidence.clause_quote(check.first_word, check.last_word, check.quote)),
            "at": f"after {seconds(value)} seconds",
        },
        start_s=check.start_s,
        end_s=check.end_s,
    )

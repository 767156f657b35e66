"""Whether a sentence asks something."""

import re
from functools import lru_cache

_AUXILIARIES = (
    "am|is|are|was|were|do|does|did|have|has|had|can|could|will|would|shall|should|may|might|must"
    "|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|haven't|hasn't|can't|couldn't|won't|wouldn't|shouldn't"
)
_SUBJECTS = (
    "i|you|he|she|it|we|they|there|this|that|these|those|the|my|your|our|their|his|her|anyone|anybody|someone"
    "|everyone|anything|something|mr|mrs|ms|miss|dr"
)
_LEAD_IN = (
    r"(?:(?:so|and|but|well|um|uh|er|hello|hi|okay|ok|now|then|also|please|sorry|actually|just)\b[\s,.]*)*"
)
_INVERTED = re.compile(rf"^{_LEAD_IN}(?:{_AUXILIARIES})\s+(?:{_SUBJECTS})\b", re.IGNORECASE)
_WH = re.compile(
    rf"^{_LEAD_IN}(?:what|when|where|who|whom|whose|which|why|how)(?:\s+(?!(?:{_SUBJECTS})\b)[\w'-]+){{0,4}}?"
    rf"\s+(?:{_AUXILIARIES})\s+(?:{_SUBJECTS})\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    rf",\s*(?:{_AUXILIARIES})\s+(?:i|you|he|she|it|we|they|there)(?:\s+not)?\s*[.!]?$|,\s*right\s*[.!]?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def is_question(sentence: str) -> bool:
    """True for a question by its mark, inverted word order ("could you..."), wh-order or tag.

    A transcript's question mark is not relied on: the order of the words is enough.
    """
    text = sentence.strip().replace("’", "'")
    if text.endswith("?"):
        return True
    return bool(_INVERTED.match(text) or _WH.match(text) or _TAG.search(text))

"""The job interviewed for, in any order of its words."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz

from models.understanding.evidence import Evidence, Material
from models.understanding.names import sound_distance
from models.understanding.tokens import TokenStream, split_word

_REACH = 8
"""Words over which a job title may be spread: "the analyst job that you have in operations"."""
_TITLE_WORDS = 3
"""Words after "I worked as a" that may be the title of that job."""
_SAME_SOUND = 0.12
_ONE_JOB = frozenset(("job", "position", "role", "post", "opening", "vacancy", "opportunity"))
_ADJECTIVE = re.compile(r"(less|ful|ous|ive|able|ible|ish|est|ly|ed)$")
_SMALL = frozenset(["of", "in", "for", "the", "a", "an", "and", "to", "at", "on", "with"])


def find_role(material: Material) -> Evidence | None:
    """The card's job, or without one any job that is named as the one in question."""
    wanted = _title_words(material)
    if wanted:
        return _find_title(material, wanted)
    return _find_any_job(material)


def _title_words(material: Material) -> list[str]:
    words = [token for word in material.call.role.split() for token in split_word(word, material.data)]
    content = [word for word in words if word not in _SMALL and word not in ("job", "position", "role")]
    core = [word for word in content if word not in material.data.sets["seniority"]]
    return core or content


def _find_title(material: Material, wanted: list[str]) -> Evidence | None:
    stream, others = material.spoken.full, _own_past(material)
    words = [_canonical(token.text, material) for token in stream.tokens]
    wanted = [_canonical(word, material) for word in wanted]
    best: Evidence | None = None
    for at in range(len(words)):
        if at in others or not any(_same_word(words[at], word) for word in wanted):
            continue
        last = _all_within(words, at, wanted)
        if last is not None and not _is_person(stream, at, last, material):
            first, last = _with_frame(stream, at, last)
            return Evidence(stream.tokens[first].word, stream.tokens[last].word)
    return best


def _all_within(words: list[str], at: int, wanted: list[str]) -> int | None:
    """Index of the last title word when all of them stand within reach of `at`, else None."""
    missing, last = list(wanted), at
    for index in range(at, min(len(words), at + len(wanted) + _REACH)):
        heard = words[index]
        joined = heard + words[index + 1] if index + 1 < len(words) else ""
        for word in missing:
            in_one = _same_word(heard, word)
            if in_one or _is_in_two(heard, joined, word):
                missing.remove(word)
                last = index if in_one else index + 1
                break
        if not missing:
            spread = last - at + 1
            return last if spread <= len(wanted) or _job_word_near(words, at, last) else None
    return None


def _is_in_two(heard: str, joined: str, wanted: str) -> bool:
    """Whether a word was heard as two: "wine by a job" for a wine buyer."""
    return len(wanted) >= 5 and joined != heard and sound_distance(joined, wanted) <= _SAME_SOUND


def _job_word_near(words: list[str], first: int, last: int) -> bool:
    around = words[max(0, first - 6) : last + 3]
    return any(word in _ONE_JOB or word.startswith(("interview", "appl")) for word in around)


def _is_person(stream: TokenStream, first: int, last: int, material: Material) -> bool:
    """Whether the title names somebody: "your marketing manager called me"."""
    if first == 0 or last + 1 >= len(stream.tokens):
        return False
    if stream.tokens[first - 1].text not in ("your", "our", "my", "his", "her", "their", "former"):
        return False
    after = 1 + sum(len(token.text) + 1 for token in stream.tokens[: last + 1])
    return any(rule.say.match(stream.text, after) for rule in material.data.rules["title_as_person"])


def _same_word(heard: str, wanted: str) -> bool:
    if heard == wanted:
        return True
    if len(wanted) < 5 or len(heard) < 4:
        return False
    if fuzz.ratio(heard, wanted) >= 86:
        return True
    shorter, longer = sorted((heard, wanted), key=len)
    if longer.startswith(shorter) and len(longer) - len(shorter) <= 2:
        return True
    return heard[0] == wanted[0] and sound_distance(heard, wanted) <= _SAME_SOUND


def _canonical(word: str, material: Material) -> str:
    return material.data.role_words.get(word, word)


def _own_past(material: Material) -> set[int]:
    """Tokens that tell of another job than the one in question: "I worked as a ..."."""
    stream = material.spoken.full
    found: set[int] = set()
    for rule in material.data.rules["job_of_the_past"]:
        for start, end in rule.matches(stream.text):
            found.update(range(stream.token_at(start), stream.token_at(end) + _TITLE_WORDS))
    return found


def _with_frame(stream: TokenStream, first: int, last: int) -> tuple[int, int]:
    """The title with "the ... job" around it."""
    words = [token.text for token in stream.tokens]
    while first > 0 and words[first - 1] in (
        "the",
        "senior",
        "junior",
        "position",
        "of",
        "role",
        "job",
        "post",
    ):
        first -= 1
    if last + 1 < len(words) and words[last + 1] in ("job", "position", "role", "post", "opening", "vacancy"):
        last += 1
    return first, last


def _find_any_job(material: Material) -> Evidence | None:
    stream, sets = material.spoken.full, material.data.sets
    words = [token.text for token in stream.tokens]
    others = _own_past(material)
    found: list[tuple[int, int]] = []
    for rule in material.data.rules["job_after_name"]:
        for start, end in rule.matches(stream.text):
            first, last = stream.token_at(start), stream.token_at(end) - 1
            begin = _job_name_before(words, first, sets)
            if begin is not None and first not in others:
                found.append((begin, last))
    for rule in material.data.rules["job_before_name"]:
        for start, end in rule.matches(stream.text):
            first, after = stream.token_at(start), stream.token_at(end)
            if first in others:
                continue
            stop = _occupation_after(words, after, sets, free=rule.kind == "named")
            if stop is not None:
                found.append((first, stop))
    if not found:
        return None
    first, last = min(found)
    return Evidence(stream.tokens[first].word, stream.tokens[last].word)


def _job_name_before(words: list[str], job: int, sets: Mapping[str, frozenset[str]]) -> int | None:
    """Index where the name of the job before "job" or "position" begins, None when it has none."""
    begin = job
    while begin > 0 and job - begin < 5 and words[begin - 1] not in sets["not_a_job_name"]:
        begin -= 1
    named = [word for word in words[begin:job] if word not in sets["seniority"]]
    if any(is_occupation(word, sets["occupations"]) or word in sets["departments"] for word in named):
        return begin
    definite = begin > 0 and words[begin - 1] in ("the", "your", "this", "that", "for")
    if named and definite and words[job] in _ONE_JOB and not any(_ADJECTIVE.search(word) for word in named):
        return begin
    return None


def _occupation_after(
    words: list[str], at: int, sets: Mapping[str, frozenset[str]], *, free: bool
) -> int | None:
    """Index of the last word of an occupation that starts at `at`, None when there is none."""
    for index in range(at, min(len(words), at + 5)):
        if is_occupation(words[index], sets["occupations"]) or words[index] in sets["departments"]:
            return _end_of_occupation(words, index, sets)
        if words[index] in sets["not_a_job_name"] and words[index] not in ("full", "part", "time"):
            return None
        if free and index == at and words[index] not in sets["not_a_name"]:
            return min(index + 1, len(words) - 1)
    return None


def _end_of_occupation(words: list[str], index: int, sets: Mapping[str, frozenset[str]]) -> int:
    while index + 1 < len(words) and (
        is_occupation(words[index + 1], sets["occupations"]) or words[index + 1] in sets["departments"]
    ):
        index += 1
    return index


def is_occupation(word: str, occupations: frozenset[str]) -> bool:
    """Whether a word names what somebody does."""
    if word in occupations or (word.endswith("s") and word[:-1] in occupations):
        return True
    return bool(re.search(r"(ologist|ician|grapher|keeper|maker|worker|person|woman|man|ographer)$", word))

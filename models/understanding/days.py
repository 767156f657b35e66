"""The interview and its day: said at all, and the day of the call card or another one?"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise, takewhile

from models.understanding.evidence import Evidence, Material
from models.understanding.matching import ends_sentence
from models.understanding.phrase_data import Numbers
from models.understanding.tokens import TokenStream

_REACH = 14
"""Words between "interviewed" and the day, in either order."""
_NEXT_SENTENCE = 4
"""A day in the next sentence is as far off as one so many words further on: "... Dlamini speaking. Two days
ago you interviewed me"."""
_BEFORE_DAY, _AFTER_DAY = 1, 2
"""Words around the wording of a day that may change it: "about a week ago", "the 17th of November"."""
_VAGUE = frozenset(("other", "recently", "while", "lately", "about", "almost", "nearly", "few", "several"))
_DAYS_BACK = 120
"""How far back "on the 17th" is looked for."""


def find_interview(material: Material) -> Evidence | None:
    """ "We met last Tuesday": the interview with its day. Another day than the card's is a problem."""
    stream = material.spoken.content
    events = _spans(material, stream, "interview_event")
    times = _spans(material, stream, "interview_when")
    best: tuple[int, int, int, tuple[int, int]] | None = None
    for event_first, event_last in events:
        for first, last in times:
            gap = first - event_last if first > event_last else event_first - last
            if first <= event_first < last or gap > _REACH:
                continue
            low, high = min(event_first, first), max(event_last, last)
            apart = max(gap, 0) + _NEXT_SENTENCE * _is_cut(low, high, material)
            if best is None or (apart, low) < best[:2]:
                best = (apart, low, high, (first, last))
    if best is None:
        return None
    _, low, high, (first, last) = best
    words = [token.text for token in stream.tokens]
    after = takewhile(lambda word: word not in _VAGUE, words[last + 1 : last + 1 + _AFTER_DAY])
    said = [*words[max(0, first - _BEFORE_DAY) : last + 1], *after]
    return Evidence(stream.tokens[low].word, stream.tokens[high].word, problem=_wrong_day(said, material))


def _is_cut(low: int, high: int, material: Material) -> bool:
    """Whether a sentence ends between two tokens of the content."""
    tokens, words = material.spoken.content.tokens, material.spoken.transcript.words
    return any(ends_sentence(word) for word in words[tokens[low].word : tokens[high].word])


def _spans(material: Material, stream: TokenStream, name: str) -> list[tuple[int, int]]:
    found = {
        (stream.token_at(start), stream.token_at(end) - 1)
        for rule in material.data.rules[name]
        for start, end in rule.matches(stream.text)
    }
    return sorted(found)


def _wrong_day(said: list[str], material: Material) -> str:
    """A sentence when the day said can't be the card's interview date, else empty."""
    interview = material.call.interview_date
    today = material.call.call_date or material.today
    if interview is None or today is None:
        return ""
    meant = days_meant(said, today, material.data.numbers)
    if meant is None or interview in meant:
        return ""
    return (
        f"You named another day than the one on the call card, {interview:%A} {interview.day} {interview:%B}."
    )


def days_meant(said: Sequence[str], today: date, numbers: Numbers) -> list[date] | None:
    """The days that an expression may mean, seen from `today`; None when it is vague or unclear."""
    if _VAGUE & set(said):
        return None
    if "yesterday" in said:
        return [today - timedelta(days=2 if "before" in said else 1)]
    if "ago" in said or "back" in said:
        return _days_ago(said, today, numbers)
    return _day_of_month(said, today, numbers) or _weekday(said, today, numbers) or _week(said, today)


def _days_ago(said: Sequence[str], today: date, numbers: Numbers) -> list[date] | None:
    for before, word in pairwise(said):
        unit = word.removesuffix("s")
        count = int(before) if before.isdigit() else int(numbers.counts.get(before, 0))
        if count and unit == "day":
            return [today - timedelta(days=count)]
        if count and unit in ("week", "fortnight"):
            middle = today - timedelta(weeks=count * (2 if unit == "fortnight" else 1))
            return [middle + timedelta(days=offset) for offset in range(-3, 4)]
    return None


def _day_of_month(said: Sequence[str], today: date, numbers: Numbers) -> list[date] | None:
    month = next(
        (int(numbers.months[word]) for word in said if word in numbers.months and word != "may"), None
    )
    number = next((value for index in range(len(said)) if (value := _ordinal(said, index, numbers))), None)
    if number is None and month is not None:
        number = next((int(word) for word in said if word.isdigit() and int(word) <= 31), None)
    if number is None:
        return None
    past = [today - timedelta(days=back) for back in range(_DAYS_BACK)]
    return [day for day in past if day.day == number and month in (None, day.month)]


def _ordinal(said: Sequence[str], index: int, numbers: Numbers) -> int:
    """Day of the month that is said at `index`, as "17th" or "twenty first"; 0 for none."""
    word, before = said[index], said[index - 1] if index else ""
    if word[:-2].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        return int(word[:-2])
    value = int(numbers.ordinals.get(word, 0))
    return value + 10 * int(numbers.tens[before]) if value and before in numbers.tens else value


def _weekday(said: Sequence[str], today: date, numbers: Numbers) -> list[date] | None:
    for index, word in enumerate(said):
        if word in numbers.weekdays:
            last = index > 0 and said[index - 1] in ("last", "past")
            past = [today - timedelta(days=back) for back in range(15 if last else 8)]
            return [day for day in past if day.weekday() == int(numbers.weekdays[word])]
    return None


def _week(said: Sequence[str], today: date) -> list[date] | None:
    monday = today - timedelta(days=today.weekday())
    if "week" in said and ("last" in said or "past" in said):
        return [monday - timedelta(days=back) for back in range(1, 8)]
    if "week" in said and ("this" in said or "earlier" in said):
        return [monday + timedelta(days=offset) for offset in range(today.weekday() + 1)]
    return None

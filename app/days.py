"""Days as people type them, and as they like to read them."""

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_AGO = re.compile(r"(\w+)\s+(day|week)s?\s+ago")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,})\.?,?\s*(\d{4})?")
_MONTH_DAY = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})?")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?")


def parse_day(typed: str, today: date) -> date | None:
    """The day meant by "yesterday", "last Tuesday", "3 days ago", "17 Nov", "2026-11-17"; None if unclear.

    Without a year the nearest such day counts; a bare weekday is the last one that has passed.
    """
    words = re.sub(r"\s+", " ", typed.strip().lower())
    try:
        return _relative(words, today) or _absolute(words, today)
    except ValueError:
        return None


def day_text(day: date) -> str:
    """As fields show it: "Tue 17 November 2026"."""
    weekday = _WEEKDAYS[day.weekday()][:3].capitalize()
    return f"{weekday} {day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def distance_text(day: date, today: date) -> str:
    """How far away a day is: "5 days ago"."""
    days = (day - today).days
    if abs(days) <= 1:
        return {0: "Today", 1: "Tomorrow", -1: "Yesterday"}[days]
    return f"In {days} days" if days > 0 else f"{-days} days ago"


def _relative(words: str, today: date) -> date | None:
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if words in near:
        return today + timedelta(days=near[words])
    ago = _AGO.fullmatch(words)
    if ago:
        count = int(ago[1]) if ago[1].isdigit() else _NUMBERS.get(ago[1])
        return today - timedelta(days=count * (7 if ago[2] == "week" else 1)) if count is not None else None
    name = words.removeprefix("last ").removeprefix("on ").removeprefix("next ")
    full = next((w for w in _WEEKDAYS if len(name) >= 3 and w.startswith(name)), None)
    if full is None:
        return None
    back = (today.weekday() - _WEEKDAYS.index(full)) % 7
    if words.startswith("next "):
        return today + timedelta(days=7 - back)
    return today - timedelta(days=back or 7)


def _absolute(words: str, today: date) -> date | None:
    words = re.sub(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? ", "", words)
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", words):
        year, month, day = (int(part) for part in words.split("-"))
        return date(year, month, day)
    found = _DAY_MONTH.fullmatch(words)
    if found:
        return _dated(int(found[1]), _month(found[2]), found[3], today)
    found = _MONTH_DAY.fullmatch(words)
    if found:
        return _dated(int(found[2]), _month(found[1]), found[3], today)
    found = _NUMERIC.fullmatch(words)
    if found:
        return _dated(int(found[1]), int(found[2]), found[3], today)
    return None


def _month(name: str) -> int:
    return next((at for at, month in enumerate(_MONTHS, start=1) if month.startswith(name)), 0)


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year), month, day)
    choices = [date(today.year + shift, month, day) for shift in (-1, 0, 1)]
    return min(choices, key=lambda choice: abs((choice - today).days))

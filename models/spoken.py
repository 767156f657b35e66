"""Days and phone numbers as one says them."""

from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GROUPS = {7: (3, 4), 8: (4, 4), 10: (3, 3, 4), 11: (5, 3, 3)}


def spoken_day(day: date, today: date) -> str:
    """A past day as a caller puts it: "yesterday", "on Monday", "last Tuesday", "on the 3rd of May"."""
    ago = (today - day).days
    if ago == 0:
        return "today"
    if ago == 1:
        return "yesterday"
    if 2 <= ago <= 6 and day.isocalendar()[:2] == today.isocalendar()[:2]:
        return f"on {_WEEKDAYS[day.weekday()]}"
    if 2 <= ago <= 9:
        return f"last {_WEEKDAYS[day.weekday()]}"
    return f"on {dated(day)}"


def dated(day: date) -> str:
    """A day with its month: "the 3rd of May"."""
    return f"the {ordinal(day.day)} of {_MONTHS[day.month - 1]}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def spoken_phone(phone: str) -> str:
    """A number in groups to write down, such as "555 0142"; the card's own groups if it has any."""
    parts = "".join(letter if letter.isdigit() else " " for letter in phone).split()
    digits = "".join(parts)
    if len(parts) > 1 or not digits:
        return " ".join(parts)
    sizes = _GROUPS.get(len(digits), (3,) * (len(digits) // 3))
    groups, start = [], 0
    for size in sizes:
        groups.append(digits[start : start + size])
        start += size
    return " ".join([*groups, digits[start:]]).strip()

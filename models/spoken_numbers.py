"""Numbers and signs as they are said aloud: "555-0142" is read digit by digit, "17th" as "seventeenth"."""

import re

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_MONEY = {"$": "dollars", "£": "pounds", "€": "euros"}
_SIGNS = {
    "%": " percent ",
    "&": " and ",
    "@": " at ",
    "+": " plus ",
    "=": " equals ",
    "#": " number ",
    "°": " degrees ",
}

_PHONE = re.compile(
    r"(?<![\w.,$£€])(?:\+?\(?\d{1,3}\)?[\s.,-]+)?\(?\d{3}\)?(?:[\s.,-]+\(?\d{3}\)?)*"
    r"[\s.,-]+\d{4}(?![\w%]|[.,:]\d)"
)
"""One or more groups of three figures and a last one of four, however they are held apart; a shorter one may
come first."""
_ROW = re.compile(r"(?<![\w.,$£€])(?=(?:\d[\s-]?){7})\d{1,4}(?:[\s-]\d{1,4}){2,}(?![\w%]|[.,:]\d)")
"""Seven figures and more in groups of other lengths, as Whisper writes a number that is said haltingly."""
_MONEY_AMOUNT = re.compile(r"([$£€])\s?(\d[\d,]*)(?:\.(\d\d?))?([kKmM])?(?:\s+(thousand|million|billion))?\b")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?!\d)")
_HALF_DAY = re.compile(r"(?<![\d.,$£€])(\d{1,2})\.?([0-5]\d)(?=\s?[ap]\.?m\b)", re.IGNORECASE)
"""Whisper writes half past three as "3.30pm" and "330 PM"."""
_BARE_CLOCK = re.compile(
    r"\b(at|by|before|after|until|till|between|from)\s+([1-9]|1[0-2])\.?(15|30|45)(?![\w%]|[.,:]?\d|\s?-)"
)
"""And as "at 330" and "by 3.30"; other figures after these words seldom end in quarters of an hour."""
_CODE = re.compile(r"\b([A-HJ-Z])[- ]?(\d{3,})\b(?![.,:-]?\d)")
"""A letter with figures, as in a reference; with two it is read as a number ("M25")."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_FIRST = re.compile(rf"\b(the\s+)?([1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+({_MONTHS})\b")
_DAY_LAST = re.compile(rf"\b({_MONTHS})\s+([1-9]|[12]\d|3[01])(?![\d%]|[.,:]\d)")
_WEEKDAY_FIRST = re.compile(r"(?<=day)(,?\s+)(?=([1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b)")
"""Mostly said as "Tuesday the fifth", however it is written."""
_DOMAIN = re.compile(r"(?<=\w)\.(?=(?:com|org|net|edu|gov|info|io|co|uk)\b)")
_ORDINAL = re.compile(r"(?<![\d.])(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
_DECADE = re.compile(r"(?<!\d)((?:19|20)?\d0)'?s\b")
_DECIMAL = re.compile(r"(?<![\d.])(\d+)\.(\d+)(?!\d|\.\d)")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
_PLAIN = re.compile(r"\d+")


def as_spoken(text: str) -> str:
    """The text with its numbers in words and its signs spelt out; everything else untouched."""
    text = _PHONE.sub(_phone, text)
    text = _ROW.sub(_phone, text)
    text = _CODE.sub(lambda match: f"{match[1]} {digits(match[2])}", text)
    text = _BARE_CLOCK.sub(r"\1 \2:\3", text)
    text = _MONEY_AMOUNT.sub(_money, text)
    text = _HALF_DAY.sub(_clock, text)
    text = _CLOCK.sub(_clock, text)
    text = _DAY_FIRST.sub(lambda match: f" the {ordinal(int(match[2]))} of {match[3]} ", text)
    text = _DAY_LAST.sub(lambda match: f"{match[1]} {ordinal(int(match[2]))} ", text)
    text = _WEEKDAY_FIRST.sub(r"\1the ", text)
    text = _DOMAIN.sub(" dot ", text)
    text = _ORDINAL.sub(lambda match: f" {ordinal(int(match[1]))} ", text)
    text = _DECADE.sub(lambda match: f" {_decade(match[1])} ", text)
    text = _GROUPED.sub(lambda match: f" {cardinal(int(match[0].replace(',', '')))} ", text)
    text = _DECIMAL.sub(lambda match: f" {cardinal(int(match[1]))} point {digits(match[2])} ", text)
    text = _PLAIN.sub(lambda match: f" {_plain(match[0])} ", text)
    for sign, word in _SIGNS.items():
        text = text.replace(sign, f" {word} ")
    return text


def digits(figures: str) -> str:
    """A row of figures, one by one; other characters are passed over."""
    return " ".join(_ONES[int(figure)] for figure in figures if figure.isdigit())


def cardinal(number: int) -> str:
    """A whole number in words, without "and" ("two hundred six")."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f" {_ONES[number % 10]}" if number % 10 else "")
    for size, name in _SCALES:
        if number >= size:
            rest = number % size
            return f"{cardinal(number // size)} {name}" + (f" {cardinal(rest)}" if rest else "")
    raise AssertionError("unreachable: every number of 100 and more has a scale")


def ordinal(number: int) -> str:
    """A place in an order, in words: 21 is "twenty first"."""
    start, _, last = cardinal(number).rpartition(" ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return f"{start} {last}".strip()


def _phone(match: re.Match[str]) -> str:
    return f" {digits(match[0])} "


def _money(match: re.Match[str]) -> str:
    sign, whole, cents, short, scale = match.groups()
    unit = _MONEY[sign]
    number = int(whole.replace(",", ""))
    size = {"k": " thousand", "m": " million"}.get((short or "").lower(), f" {scale}" if scale else "")
    if size or (cents and len(cents) == 1):
        point = f" point {digits(cents)}" if cents else ""
        return f" {cardinal(number)}{point}{size} {unit} "
    amount = f"{cardinal(number)} {unit.removesuffix('s') if number == 1 else unit}"
    return f" {amount} {cardinal(int(cents)) if cents and int(cents) else ''} "


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    if minute == 0:
        return f" {cardinal(hour)} "
    return f" {cardinal(hour)} {'oh ' if minute < 10 else ''}{cardinal(minute)} "


def _decade(figures: str) -> str:
    spoken = _plain(figures)
    return f"{spoken[:-1]}ies" if spoken.endswith("y") else f"{spoken}s"


def _plain(figures: str) -> str:
    """A row of figures with nothing around it: a year, a number, or single figures, as of a post code.

    Whisper groups numbers of five figures and more by commas.
    """
    ungrouped = len(figures) > 4 and not figures.endswith("00")
    if (figures.startswith("0") and len(figures) > 1) or ungrouped or len(figures) > 6:
        return digits(figures)
    number = int(figures)
    if len(figures) == 4 and (1100 <= number < 2000 or 2010 <= number < 2100):
        century, year = divmod(number, 100)
        if year == 0:
            return f"{cardinal(century)} hundred"
        return f"{cardinal(century)} {'oh ' if year < 10 else ''}{cardinal(year)}"
    return cardinal(number)

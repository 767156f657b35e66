"""Numbers and quotes as people say them."""

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def seconds(value_s: float) -> str:
    """Whole seconds; tenths below ten."""
    return f"{value_s:.0f}" if value_s >= 9.95 else f"{value_s:.1f}"


def number(value: float) -> str:
    """A small whole number in words."""
    whole = round(value)
    return _WORDS[whole] if 0 <= whole < len(_WORDS) else str(whole)


def times(count: int) -> str:
    """None, once, twice, three times."""
    return {0: "none", 1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def approximately(value: float) -> str:
    """A count that is an estimate, as a word."""
    return f"about {number(value)}"


def shorten(text: str, words: int = 14) -> str:
    """The beginning of a quote, with an ellipsis when something was left out; no final full stop."""
    parts = text.split()
    if len(parts) <= words:
        return text.strip().rstrip(".,;")
    return " ".join(parts[:words]).rstrip(".,;:") + " …"

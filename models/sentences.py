"""Where sentences end, by the punctuation of a transcript."""

_CLOSING = "\"'”’)]"
_TITLES = frozenset({"mr.", "mrs.", "ms.", "dr.", "prof.", "st."})


def ends_sentence(word: str) -> bool:
    """True for a word with a full stop, question or exclamation mark; a title such as "Mr." ends none."""
    bare = word.rstrip(_CLOSING)
    return bare.endswith((".", "?", "!")) and bare.lower() not in _TITLES

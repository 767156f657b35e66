"""Filled pauses: um, uh, er, erm, hmm.

Whisper was taught to leave them out. After a text that is full of them it
writes them down, and the words around them as well as without: on call-like
speech of twelve synthetic voices 35 of 36 fillers were found (plain: 24), on
hand-marked human speech 10 of 10 (plain: 7), and none in 880 words without
any. Tried, and worse: a longer rambling prompt (31 of 36, changes words);
the fillers as hotwords only (no effect).
"""

from collections.abc import Sequence

from models.transcript import is_filler

PROMPT = "So, um, I was, uh, going to, um, say that, uh, you know, er, I'm calling, um, about the, uh, job."
"""Read to Whisper as if it had been said before."""


def loops(texts: Sequence[str]) -> bool:
    """True where the decoder hangs: nearly every word is the same filler, many times over."""
    fillers = sum(is_filler(text) for text in texts)
    return fillers > 10 and fillers > 0.6 * len(texts)

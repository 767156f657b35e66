"""The points of a call as they are recognised while it goes on."""

from collections.abc import Callable
from dataclasses import replace

from models.scorecard import CheckResult
from models.transcript import Transcript

_MOST_WORDS = 1200
"""Looked through at once: eight minutes of speech cost 20 ms."""
_STEP_WORDS = 400
"""The oldest words are given up so many at a time, with what was found in them."""


class LivePoints:
    """Looks for points in the latest words, so that a call may last for hours.

    `find` gives all points of a transcript. What was heard in words that are no longer looked at counts.
    """

    def __init__(self, find: Callable[[Transcript], tuple[CheckResult, ...]]) -> None:
        self._find = find
        self._first = 0
        self._kept: dict[str, CheckResult] = {}
        self._found: dict[str, CheckResult] = {}
        self._looked_at = Transcript()

    def look(self, transcript: Transcript) -> tuple[CheckResult, ...] | None:
        """The points said in the transcript so far; None when they are the same as at the last look."""
        if transcript.words == self._looked_at.words:
            return None
        self._looked_at = transcript
        while len(transcript.words) - self._first > _MOST_WORDS:
            self._kept |= self._found
            self._first += _STEP_WORDS
        part = replace(transcript, words=transcript.words[self._first :]) if self._first else transcript
        before = self._kept | self._found
        self._found = {check.id: self._placed(check) for check in self._find(part) if check.said}
        now = self._kept | self._found
        return tuple(now.values()) if now != before else None

    def _placed(self, check: CheckResult) -> CheckResult:
        """The check with its words counted from the start of the call."""
        if check.first_word is None or check.last_word is None:
            return check
        first, last = check.first_word + self._first, check.last_word + self._first
        return replace(check, first_word=first, last_word=last)

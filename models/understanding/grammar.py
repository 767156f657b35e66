"""The pattern language of the phrase data, compiled to regular expressions over token text.

    word        that word               word*       any word that begins so
    (a|b c)     one of these            x?          x or nothing
    <family>    a family of words.toml  ..3         up to three words, none of them a negation
    ..3!        up to three words of any kind       ^ $   the beginning, the end
    !(a|b)      not followed by these

Patterns see words as `models.understanding.tokens` writes them: "i am calling", "do not".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

BREAK = "/"
"""Stands in the token stream where the partner spoke; no rule reaches across it."""

_PIECE = re.compile(r"\s*(?:(<[a-z_]+>)|(\.\.\d+!?)|(!\(|[()|?^$])|([a-z0-9'*]+))")
_NEGATIONS = "not|never|no|nobody|none|nothing|neither|nor|hardly|cannot|without"
_PLAIN_GAP = rf"(?!(?:{_NEGATIONS}|{BREAK}) )[^ ]+ "
_ANY_GAP = rf"(?!{BREAK} )[^ ]+ "
_LOOK_BACK = 60
_NEAR_WORDS = 12
_NOT_NEAR_WORDS = 6
_OFF_TOPIC_WORDS = 4
"""Words on either side: what belongs to a point may stand far off; what undoes it stands close.
Twelve words for both lost points to the neighbouring sentence in whole calls."""


@dataclass(frozen=True)
class Rule:
    """Wordings that count, and what around them makes them something else."""

    say: re.Pattern[str]
    not_before: re.Pattern[str] | None = None
    """Must not end right where the match begins."""
    not_after: re.Pattern[str] | None = None
    """Must not begin right where the match ends."""
    not_near: re.Pattern[str] | None = None
    """Must not occur within six words on either side."""
    near: tuple[re.Pattern[str], ...] = ()
    """Each must occur within twelve words on either side, in any order."""
    off_topic: re.Pattern[str] | None = None
    """Must not occur in the match nor in the few words after it."""
    full_view: bool = False
    """Match against all words, "just" and "sort of" included."""
    kind: str = ""

    def matches(self, text: str, position: int = 0) -> Iterator[tuple[int, int]]:
        """Start and end of each occurrence in a token stream's `text` from `position` on."""
        while match := self.say.search(text, position):
            start, end = match.span()
            if end > start and not self._spoiled(text, start, end):
                yield start, end
                position = end
            else:  # another wording may begin inside the spoiled one
                position = start + 1

    def _spoiled(self, text: str, start: int, end: int) -> bool:
        if self.not_before and self.not_before.search(text, max(0, start - _LOOK_BACK), start):
            return True
        if self.not_after and self.not_after.match(text, end):
            return True
        if self.off_topic and self.off_topic.search(text, start, _words_on(text, end, _OFF_TOPIC_WORDS)):
            return True
        if self.not_near:
            low, high = _window(text, start, end, _NOT_NEAR_WORDS)
            if self.not_near.search(text, low, high):
                return True
        low, high = _window(text, start, end, _NEAR_WORDS)
        return not all(pattern.search(text, low, high) for pattern in self.near)


def _words_on(text: str, end: int, words: int) -> int:
    """Where so many words after `end` are over, or the caller's turn is."""
    for _ in range(words):
        following = text.find(" ", end) + 1
        if not following or text.startswith(f"{BREAK} ", end):
            break
        end = following
    return end


def _window(text: str, start: int, end: int, words: int) -> tuple[int, int]:
    """The match with so many words on either side, never across the partner's turn."""
    before = text[:start].rsplit(" ", words + 1)
    low = len(before[0]) + 1 if len(before) > words + 1 else 0
    low = max(low, text.rfind(f" {BREAK} ", 0, start) + 1)
    after = text[end:].split(" ", words)
    high = len(text) - len(after[-1]) if len(after) > words else len(text)
    turn = text.find(f" {BREAK} ", end - 1)
    return low, min(high, turn + 1) if turn >= 0 else high


def rules_from(
    entries: Iterable[Mapping[str, Any]],
    families: Mapping[str, str],
    off_topic: re.Pattern[str] | None = None,
) -> Iterator[Rule]:
    """The rules of one check from its TOML tables."""
    for entry in entries:
        yield Rule(
            say=_any_of(entry["say"], families),
            not_before=_any_of(entry.get("not_before"), families, ends=True),
            not_after=_any_of(entry.get("not_after"), families),
            not_near=_any_of(entry.get("not_near"), families),
            near=tuple(compile_pattern(pattern, families) for pattern in entry.get("near", ())),
            off_topic=off_topic,
            full_view=bool(entry.get("full_view", False)),
            kind=str(entry.get("kind", "")),
        )


def _any_of(patterns: Iterable[str] | None, families: Mapping[str, str], *, ends: bool = False) -> Any:
    if not patterns:
        return None
    joined = "|".join(f"(?:{to_regex(pattern, families)})" for pattern in patterns)
    # A Python regex cannot look back over a varying length; the end is pinned by `search(.., end)`.
    return _compiled(rf"(?<= )(?:{joined})\Z" if ends else rf"(?<= )(?:{joined})", patterns)


def compile_pattern(pattern: str, families: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern as a regular expression over a token stream's text."""
    return _compiled(rf"(?<= )(?:{to_regex(pattern, families)})", [pattern])


def _compiled(regex: str, patterns: Iterable[str]) -> re.Pattern[str]:
    try:
        return re.compile(regex)
    except re.error as error:
        raise ValueError(f"not a pattern: one of {list(patterns)} ({error})") from error


def to_regex(pattern: str, families: Mapping[str, str]) -> str:
    """The regular expression of a pattern. Raises `ValueError` naming it where it has an unknown piece."""
    out: list[str] = []
    position = 0
    while position < len(pattern.rstrip()):
        piece = _PIECE.match(pattern, position)
        if not piece:
            raise ValueError(f"not a pattern: {pattern!r} at {pattern[position:]!r}")
        position = piece.end()
        family, gap, sign, word = piece.groups()
        if family:
            name = family[1:-1]
            if name not in families:
                raise ValueError(f"unknown word family {family} in {pattern!r}")
            out.append(f"(?:{to_regex(families[name], families)})")
        elif gap:
            number = int(gap.strip(".!"))
            out.append(f"(?:{_ANY_GAP if gap.endswith('!') else _PLAIN_GAP}){{0,{number}}}?")
        elif word:
            plain = word.replace("*", "[^ ]*") + " "
            out.append(f"(?:{plain})" if pattern.startswith("?", position) else plain)
        elif sign in ("(", "!("):
            out.append("(?:" if sign == "(" else "(?!")
        elif sign == "^":
            out.append("(?:(?<=^ ))")
        elif sign == "$":
            out.append("(?:$)")
        else:
            out.append(sign)
    return "".join(out)

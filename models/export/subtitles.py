"""SubRip (.srt) and WebVTT (.vtt, W3C) from cues."""

import html
import textwrap
from collections.abc import Iterable

from models.export.cues import Cue

_LINE = 42
_SHORTEST_S = 0.05


def to_srt(cues: Iterable[Cue]) -> str:
    """SubRip text; times as HH:MM:SS,mmm."""
    blocks = (
        f"{number}\n{_times(cue, ',')}\n{_wrapped(cue.text)}\n" for number, cue in enumerate(cues, start=1)
    )
    return "\n".join(blocks)


def to_vtt(cues: Iterable[Cue]) -> str:
    """WebVTT text with the speaker as a voice tag; times as HH:MM:SS.mmm."""
    blocks = (
        f"{_times(cue, '.')}\n<v {_voice(cue.speaker)}>{html.escape(_wrapped(cue.text), quote=False)}\n"
        for cue in cues
    )
    return "WEBVTT\n\n" + "\n".join(blocks)


def _times(cue: Cue, decimal: str) -> str:
    end_s = max(cue.end_s, cue.start_s + _SHORTEST_S)
    return f"{_clock(cue.start_s, decimal)} --> {_clock(end_s, decimal)}"


def _clock(seconds: float, decimal: str) -> str:
    whole_ms = round(seconds * 1000)
    minutes, ms = divmod(whole_ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{ms // 1000:02d}{decimal}{ms % 1000:03d}"


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, _LINE, break_long_words=False))


def _voice(speaker: str) -> str:
    return html.escape(" ".join(speaker.replace(">", " ").split()), quote=False)

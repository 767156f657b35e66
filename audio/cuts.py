"""Cuts a take into the segments that are transcribed, at pauses, from the sound alone.

Whisper needs whole phrases and takes at most 30 s; a person who hangs up should wait for the last
few seconds only. So a segment is closed at the first clear pause after a few seconds of speech, at a
shorter one when none comes, and at the quietest moment before 28 s. All decisions depend on the
sound up to a fixed time, never on chunk sizes or on when the machine got round to it: a take that is
followed live is cut exactly like its finished file.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio.blocks import HOP, Samples
from audio.live_activity import LiveActivity

_BURST = 6
"""Active frames in a row that count: a click is shorter, a vowel longer."""
_LEAD = 30
"""Frames kept before the first activity of a segment: soft onsets lie below the threshold."""
_MARGIN = 25
"""Frames kept after the last activity: soft endings do, too."""
_PAUSE = 45
"""Frames of quiet that end a segment; longer than a plosive or a hesitation inside a word."""
_GLIMPSE = 26
"""Frames of quiet after which the segment might be over, and is worth transcribing ahead: just more than
those of `_PATIENCE`. 35 made a sixth less work, and each hang-up within a second of the last word 0.09 s
later."""
_ENOUGH = 700
"""Frames of speech that a segment should have: calls and long readings in quiet and pink noise (3,494 words)
had 2.1 % word errors with 500, 1.9 % with these, and the same with 900 and 1200, for which more is left to
hear at the end."""
_PATIENCE = ((1000, 25), (1600, 15), (2000, 10))
"""(frames since the segment began, frames of quiet that then suffice)."""
_LIMIT = 2400
"""Frames after which a segment is cut at its quietest moment; with margins well below 28 s."""
_LOOK_BACK = 1000
"""Frames before the limit among which the quietest moment is looked for."""
_EARLIEST = 300
"""Frames before which a segment is not cut for lack of a pause."""


@dataclass(frozen=True)
class Segment:
    """Samples `start` to `end` of the take, with speech somewhere inside."""

    start: int
    end: int


class SegmentFinder:
    """Finds the segments of sound that arrives in any chunks."""

    def __init__(self) -> None:
        self._activity = LiveActivity()
        self._frame = 0
        self._run = 0
        self._cut = 0
        self._first: int | None = None
        self._last = 0
        self._gaps: list[tuple[int, int]] = []
        self._heights: NDArray[np.float64] = np.zeros(0)

    def push(self, chunk: Samples) -> list[Segment]:
        """Take the next samples; return the segments that they closed."""
        return self._follow(self._activity.push(chunk))

    def finish(self) -> list[Segment]:
        """Close what is open, when the sound has ended."""
        segments = self._follow(self._activity.finish())
        if self._first is not None:
            segments.append(self._segment(self._first, min(self._frame, self._last + 1 + _MARGIN)))
            self._first = None
        return segments

    @property
    def likely(self) -> Segment | None:
        """The open segment as it will be if nothing more is said; None before a glimpse of quiet."""
        if self._first is None or self._frame - self._last - 1 < _GLIMPSE:
            return None
        return self._segment(self._first, self._last + 1 + _MARGIN)

    @property
    def needed_from(self) -> int:
        """The first sample that a segment still to come may begin with."""
        start = self._frame - _BURST if self._first is None else self._first
        return max(self._cut, start - _LEAD, 0) * HOP

    def _segment(self, first: int, end: int) -> Segment:
        return Segment(max(self._cut, first - _LEAD) * HOP, end * HOP)

    def _follow(self, heights: NDArray[np.float64]) -> list[Segment]:
        self._heights = np.concatenate([self._heights[-_LOOK_BACK:], heights])
        segments = []
        newest = self._frame + len(heights)
        for flag in (heights > 0).tolist():
            self._take(flag)
            self._frame += 1
            end = self._end_of_segment(newest)
            if end is not None and self._first is not None:
                segments.append(self._segment(self._first, end))
                self._begin_after(end)
        return segments

    def _take(self, flag: bool) -> None:
        """Book frame `self._frame` as quiet or as part of a burst."""
        self._run = self._run + 1 if flag else 0
        if self._run < _BURST:
            return
        onset = self._frame - self._run + 1
        if self._first is None:
            self._first = onset
        elif onset > self._last + 1:
            self._gaps.append((self._last + 1, onset))
        self._last = self._frame

    def _end_of_segment(self, newest: int) -> int | None:
        """The frame at which the open segment must be cut now, if any."""
        if self._first is None:
            return None
        quiet = self._frame - self._last - 1
        length = self._frame - self._first
        if quiet >= _GLIMPSE:  # nothing but `likely` may come of this quiet: it is transcribed by now
            is_enough = self._last - self._first >= _ENOUGH or length >= _PATIENCE[0][0]
            return self._last + 1 + _MARGIN if quiet >= _PAUSE and is_enough else None
        enough = min((gap for since, gap in _PATIENCE if length >= since), default=None)
        if enough is not None:
            running = [(self._last + 1, self._frame)] if quiet else []
            pauses = [gap for gap in self._gaps + running if gap[0] - self._first >= _EARLIEST]
            longest = max(pauses, key=lambda gap: gap[1] - gap[0], default=(0, 0))
            if longest[1] - longest[0] >= enough:
                return sum(longest) // 2
        return self._quietest(newest) if length >= _LIMIT else None

    def _quietest(self, newest: int) -> int:
        """The frame around which the last ten seconds are quietest."""
        oldest = newest - len(self._heights)
        heights = self._heights[self._frame - _LOOK_BACK - oldest : self._frame - 50 - oldest]
        around = np.convolve(heights, np.ones(9) / 9, mode="valid")
        return self._frame - _LOOK_BACK + 4 + int(np.argmin(around))

    def _begin_after(self, cut: int) -> None:
        """Open the next segment at `cut`, with whatever of it has been heard already."""
        self._cut = cut
        later = [gap for gap in self._gaps if gap[1] > cut]
        if cut > self._last:
            self._first = None
        elif later and later[0][0] <= cut:
            self._first = later[0][1]
            later = later[1:]
        else:
            self._first = cut
        self._gaps = later


def segments_of(samples: Samples) -> list[Segment]:
    """All segments of a take that is in memory."""
    finder = SegmentFinder()
    return finder.push(samples) + finder.finish()

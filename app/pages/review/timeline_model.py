"""What the timeline shows, and which part of it: pure state, no painting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.pages.review.transcript_model import intro_end_s
from app.pages.review.waveform import Waveform
from audio.pitch_curve import semitones
from audio.tracks import Tracks
from models.check_catalogue import check_specs
from models.measures import Pause, PausePlace, pause_length
from models.scorecard import Scorecard
from models.transcript import PartnerTurn

HOP_S = 0.01
_SHORTEST_S = 1.0


@dataclass(frozen=True)
class CheckMark:
    start_s: float
    label: str
    is_fault: bool
    quote: str = ""

    @property
    def tip(self) -> str:
        words = f": “{self.quote}”" if self.quote else ""
        return f"{self.label} at {clock(self.start_s, tenths=True)}{words}"


@dataclass(frozen=True, eq=False)
class TimelineData:
    """Everything of one take that is drawn over time; parts that are not there are None."""

    duration_s: float
    waveform: Waveform | None = None
    semitones: NDArray[np.float32] | None = None
    """Per 10 ms, around the speaker's own median; NaN = unvoiced."""
    level_dbfs: NDArray[np.float32] | None = None
    pauses: tuple[Pause, ...] = ()
    marks: tuple[CheckMark, ...] = ()
    turns: tuple[PartnerTurn, ...] = ()
    intro_end_s: float | None = None


def timeline_data(scorecard: Scorecard, waveform: Waveform | None, tracks: Tracks | None) -> TimelineData:
    """Puts the scorecard, the sound's outline and the tracks on one axis."""
    sound = TimelineData(
        duration_s=max(scorecard.duration_s, waveform.duration_s if waveform else 0.0, 0.1),
        waveform=waveform,
        semitones=semitones(tracks) if tracks else None,
        level_dbfs=tracks.level_dbfs if tracks else None,
    )
    return with_card(sound, scorecard)


def with_card(data: TimelineData, scorecard: Scorecard) -> TimelineData:
    """The same sound with what a scorecard, perhaps a corrected one, says of it."""
    return replace(
        data,
        pauses=scorecard.measures.pauses,
        marks=tuple(_marks(scorecard)),
        turns=scorecard.partner_turns,
        intro_end_s=intro_end_s(scorecard.words, scorecard.partner_turns),
    )


def _marks(scorecard: Scorecard) -> Iterator[CheckMark]:
    specs = check_specs()
    for check in scorecard.checks:
        spec = specs.get(check.id)
        if spec is not None and check.said and check.start_s is not None:
            yield CheckMark(check.start_s, spec.heard_title, spec.is_fault, check.quote)
        elif spec is not None and check.problem and check.start_s is not None:
            yield CheckMark(check.start_s, f"{spec.title}: differs", True, check.quote)


def moment_words(data: TimelineData, at_s: float) -> str:
    """What there is at a moment: time, pitch, level, and the pause or turn it lies in."""
    parts = [clock(at_s, tenths=True)]
    semitones, level_dbfs = _value_at(data.semitones, at_s), _value_at(data.level_dbfs, at_s)
    if semitones is not None:
        parts.append(f"pitch {semitones:+.1f} semitones from your middle".replace("-", "−"))
    if level_dbfs is not None:
        parts.append(f"level {level_dbfs:.0f} dBFS".replace("-", "−"))
    for pause in data.pauses:
        if pause.start_s <= at_s <= pause.end_s:
            name = "hesitation" if pause.place is PausePlace.HESITATION else "pause at the end of a thought"
            parts.append(f"{pause_length(pause.duration_s)} {name}")
    parts += [f"other side: {turn.text}".strip(": ") for turn in data.turns if _is_in(turn, at_s)]
    return " · ".join(parts)


def _is_in(turn: PartnerTurn, at_s: float) -> bool:
    return turn.start_s <= at_s <= turn.end_s


def _value_at(track: NDArray[np.float32] | None, at_s: float) -> float | None:
    at = round(at_s / HOP_S)
    if track is None or not 0 <= at < len(track) or not np.isfinite(track[at]):
        return None
    return float(track[at])


@dataclass(frozen=True)
class View:
    """The visible stretch of the take, in seconds; always inside it and at least a second long."""

    start_s: float
    end_s: float
    duration_s: float

    @property
    def span_s(self) -> float:
        return self.end_s - self.start_s

    @property
    def is_whole(self) -> bool:
        return self.span_s >= self.duration_s - 1e-6

    def zoomed(self, factor: float, around_s: float) -> "View":
        """Factor above 1 shows less; `around_s` stays where it is on the screen."""
        shortest = min(_SHORTEST_S, self.duration_s)
        span = min(max(self.span_s / factor, shortest), self.duration_s)
        share = (around_s - self.start_s) / self.span_s
        return self._at(around_s - share * span, span)

    def moved(self, by_s: float) -> "View":
        return self._at(self.start_s + by_s, self.span_s)

    def following(self, cursor_s: float) -> "View":
        """Turns the page when the cursor leaves the visible part."""
        if self.start_s <= cursor_s <= self.end_s:
            return self
        return self._at(cursor_s - 0.1 * self.span_s, self.span_s)

    def x_of(self, at_s: float, width: float) -> float:
        return (at_s - self.start_s) / self.span_s * width

    def time_of(self, x: float, width: float) -> float:
        return self.start_s + x / max(width, 1.0) * self.span_s

    def _at(self, start_s: float, span_s: float) -> "View":
        start_s = min(max(start_s, 0.0), self.duration_s - span_s)
        return replace(self, start_s=start_s, end_s=start_s + span_s)


def whole(duration_s: float) -> View:
    return View(0.0, duration_s, duration_s)


def column_peaks(track: NDArray[np.float32], view: View, columns: int) -> NDArray[np.float32]:
    """float32[columns]: the highest value of a track of 10 ms in each of `columns` equal parts of the view.

    NaN where the track has ended.
    """
    edges = ((view.start_s + np.arange(columns + 1) / columns * view.span_s) / HOP_S).astype(np.int64)
    peaks = np.full(columns, np.nan, np.float32)
    first = np.clip(edges[:-1], 0, len(track))
    last = np.minimum(np.maximum(edges[1:], first + 1), len(track))
    inside = first < last
    if inside.any():
        pairs = np.ravel(np.column_stack([first[inside], last[inside]]))
        padded = np.append(track, track[-1:])
        peaks[inside] = np.maximum.reduceat(padded, pairs)[::2]
    return peaks


def ticks(view: View, width: float, wanted_px: float = 90.0) -> Sequence[float]:
    """Round times for the axis, about `wanted_px` apart."""
    step_wanted = view.span_s * wanted_px / max(width, 1.0)
    steps = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600)
    step = next((step for step in steps if step >= step_wanted), steps[-1])
    first = int(np.ceil(view.start_s / step))
    return [number * step for number in range(first, int(view.end_s / step) + 1)]


def clock(at_s: float, *, tenths: bool = False) -> str:
    """Minutes and seconds, such as 1:05 or 1:05.3."""
    minutes, seconds = divmod(round(at_s, 1) if tenths else int(at_s), 60)
    return f"{int(minutes)}:{seconds:04.1f}" if tenths else f"{int(minutes)}:{int(seconds):02d}"

"""The timeline of a report as a drawing: who spoke when, the points by name, the pitch curve."""

from collections.abc import Iterator
from html import escape

from models.export.report_timeline import PITCH_SPAN_ST, Flag, Timeline, axis, clock, flags

# Attributes rather than styles: not every reader of HTML hands its style sheet to a drawing inside.
_LOOKS = {
    "ground": "fill='#ecede8'",
    "speech": "fill='#0b6e66'",
    "partner": "fill='#aab3bb'",
    "hesitation": "fill='#fdf0d5' stroke='#7d4e00' stroke-width='1.5' stroke-dasharray='3 2'",
    "flag": "stroke='#1c6b36' stroke-dasharray='2 3'",
    "fault": "stroke='#b3261e' stroke-dasharray='2 3'",
    "middle": "stroke='#aab3bb'",
    "pitch": "fill='none' stroke='#6338b8' stroke-width='1.6' stroke-linejoin='round'",
    "text": "fill='#3c4651' font-size='13'",
    "text-fault": "fill='#b3261e' font-size='13'",
}
_WIDTH, _LEFT = 1000.0, 8.0
_ROW, _BLOCKS, _PITCH, _GAP = 18.0, 30.0, 70.0, 5.0


def timeline_svg(timeline: Timeline) -> str:
    """Well-formed XML, 1000 units wide, with a key under it."""
    return _Drawing(timeline).svg() + _key(timeline)


class _Drawing:
    def __init__(self, timeline: Timeline) -> None:
        self._line = timeline
        self._flags = flags(timeline)
        rows = max((flag.row for flag in self._flags), default=0) + 1
        self._blocks_top = _ROW * rows + 6
        self._pitch_top = self._blocks_top + _BLOCKS + _GAP
        self._bottom = self._pitch_top + (_PITCH if timeline.pitch else -_GAP)

    def svg(self) -> str:
        parts = "".join((*self._spans(), *self._pitch(), *map(self._flag, self._flags), *self._axis()))
        return (
            f"<svg viewBox='0 0 1000 {self._bottom + 22:.0f}' role='img' xmlns='http://www.w3.org/2000/svg'>"
            f"<title>The call over time</title>{parts}</svg>"
        )

    def _x(self, at_s: float) -> float:
        return round(_LEFT + min(at_s / self._line.duration_s, 1.0) * (_WIDTH - 2 * _LEFT), 1)

    def _ground(self, top: float, height: float) -> str:
        wide = _WIDTH - 2 * _LEFT
        return f"<rect {_LOOKS['ground']} x='{_LEFT}' y='{top}' width='{wide}' height='{height}' rx='4'/>"

    def _spans(self) -> Iterator[str]:
        yield self._ground(self._blocks_top, _BLOCKS)
        line = self._line
        for kind, spans, inset in (
            ("partner", line.partner, 8),
            ("speech", line.speech, 4),
            ("hesitation", line.hesitations, 10),
        ):
            for start_s, end_s in spans:
                width = max(self._x(end_s) - self._x(start_s), 1.5)
                yield (
                    f"<rect {_LOOKS[kind]} x='{self._x(start_s)}' y='{self._blocks_top + inset}' "
                    f"width='{width:.1f}' height='{_BLOCKS - 2 * inset}' rx='3'/>"
                )

    def _pitch(self) -> Iterator[str]:
        if not self._line.pitch:
            return
        yield self._ground(self._pitch_top, _PITCH)
        middle = self._pitch_top + _PITCH / 2
        yield f"<line {_LOOKS['middle']} x1='{_LEFT}' y1='{middle}' x2='{_WIDTH - _LEFT}' y2='{middle}'/>"
        for run in self._line.pitch:
            points = " ".join(f"{self._x(at_s)},{self._y(semitones)}" for at_s, semitones in run)
            yield f"<polyline {_LOOKS['pitch']} points='{points}'/>"

    def _y(self, semitones: float) -> float:
        share = min(max(semitones / PITCH_SPAN_ST, -1.0), 1.0)
        return round(self._pitch_top + _PITCH / 2 - share * (_PITCH / 2 - 3), 1)

    def _flag(self, flag: Flag) -> str:
        x, y = self._x(flag.at_s), 14.0 + _ROW * flag.row
        look = _LOOKS["fault" if flag.is_fault else "flag"]
        line = f"<line {look} x1='{x}' y1='{y - 9}' x2='{x}' y2='{self._bottom}'/>"
        if not flag.title:
            return line
        words = f"! {flag.title}" if flag.is_fault else flag.title
        ink = _LOOKS["text-fault" if flag.is_fault else "text"]
        place = f"x='{x - 4:.1f}' text-anchor='end'" if flag.is_before else f"x='{x + 4:.1f}'"
        return line + f"<text {ink} {place} y='{y}'>{escape(words)}</text>"

    def _axis(self) -> Iterator[str]:
        for at_s in axis(self._line.duration_s):
            x = self._x(at_s)
            anchor = " text-anchor='end'" if x > _WIDTH - 40 else ""
            yield f"<text {_LOOKS['text']} x='{x}' y='{self._bottom + 16}'{anchor}>{clock(at_s)}</text>"


def _key(timeline: Timeline) -> str:
    shown = ["<span class='k speech'>caller</span>"]
    if timeline.hesitations:
        shown.append("<span class='k hesitation'>pause inside a sentence</span>")
    if timeline.partner:
        shown.append("<span class='k partner'>other side</span>")
    if timeline.pitch:
        about = f"pitch around the caller's own middle, ±{PITCH_SPAN_ST:.0f} semitones"
        shown.append(f"<span class='k pitch'>{about}</span>")
    return f"<p class='key'>{' '.join(shown)}</p>"

"""The report as one HTML file: styles and the timeline are inside, nothing is loaded from elsewhere."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from models.export.report import (
    Mark,
    Piece,
    PointState,
    Report,
    ReportLine,
    ReportPoint,
    ReportScore,
    Timeline,
    clock,
)

_SIGNS = {PointState.SAID: "✓", PointState.MISSED: "○", PointState.WRONG: "✗", PointState.FAULT: "!"}
_STATES = {
    PointState.SAID: "said",
    PointState.MISSED: "not heard",
    PointState.WRONG: "check this",
    PointState.FAULT: "better left out",
}
_MARKS = {
    Mark.FILLER: "filler",
    Mark.HEDGE: "hedging",
    Mark.PUSHY: "pushy",
    Mark.APOLOGISING: "apologising",
    Mark.WARM: "warm",
}
# Attributes rather than styles: not every reader of HTML hands its style sheet to a drawing inside.
_LOOKS = {
    "ground": "fill='#ecede8'",
    "speech": "fill='#0b6e66'",
    "partner": "fill='#aab3bb'",
    "hesitation": "fill='#fdf0d5' stroke='#7d4e00' stroke-width='1.5' stroke-dasharray='3 2'",
    "flag": "stroke='#1c6b36' stroke-dasharray='2 3'",
    "text": "fill='#3c4651' font-size='13'",
}
_WIDTH, _LEFT = 1000.0, 8.0


def to_html(report: Report) -> str:
    """A whole document, well-formed as XML, too (every element is closed)."""
    style = (files("assets") / "report.css").read_text(encoding="utf-8")
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{escape(report.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(_body(report))
        + "\n</main>\n</body>\n</html>\n"
    )


def _body(report: Report) -> Iterator[str]:
    yield f"<header><p class='brand'>Ringback: a rehearsed call</p><h1>{escape(report.title)}</h1>"
    facts = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in report.details)
    yield f"<dl>{facts}</dl></header>"
    if report.verdict:
        yield f"<p class='verdict'>{escape(report.verdict)}</p>"
    yield "<section class='scores'>" + "".join(_score(score) for score in report.scores) + "</section>"
    yield from _advice(report)
    yield "<section><h2>When</h2>" + timeline_svg(report.timeline) + "</section>"
    yield "<section class='columns'><div><h2>Points of the call</h2><ul class='points'>"
    yield "".join(_point(point) for point in report.points)
    yield "</ul></div><div><h2>Measured</h2><table>"
    yield "".join(
        f"<tr><th>{escape(label)}</th><td><strong>{escape(value)}</strong>"
        f"<br/><small>{escape(usual)}</small></td></tr>"
        for label, value, usual in report.measures
    )
    yield "</table></div></section>"
    if report.lines:
        yield "<section><h2>What was said</h2><p class='key'>" + _key(report) + "</p><div class='words'>"
        yield "".join(_line(line) for line in report.lines)
        yield "</div></section>"
    if report.note:
        yield f"<section><h2>Note</h2><p>{escape(report.note)}</p></section>"
    yield f"<footer>{escape(report.footer)}</footer>"


def _score(score: ReportScore) -> str:
    value = "–" if score.value is None else str(score.value)
    band = f" {score.band.value}" if score.band else ""
    sure = f"<small>± {score.give_or_take:.0f}</small>" if score.give_or_take is not None else ""
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in score.reasons)
    return (
        f"<article class='score{band}'><h2>{escape(score.label)}</h2>"
        f"<p class='value'>{value} {sure}<span class='band'>{escape(score.band_word)}</span></p>"
        f"<div class='meter'><div style='width:{score.value or 0}%'></div></div><ul>{reasons}</ul></article>"
    )


def _advice(report: Report) -> Iterator[str]:
    if not (report.fix or report.keep):
        return
    yield "<section class='advice'>"
    if report.fix:
        line = f"<blockquote>“{escape(report.fix_line)}”</blockquote>" if report.fix_line else ""
        yield f"<article class='fix'><h2>Change one thing</h2><p>{escape(report.fix)}</p>{line}</article>"
    if report.keep:
        yield f"<article><h2>Keep this</h2><p>{escape(report.keep)}</p></article>"
    yield "</section>"


def _point(point: ReportPoint) -> str:
    at = f"<time>{clock(point.start_s)}</time> " if point.start_s is not None else ""
    words = f"<br/><small>{at}{escape(point.words)}</small>" if point.words else ""
    return (
        f"<li class='{point.state.value}'><span class='sign' title='{_STATES[point.state]}'>"
        f"{_SIGNS[point.state]}</span><span>{escape(point.title)}{words}</span></li>"
    )


def _key(report: Report) -> str:
    used = {piece.mark for line in report.lines for piece in line.pieces}
    shown = [f"<span class='{mark.value}'>{name}</span>" for mark, name in _MARKS.items() if mark in used]
    pause = ["<span class='pause'>pause inside a sentence</span>"] if Mark.PAUSE in used else []
    return " ".join((*shown, *pause))


def _line(line: ReportLine) -> str:
    speaker = f"<em>{escape(line.speaker)}:</em> " if line.speaker else ""
    words = " ".join(
        escape(piece.text)
        if piece.mark is Mark.PLAIN
        else f"<span class='{piece.mark.value}'>{escape(piece.text)}</span>"
        for piece in line.pieces
    )
    kind = " class='partner'" if line.speaker else ""
    return f"<p{kind}><time>{clock(line.start_s)}</time> <span>{speaker}{words}</span></p>"


def _piece(piece: Piece) -> str:
    words = escape(piece.text)
    return words if piece.mark is Mark.PLAIN else f"<span class='{piece.mark.value}'>{words}</span>"


def timeline_svg(timeline: Timeline) -> str:
    """Speech, hesitation pauses, the other side and the points over time, 1000 units wide."""
    rows = point_rows(timeline)
    top = 18.0 * max(len(rows), 1) + 6

    def x(at_s: float) -> float:
        return round(_LEFT + at_s / timeline.duration_s * (_WIDTH - 2 * _LEFT), 1)

    def bar(kind: str, spans: tuple[tuple[float, float], ...], inset: float) -> Iterator[str]:
        for start_s, end_s in spans:
            width = max(x(end_s) - x(start_s), 1.5)
            yield (
                f"<rect {_LOOKS[kind]} x='{x(start_s)}' y='{top + inset}' width='{width:.1f}' "
                f"height='{34 - 2 * inset}' rx='3'/>"
            )

    parts = [
        f"<rect {_LOOKS['ground']} x='{_LEFT}' y='{top}' width='{_WIDTH - 2 * _LEFT}' height='34' rx='4'/>"
    ]
    parts += bar("partner", timeline.partner, 9)
    parts += bar("speech", timeline.speech, 5)
    parts += bar("hesitation", timeline.hesitations, 12)
    for number, row in enumerate(rows):
        y = 14.0 + 18 * number
        for at_s, title in row:
            parts.append(
                f"<line {_LOOKS['flag']} x1='{x(at_s)}' y1='{y - 9}' x2='{x(at_s)}' y2='{top + 34}'/>"
            )
            parts.append(f"<text {_LOOKS['text']} x='{x(at_s) + 4:.1f}' y='{y}'>{escape(title)}</text>")
    other_side = " <span class='k partner'>other side</span>" if timeline.partner else ""
    for at_s in axis(timeline.duration_s):
        parts.append(f"<text {_LOOKS['text']} x='{x(at_s)}' y='{top + 52}'>{clock(at_s)}</text>")
    return (
        f"<svg viewBox='0 0 1000 {top + 60:.0f}' role='img' xmlns='http://www.w3.org/2000/svg'>"
        f"<title>The call over time</title>{''.join(parts)}</svg>"
        "<p class='key'><span class='k speech'>caller</span> "
        f"<span class='k hesitation'>pause inside a sentence</span>{other_side}</p>"
    )


def point_rows(timeline: Timeline, per_character: float = 8.2) -> list[list[tuple[float, str]]]:
    """Flags in rows so that no name runs into the next; `per_character` in thousandths of the width."""
    rows: list[list[tuple[float, str]]] = []
    ends: list[float] = []
    for at_s, title in sorted(timeline.points):
        start = at_s / timeline.duration_s * 1000
        end = start + len(title) * per_character + 18
        if end > 1000:
            continue
        free = next((row for row, taken in enumerate(ends) if taken <= start), None)
        if free is None:
            rows.append([])
            ends.append(0.0)
            free = len(rows) - 1
        rows[free].append((at_s, title))
        ends[free] = end
    return rows


def axis(duration_s: float) -> list[float]:
    """At most about ten round times."""
    step = next(
        step for step in (5, 10, 15, 30, 60, 120, 300, 600, 3600) if duration_s / step <= 10 or step == 3600
    )
    return [number * float(step) for number in range(int(duration_s / step) + 1)]

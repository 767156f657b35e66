"""The report as one HTML file: styles and the timeline are inside, nothing is loaded from elsewhere."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from models.export.report import PointState, Report, ReportPoint, ReportScore
from models.export.report_svg import timeline_svg
from models.export.report_timeline import clock
from models.export.report_transcript import Mark, ReportLine

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
_LONG_LINES = 28


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
    for alert in report.alerts:
        yield f"<p class='alert'><strong>!</strong> {escape(alert)}</p>"
    if report.scores:
        yield "<section class='scores'>" + "".join(_score(score) for score in report.scores) + "</section>"
    yield from _advice(report)
    if report.timeline is not None:
        yield "<section><h2>Over time</h2>" + timeline_svg(report.timeline) + "</section>"
    if report.points or report.measures:
        yield from _columns(report)
    if report.lines:
        long = " long" if len(report.lines) > _LONG_LINES else ""
        yield f"<section><h2>What was said</h2><p class='key'>{_key(report)}</p><div class='words{long}'>"
        yield "".join(_line(line) for line in report.lines)
        yield "</div></section>"
    if report.note:
        yield f"<section><h2>Note</h2><p>{escape(report.note)}</p></section>"
    yield f"<footer>{escape(report.footer)}</footer>"


def _columns(report: Report) -> Iterator[str]:
    yield "<section class='columns'><div><h2>Points of the call</h2><ul class='points'>"
    yield "".join(_point(point) for point in report.points)
    yield "</ul></div><div><h2>Measured</h2><table>"
    yield "".join(
        f"<tr><th>{escape(label)}</th><td><strong>{escape(value)}</strong>"
        f"<br/><small>{escape(usual)}</small></td></tr>"
        for label, value, usual in report.measures
    )
    yield "</table></div></section>"


def _score(score: ReportScore) -> str:
    value = "–" if score.value is None else str(score.value)
    band = f" {score.band.value}" if score.band else ""
    sure = f" <small>±\u00a0{score.give_or_take:.0f}</small>" if score.give_or_take is not None else ""
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in score.reasons)
    return (
        f"<article class='score{band}'><h2>{escape(score.label)}</h2>"
        f"<p class='value'><span>{value}{sure}</span> <span class='band'>{escape(score.band_word)}</span></p>"
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
    words = f" <small>{at}{escape(point.words)}</small>" if point.words else ""
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

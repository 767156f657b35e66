"""Draws the still part of the timeline: waveform, pitch, level, pauses, check marks, axis."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.pages.review.timeline_marks import FLAG_PX, LANES, PlacedMark, place_marks
from app.pages.review.timeline_model import HOP_S, TimelineData, View, clock, column_peaks, ticks
from app.theme.tokens import Tokens
from models.measures import PausePlace

GUTTER = 64.0
_LABEL, _AXIS, _GAP = 17.0, 21.0, 4.0
_MARKS = LANES * _LABEL
_PITCH_SPAN_ST = 9.0
_QUIETEST_DBFS, _LOUDEST_DBFS = -60.0, -6.0
_LEVEL_SPAN_DB = _LOUDEST_DBFS - _QUIETEST_DBFS
_GAP_FRAMES = 3
LANE_TIPS = (
    "The recording: how far the sound swings. Shaded: pauses inside a clause. Hatched: the other side.",
    "Your pitch in semitones around your own middle; twelve are an octave. A line that moves sounds lively.",
    f"How loud you are, from {_QUIETEST_DBFS:.0f} to {_LOUDEST_DBFS:.0f} dBFS; 0 is the loudest that fits.",
)
"""What each lane shows: sound, pitch, level."""


@dataclass(frozen=True)
class Lanes:
    """The rectangles of the lanes, in pixels, right of the gutter."""

    marks: QRectF
    wave: QRectF
    pitch: QRectF
    level: QRectF
    axis: QRectF


def lanes(width: float, height: float) -> Lanes:
    inner = width - GUTTER
    free = height - _MARKS - _AXIS - 4 * _GAP
    tops = [_MARKS + _GAP]
    heights = [free * 0.36, free * 0.42, free * 0.22]
    for lane in heights[:-1]:
        tops.append(tops[-1] + lane + _GAP)
    wave, pitch, level = (QRectF(GUTTER, top, inner, lane) for top, lane in zip(tops, heights, strict=True))
    return Lanes(
        QRectF(GUTTER, 0, inner, _MARKS), wave, pitch, level, QRectF(GUTTER, height - _AXIS, inner, _AXIS)
    )


def mark_rect(one: PlacedMark, lane: QRectF) -> QRectF:
    """The flag and its name; the first row is next to the lanes."""
    return QRectF(one.left, lane.bottom() - (one.lane + 1) * _LABEL, one.width, _LABEL)


class TimelinePainter:
    """Paints one view of one take; `font` is for the small texts."""

    def __init__(
        self, painter: QPainter, tokens: Tokens, font: QFont, data: TimelineData, view: View
    ) -> None:
        self._painter, self._tokens, self._data, self._view = painter, tokens, data, view
        painter.setFont(font)
        self._metrics = QFontMetricsF(font)

    def draw(self, width: float, height: float) -> None:
        places = lanes(width, height)
        for lane in (places.wave, places.pitch, places.level):
            self._fill(lane, "sunken")
        self._names(places)
        clip = QRectF(GUTTER, 0, width - GUTTER, height)
        self._painter.setClipRect(clip)
        self._pauses(places)
        self._turns(places)
        self._wave(places.wave)
        self._pitch(places.pitch)
        self._level(places.level)
        self._intro_end(places)
        self._marks(places)
        self._painter.setClipping(False)
        self._axis(places)

    def _names(self, places: Lanes) -> None:
        self._painter.setPen(self._colour("muted"))
        for lane, name in (
            (places.wave, "Sound"),
            (places.pitch, f"Pitch\n±{_PITCH_SPAN_ST:.0f} st"),
            (places.level, "Level"),
        ):
            rect = QRectF(0, lane.top(), GUTTER - 8, lane.height())
            self._painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, name)

    def _pauses(self, places: Lanes) -> None:
        for pause in self._data.pauses:
            hesitation = pause.place is PausePlace.HESITATION
            left, right = self._x(pause.start_s, places.wave), self._x(pause.end_s, places.wave)
            left, right = max(left, GUTTER), min(right, places.wave.right())
            if right > left:
                rect = QRectF(
                    left, places.wave.top(), right - left, places.level.bottom() - places.wave.top()
                )
                self._fill(rect, "warning_soft" if hesitation else "surface")
                if hesitation:
                    self._painter.setPen(QPen(self._colour("warning"), 1, Qt.PenStyle.DashLine))
                    self._painter.drawLine(QLineF(rect.topLeft(), rect.topRight()))

    def _turns(self, places: Lanes) -> None:
        """The other side's turns, hatched and named."""
        for turn in self._data.turns:
            left = max(self._x(turn.start_s, places.wave), GUTTER)
            right = min(self._x(turn.end_s, places.wave), places.wave.right())
            if right > left:
                rect = QRectF(left, places.wave.top(), right - left, places.wave.height())
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.setBrush(QBrush(self._colour("control"), Qt.BrushStyle.BDiagPattern))
                self._painter.drawRect(rect.adjusted(0, 0, 0, places.pitch.bottom() - rect.bottom()))
                wide = self._metrics.horizontalAdvance("Other side") + 10
                if wide <= rect.width():
                    middle = QPointF(rect.center().x(), places.pitch.center().y())
                    self._chip(middle, wide, "Other side", "surface", "muted")

    def _intro_end(self, places: Lanes) -> None:
        if self._data.intro_end_s is not None and self._data.intro_end_s < self._data.duration_s:
            x = self._x(self._data.intro_end_s, places.wave)
            self._painter.setPen(QPen(self._colour("accent"), 2))
            self._painter.drawLine(QLineF(x, places.wave.top(), x, places.level.bottom()))
            wide = self._metrics.horizontalAdvance("10 s") + 8
            middle = QPointF(x + wide / 2, places.level.center().y())
            self._chip(middle, wide, "10 s", "accent", "on_accent")

    def _chip(self, middle: QPointF, width: float, words: str, fill: str, ink: str) -> None:
        rect = QRectF(middle.x() - width / 2, middle.y() - _LABEL / 2, width, _LABEL)
        self._fill(rect, fill)
        self._painter.setPen(self._colour(ink))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _wave(self, lane: QRectF) -> None:
        if self._data.waveform is None:
            return
        columns = max(int(lane.width()), 1)
        outline = self._data.waveform.outline(self._view.start_s, self._view.end_s, columns)
        peak = max(float(np.abs(outline).max(initial=0.0)), 0.05)
        middle, half = lane.center().y(), lane.height() / 2 - 3
        tops, bottoms = middle - outline[:, 1] / peak * half, middle - outline[:, 0] / peak * half + 1
        self._bars(lane, tops, bottoms, "accent")

    def _bars(
        self, lane: QRectF, tops: NDArray[np.float32], bottoms: NDArray[np.float32], colour: str
    ) -> None:
        """One upright line per pixel. They lie on the pixels, and smoothing them would take long."""
        smooth = QPainter.RenderHint.Antialiasing
        self._painter.setRenderHint(smooth, False)
        self._painter.setPen(QPen(self._colour(colour), 1))
        ends = zip(tops.tolist(), bottoms.tolist(), strict=True)
        left = lane.left()
        self._painter.drawLines(
            [QLineF(left + x, top, left + x, bottom) for x, (top, bottom) in enumerate(ends)]
        )
        self._painter.setRenderHint(smooth, True)

    def _pitch(self, lane: QRectF) -> None:
        """The curve around the speaker's own median, broken where the voice is."""
        self._painter.setPen(QPen(self._colour("border"), 1))
        self._painter.drawLine(QLineF(lane.left(), lane.center().y(), lane.right(), lane.center().y()))
        if self._data.semitones is None:
            self._note(lane, "No pitch was found.")
            return
        self._painter.setPen(_pen(self._colour("violet"), 2.2))
        self._curve(lane, self._data.semitones, (-_PITCH_SPAN_ST, _PITCH_SPAN_ST))

    def _level(self, lane: QRectF) -> None:
        if self._data.level_dbfs is not None:
            peaks = column_peaks(self._data.level_dbfs, self._view, max(int(lane.width()), 1))
            share = (np.clip(peaks, _QUIETEST_DBFS, _LOUDEST_DBFS) - _QUIETEST_DBFS) / _LEVEL_SPAN_DB
            tops = lane.bottom() - 1 - np.nan_to_num(share) * (lane.height() - 4)
            self._bars(lane, tops, np.full_like(tops, lane.bottom() - 1), "blue")

    def _curve(self, lane: QRectF, track: NDArray[np.float32], span: tuple[float, float]) -> None:
        low, high = span
        first = max(int(self._view.start_s / HOP_S), 0)
        last = min(int(self._view.end_s / HOP_S) + 2, len(track))
        step = max((last - first) // max(int(lane.width() * 2), 1), 1)
        frames = np.arange(first, last, step)
        values = np.clip(track[frames], low, high)
        x = lane.left() + (frames * HOP_S - self._view.start_s) / self._view.span_s * lane.width()
        y = lane.bottom() - 3 - (values - low) / (high - low) * (lane.height() - 6)
        there = np.flatnonzero(np.isfinite(y))
        if not len(there):
            return
        for run in np.split(there, np.flatnonzero(np.diff(there) > _GAP_FRAMES) + 1):
            points = [QPointF(a, b) for a, b in zip(x[run].tolist(), y[run].tolist(), strict=True)]
            if len(points) == 1:
                self._painter.drawPoint(points[0])
            else:
                self._painter.drawPolyline(QPolygonF(points))

    def _axis(self, places: Lanes) -> None:
        self._painter.setPen(self._colour("muted"))
        tenths = self._view.span_s < 5
        for at_s in ticks(self._view, places.axis.width()):
            x = self._x(at_s, places.axis)
            self._painter.drawLine(QLineF(x, places.axis.top(), x, places.axis.top() + 4))
            label = clock(at_s, tenths=tenths)
            width = self._metrics.horizontalAdvance(label) + 2
            left = min(x - width / 2, places.axis.right() - width)
            rect = QRectF(left, places.axis.top() + 4, width, places.axis.height() - 4)
            self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)

    def _marks(self, places: Lanes) -> None:
        """A flag per check with its name, as long as there is room in one of two rows."""
        lane = places.marks
        placed = place_marks(
            self._data, self._view, lane.left(), lane.width(), self._metrics.horizontalAdvance
        )
        for one in placed:
            self._painter.setPen(QPen(self._mark_colour(one), 1, Qt.PenStyle.DotLine))
            top = mark_rect(one, lane).center().y()
            self._painter.drawLine(QLineF(one.x, top, one.x, places.level.bottom()))
        for one in placed:
            self._mark(one, mark_rect(one, lane))

    def _mark(self, one: PlacedMark, rect: QRectF) -> None:
        if one.has_label:
            self._fill(rect, "surface")
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._mark_colour(one))
        self._painter.drawPolygon(_flag(one, rect.center().y()))
        if one.has_label:
            words = rect.adjusted(0, 0, -FLAG_PX, 0) if one.points_left else rect.adjusted(FLAG_PX, 0, 0, 0)
            self._painter.setPen(self._colour("danger" if one.mark.is_fault else "muted"))
            label = self._metrics.elidedText(one.mark.label, Qt.TextElideMode.ElideRight, words.width() + 1)
            self._painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, label)

    def _mark_colour(self, one: PlacedMark) -> QColor:
        return self._colour("danger" if one.mark.is_fault else "success")

    def _note(self, lane: QRectF, words: str) -> None:
        self._painter.setPen(self._colour("muted"))
        self._painter.drawText(lane, Qt.AlignmentFlag.AlignCenter, words)

    def _x(self, at_s: float, lane: QRectF) -> float:
        return lane.left() + self._view.x_of(at_s, lane.width())

    def _fill(self, rect: QRectF, colour: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colour(colour))
        self._painter.drawRoundedRect(rect, 4, 4)

    def _colour(self, name: str) -> QColor:
        return QColor(getattr(self._tokens, name))


def _pen(colour: QColor, width_px: float) -> QPen:
    pen = QPen(colour, width_px)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _flag(one: PlacedMark, y: float) -> list[QPointF]:
    """A pennant for a point, a square for a fault."""
    tip = one.x - 9 if one.points_left else one.x + 9
    if one.mark.is_fault:
        corners = ((one.x, -4.5), (tip, -4.5), (tip, 4.5), (one.x, 4.5))
        return [QPointF(x, y + dy) for x, dy in corners]
    return [QPointF(one.x, y - 5), QPointF(tip, y), QPointF(one.x, y + 5)]

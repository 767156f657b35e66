"""Icons drawn in the colour that the theme asks for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.theme.asset import asset

_SIZE_PX = 20


def icon(name: str, colour: str) -> QIcon:
    """The icon `assets/icons/<name>.svg` in `colour` ("#RRGGBB"), sharp on every screen there is."""
    sizes_px = {round(_SIZE_PX * screen.devicePixelRatio()) for screen in QGuiApplication.screens()}
    return _icon(name, colour, tuple(sorted(sizes_px)))


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, sizes_px: tuple[int, ...]) -> QIcon:
    made = QIcon()
    for size_px in sizes_px:
        made.addPixmap(_draw(name, colour, size_px))
    return made


def pixmap(name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size_px` device-independent pixels for a screen of that pixel ratio."""
    drawn = _draw(name, colour, round(size_px * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _draw(name: str, colour: str, size_px: int) -> QPixmap:
    text = asset(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
    drawn = QPixmap(size_px, size_px)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return drawn

"""Icons from SVG files, drawn sharp at any scale in the colour of the text they stand in."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from askforit_desktop import paths
from askforit_desktop.gui import theme


def icon(name: str, colour: str = "text") -> QIcon:
    """The icon of that file name, in the palette's colour of that name whatever the theme."""
    return QIcon(_Engine(name, colour))


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@cache
def _picture(name: str, colour: str, width: int, height: int) -> QPixmap:
    """An icon in device pixels; drawn once, because a button asks for it each time it is painted."""
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return pixmap


class _Engine(QIconEngine):
    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        _renderer(self._name, self._colour_in(mode)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _picture(self._name, self._colour_in(mode), size.width(), size.height())

    def _colour_in(self, mode: QIcon.Mode) -> str:
        palette = theme.colours()
        colour: str = palette.muted if mode is QIcon.Mode.Disabled else getattr(palette, self._colour)
        return colour

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)

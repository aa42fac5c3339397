"""The microphone's level: a bar before recording, a running picture while recording."""

import math
from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from askforit_desktop.gui import theme

# Below -50 dB a bar shows nothing: the quiet of a room; speech peaks at -30 to -6 dB.
_FLOOR_DB = -50.0
_STEP, _BAR = 4, 2


def height(level: float) -> float:
    """How much of its space a bar fills, 0 to 1, for a peak of 0 to 1: linear in decibels, as loudness is heard."""
    return max(0.0, 1 - 20 * math.log10(level) / _FLOOR_DB) if level > 0 else 0.0


class LevelMeter(QWidget):
    """A thin bar with the level of now; says in words whether anything is heard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = 0.0
        self.setAccessibleName("Microphone level")
        self.setFixedHeight(theme.size(6))
        self.setFixedWidth(theme.size(72))

    def sizeHint(self) -> QSize:
        return QSize(theme.size(72), theme.size(6))

    def show_level(self, level: float) -> None:
        """Show a peak of 0 to 1."""
        self._level = level
        self.setAccessibleDescription("sound" if height(level) > 0.2 else "quiet")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, box = theme.colours(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = box.height() / 2
        painter.setBrush(QColor(palette.track))
        painter.drawRoundedRect(box, radius, radius)
        box.setWidth(box.width() * height(self._level))
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(box, radius, radius)


class LevelStrip(QWidget):
    """The levels of the last while as bars, the newest at the right; all alike where less motion is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: deque[float] = deque(maxlen=2000)
        self.setAccessibleName("Sound of the take so far")
        self.setFixedHeight(theme.size(44))

    def clear(self) -> None:
        """Forget the last take."""
        self._heights.clear()
        self.update()

    def add_level(self, level: float) -> None:
        """Add the newest peak, 0 to 1."""
        self._heights.append(height(level))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        middle, step, wide = self.height() / 2, theme.size(_STEP), theme.size(_BAR)
        fits = max(1, self.width() // step)
        shown = list(self._heights)[-fits:]
        if theme.prefers_less_motion():
            shown = [shown[-1]] * fits if shown else []
        halves = (max(1.0, high * middle) for high in shown)
        # In one go and without smoothing: bar by bar it took as long as recognition, ten times a second.
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours().wave))
        painter.drawRects([QRectF(i * step, middle - half, wide, 2 * half) for i, half in enumerate(halves)])

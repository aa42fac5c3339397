"""A small line over takes, with the range that draws no remark behind it; hovering and arrow keys explain a point."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.announce import announce

_RIGHT, _TOP, _BOTTOM = 10, 10, 8
_AXIS = 11  # design pixels of the writing


@dataclass(frozen=True, slots=True)
class Point:
    """One take's measure and its name in words; None where it could not be measured."""

    value: float | None
    name: str


class LineChart(QWidget):
    """Draws one measure; `unit` writes a value as text, `band` is the range that is fine (None at an open end)."""

    def __init__(self, title: str, unit: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._unit = title, unit
        self._points: tuple[Point, ...] = ()
        self._band: tuple[float, float] | None = None
        self._at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_points(())

    def sizeHint(self) -> QSize:
        """A low picture, as wide as there is room."""
        return QSize(theme.size(180), theme.size(104))

    def show_points(self, points: tuple[Point, ...], band: tuple[float, float] | None = None) -> None:
        """Show takes, oldest first."""
        self._points, self._band, self._at = points, band, None
        self.setAccessibleName(self._summary())
        self.update()

    @property
    def explained(self) -> str:
        """What is said of the point that is looked at; empty if none is."""
        return self._words(self._at) if self._at is not None else ""

    def _measured(self) -> list[int]:
        return [index for index, point in enumerate(self._points) if point.value is not None]

    def _value(self, index: int) -> float:
        return self._points[index].value or 0.0

    def _summary(self) -> str:
        values = [self._value(index) for index in self._measured()]
        if not values:
            return f"{self._title}: nothing measured yet"
        least, most, last = self._unit(min(values)), self._unit(max(values)), self._unit(values[-1])
        return f"{self._title}: {last} last, between {least} and {most} in {len(values)} takes"

    def _words(self, index: int) -> str:
        return f"{self._points[index].name}: {self._unit(self._value(index))}"

    # Geometry

    def _range(self) -> tuple[float, float]:
        values = [self._value(index) for index in self._measured()] + list(self._band or ())
        low, high = min(values, default=0.0), max(values, default=1.0)
        room = (high - low) * 0.12 or 1.0
        return max(0.0, low - room) if low >= 0 else low - room, high + room

    def _edges(self) -> tuple[float, float]:
        """The two values that are written beside the picture: the band's, or the least and the greatest."""
        values = [self._value(index) for index in self._measured()]
        return self._band or (min(values), max(values))

    def _left(self) -> float:
        """Where the picture begins, behind what is written beside it."""
        metrics = QFontMetricsF(theme.font(_AXIS))
        return max(metrics.horizontalAdvance(self._unit(edge)) for edge in self._edges()) + 10

    def _place(self, index: int, value: float) -> QPointF:
        low, high = self._range()
        left = self._left()
        wide = self.width() - left - _RIGHT
        x = left + wide * (index + 0.5) / max(1, len(self._points))
        return QPointF(x, self._height_of(value, low, high))

    def _height_of(self, value: float, low: float, high: float) -> float:
        return _TOP + (self.height() - _TOP - _BOTTOM) * (high - value) / (high - low)

    # Explaining

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Explain the nearest take."""
        x = event.position().x()
        measured = self._measured()
        if measured:
            self._look_at(min(measured, key=lambda i: abs(self._place(i, 0).x() - x)))
            QToolTip.showText(event.globalPosition().toPoint(), self.explained, self)

    def leaveEvent(self, event: QEvent) -> None:
        """Look away."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._at = None
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from take to take and say its value."""
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step, measured = steps.get(event.key()), self._measured()
        if step is None or not measured:
            super().keyPressEvent(event)
            return
        here = measured.index(self._at) + step if self._at in measured else len(measured) - 1
        self._look_at(measured[min(max(here, 0), len(measured) - 1)])
        announce(self, self.explained)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The newest take is looked at first."""
        super().focusInEvent(event)
        measured = self._measured()
        if measured and self._at is None:
            self._look_at(measured[-1])

    def _look_at(self, index: int) -> None:
        self._at = index
        self.setAccessibleDescription(self.explained)
        self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Band, axis words, line, points, and the point that is looked at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(_AXIS))
        if self._measured():
            self._paint_band(painter)
            self._paint_line(painter)
            self._paint_looked_at(painter)
        else:
            painter.setPen(QColor(theme.colours().muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Nothing measured yet")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_band(self, painter: QPainter) -> None:
        palette, (low, high), left = theme.colours(), self._range(), self._left()
        if self._band:
            top, bottom = (self._height_of(edge, low, high) for edge in (self._band[1], self._band[0]))
            area = QRectF(left, top, self.width() - left - _RIGHT, bottom - top)
            painter.fillRect(area, QColor(palette.secure.soft))
        painter.setPen(QColor(palette.muted))
        for edge in dict.fromkeys(self._edges()):
            y = self._height_of(edge, low, high)
            words = QRectF(0, y - 9, left - 6, 18)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._unit(edge))

    def _paint_line(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(theme.colours().accent), 1.6))
        places = [self._place(index, self._value(index)) for index in self._measured()]
        painter.drawPolyline(places)
        painter.setBrush(QColor(theme.colours().accent))
        painter.setPen(Qt.PenStyle.NoPen)
        for place in places:
            painter.drawEllipse(place, 2.8, 2.8)

    def _paint_looked_at(self, painter: QPainter) -> None:
        if self._at is None:
            return
        painter.setBrush(QColor(theme.colours().card))
        painter.setPen(QPen(QColor(theme.colours().text), 2))
        painter.drawEllipse(self._place(self._at, self._value(self._at)), 5, 5)

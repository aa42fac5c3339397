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
_DOT = 2.6


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

    def _edges(self) -> tuple[float, float]:
        """The two values that are written beside the picture: the band's, or the least and the greatest."""
        values = [self._value(index) for index in self._measured()]
        return self._band or (min(values, default=0.0), max(values, default=1.0))

    def _frame(self) -> "_Frame":
        edges = self._edges()
        values = [*(self._value(index) for index in self._measured()), *edges]
        metrics = QFontMetricsF(theme.font(_AXIS))
        left = max(metrics.horizontalAdvance(self._unit(edge)) for edge in edges) + 10
        room = (max(values) - min(values)) * 0.12 or 1.0
        area = QRectF(left, _TOP, self.width() - left - _RIGHT, self.height() - _TOP - _BOTTOM)
        return _Frame(area, min(values) - room, max(values) + room, max(1, len(self._points)))

    # Explaining

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Explain the nearest take."""
        x = event.position().x()
        measured = self._measured()
        if measured:
            frame = self._frame()
            self._look_at(min(measured, key=lambda i: abs(frame.x(i) - x)))
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
            frame = self._frame()
            self._paint_band(painter, frame)
            self._paint_line(painter, frame)
        else:
            painter.setPen(QColor(theme.colours().muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Nothing measured yet")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_band(self, painter: QPainter, frame: "_Frame") -> None:
        palette, area = theme.colours(), frame.area
        if self._band:
            top, bottom = frame.y(self._band[1]), frame.y(self._band[0])
            painter.fillRect(QRectF(area.left(), top, area.width(), bottom - top), QColor(palette.secure.soft))
        painter.setPen(QColor(palette.muted))
        for edge in dict.fromkeys(self._edges()):
            words = QRectF(0, frame.y(edge) - 9, area.left() - 6, 18)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._unit(edge))

    def _paint_line(self, painter: QPainter, frame: "_Frame") -> None:
        painter.setPen(QPen(QColor(theme.colours().accent), 1.6))
        places = {index: QPointF(frame.x(index), frame.y(self._value(index))) for index in self._measured()}
        painter.drawPolyline(list(places.values()))
        painter.setBrush(QColor(theme.colours().accent))
        painter.setPen(Qt.PenStyle.NoPen)
        for place in places.values():
            painter.drawEllipse(place, _DOT, _DOT)
        if self._at is not None:
            painter.setBrush(QColor(theme.colours().card))
            painter.setPen(QPen(QColor(theme.colours().text), 2))
            painter.drawEllipse(places[self._at], 2 * _DOT, 2 * _DOT)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where values stand: the picture's area, the values at its lower and upper edge, and how many takes it shows."""

    area: QRectF
    low: float
    high: float
    count: int

    def x(self, index: int) -> float:
        return self.area.left() + self.area.width() * (index + 0.5) / self.count

    def y(self, value: float) -> float:
        return self.area.top() + self.area.height() * (self.high - value) / (self.high - self.low)

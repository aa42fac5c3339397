"""The time of a take against the length to aim for."""

from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from askforit_desktop.closing.wording import clock
from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.announce import announce
from askforit_desktop.gui.widgets.texts import Caption, Heading

# The bar ends a third past the longest good length, so that "too long" can be seen coming and seen gone by.
_ROOM = 4 / 3


class TimeBar(QWidget):
    """Seconds so far, a bar with the aimed-at stretch marked on it, and in words where one is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Length of the take")
        self._time, self._where, self._aim = Heading("0:00"), Caption(wrap=False), Caption(wrap=False)
        self._time.setWordWrap(False)
        self._time.setMinimumWidth(theme.size(44))
        self._bar = _Bar()
        across = QGridLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setHorizontalSpacing(10)
        across.setVerticalSpacing(2)
        across.setColumnStretch(2, 1)
        across.addWidget(self._time, 0, 0)
        across.addWidget(self._bar, 0, 1, 1, 2)
        across.addWidget(self._where, 1, 1)
        across.addWidget(self._aim, 1, 2, Qt.AlignmentFlag.AlignRight)

    def aim(self, shortest: float, longest: float) -> None:
        """Set the stretch to aim for, in seconds."""
        self._bar.shortest, self._bar.longest = shortest, longest
        self._aim.setText(f"aim for {clock(shortest)}–{clock(longest)}")
        self._bar.update()

    def show_seconds(self, seconds: float) -> None:
        """Show how long the take is, and say so when it comes into range or leaves it."""
        self._time.setText(clock(seconds))
        self._bar.seconds = seconds
        self._bar.update()
        words = (f"{ceil(self._bar.shortest - seconds)} s to go", "in range", "too long")[self._bar.stretch]
        if words != self._where.text():
            self._where.setText(words)
            self.setAccessibleDescription(words)
            if self._bar.stretch:
                announce(self, f"Length {words}")


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.seconds, self.shortest, self.longest = 0.0, 30.0, 90.0
        self.setFixedHeight(theme.size(14))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def stretch(self) -> int:
        """0 before the aimed-at stretch, 1 in it, 2 past it."""
        return (self.seconds >= self.shortest) + (self.seconds > self.longest)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, width = theme.colours(), float(self.width())
        thick, middle = theme.size(6), self.height() / 2
        whole = self.longest * _ROOM
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.track))
        painter.drawRoundedRect(QRectF(0, middle - thick / 2, width, thick), 3, 3)
        painter.setBrush(QColor((palette.edge, palette.accent, palette.warn)[self.stretch]))
        done = width * min(1.0, self.seconds / whole)
        painter.drawRoundedRect(QRectF(0, middle - thick / 2, done, thick), 3, 3)
        painter.setBrush(QColor(palette.edge))
        for mark in (self.shortest, self.longest):
            painter.drawRect(QRectF(width * mark / whole - 0.5, 0, 1.5, self.height()))

"""The picture of a recording: bars in the colours of the acts, a playhead, seek by click, drag and keys."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from askforit_desktop.closing.rubric import Act
from askforit_desktop.closing.wording import clock
from askforit_desktop.gui import theme
from askforit_desktop.gui.standing import Stretch

_BAR, _GAP, _LANE = 2, 2, 3
_LEAST_LOUD = 0.05  # a level of full scale; quieter takes are not blown up, so that silence looks like silence
_STEP, _LEAP = 3000, 10_000  # milliseconds that an arrow and a page key move


class Waveform(QAbstractSlider):
    """A slider over the take's milliseconds that looks like its sound; `seek_requested` has seconds.

    The bars carry the acts' colours, and a line under them stands in the lane of its act: connect highest, secure
    lowest, so that the colour is never the only sign.
    """

    seek_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.levels: tuple[float, ...] = ()
        self._stretches: tuple[Stretch, ...] = ()
        self._picture: tuple[object, QPixmap] = (None, QPixmap())
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSingleStep(_STEP)
        self.setPageStep(_LEAP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Position in the recording")
        self.actionTriggered.connect(self._on_key)

    def sizeHint(self) -> QSize:
        """As high as in the design, as wide as there is room."""
        return QSize(theme.size(300), theme.size(88))

    def show_take(self, duration: float, stretches: tuple[Stretch, ...]) -> None:
        """Start anew with a take of so many seconds; its sound follows with `show_levels`."""
        self.levels, self._stretches = (), stretches
        self.setRange(0, round(duration * 1000))
        self.setValue(0)
        self._describe()
        self.update()

    def show_levels(self, levels: tuple[float, ...]) -> None:
        """Draw the sound: evenly spaced peaks, 0 to 1."""
        self.levels = levels
        self.update()

    def set_position(self, seconds: float) -> None:
        """Move the playhead, unless the user holds it."""
        if not self.isSliderDown():
            self.setValue(round(seconds * 1000))
            self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(f"{clock(self.value() / 1000)} of {clock(self.maximum() / 1000)}")

    def _on_key(self, _action: int) -> None:
        self.seek_requested.emit(self.sliderPosition() / 1000)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are left to the page; the slider's other keys seek."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Seek to where it was clicked, and hold the playhead."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._seek_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while it holds the playhead."""
        if self.isSliderDown():
            self._seek_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the playhead."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def _seek_to(self, x: float) -> None:
        self.setValue(round(self.maximum() * min(1.0, max(0.0, x / max(1, self.width())))))
        self._describe()
        self.seek_requested.emit(self.value() / 1000)

    def event(self, event: QEvent) -> bool:
        """Hovering tells the time and what was said there."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            seconds = self.maximum() / 1000 * event.x() / max(1, self.width())
            said = next((s.tip for s in self._stretches if s.start <= seconds <= s.end), "")
            QToolTip.showText(event.globalPos(), f"{clock(seconds)}  {said}".strip(), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars, lanes, playhead, focus frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._sound())
        x = self.width() * self.value() / max(1, self.maximum())
        x = min(max(1.0, x), self.width() - 1.0)
        painter.setPen(QPen(QColor(theme.colours().text), 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _sound(self) -> QPixmap:
        """All but the playhead, drawn once: that moves twenty times a second."""
        scale = self.devicePixelRatioF()
        shown = (self.levels, self._stretches, self.maximum(), self.size(), scale, theme.colours())
        if self._picture[0] != shown:
            picture = QPixmap(self.size() * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_bars(painter)
            self._paint_lanes(painter)
            painter.end()
            self._picture = (shown, picture)
        return self._picture[1]

    def _paint_bars(self, painter: QPainter) -> None:
        room = self.height() - 4 * (_LANE + 2) - 6
        count = max(1, self.width() // (_BAR + _GAP))
        loudest = max(_LEAST_LOUD, max(self.levels, default=0.0))
        for index in range(count):
            level = self._level(index, count) / loudest
            high = max(2.0, level**0.75 * room)
            seconds = self.maximum() / 1000 * (index + 0.5) / count
            bar = QRectF(index * (_BAR + _GAP), (room - high) / 2 + 1, _BAR, high)
            painter.fillRect(bar, QColor(self._colour_at(seconds)))

    def _level(self, index: int, count: int) -> float:
        first = index * len(self.levels) // count
        last = max(first + 1, (index + 1) * len(self.levels) // count)
        return max(self.levels[first:last], default=0.0)

    def _colour_at(self, seconds: float) -> str:
        palette = theme.colours()
        for stretch in self._stretches:
            if stretch.act and stretch.start <= seconds <= stretch.end:
                return palette.act(stretch.act).strong
        return palette.wave

    def _paint_lanes(self, painter: QPainter) -> None:
        top = self.height() - 4 * (_LANE + 2)
        scale = self.width() * 1000 / max(1, self.maximum())
        painter.setPen(Qt.PenStyle.NoPen)
        for stretch in self._stretches:
            if stretch.act is None:
                continue
            painter.setBrush(QColor(theme.colours().act(stretch.act).strong))
            y = top + list(Act).index(stretch.act) * (_LANE + 2)
            long = max(4.0, (stretch.end - stretch.start) * scale)
            painter.drawRoundedRect(QRectF(stretch.start * scale, y, long, _LANE), 1.5, 1.5)

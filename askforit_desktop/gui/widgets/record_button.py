"""The big round button."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from askforit_desktop.gui import theme

_DISC, _HALO, _LOUD = 34, 6, 6


class RecordButton(QAbstractButton):
    """A red disc with a dot to record or a square to stop; its halo follows the voice while recording."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recording = False
        self._level = 0.0
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self.setFixedSize(self.sizeHint())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_recording(False)

    def sizeHint(self) -> QSize:
        side = theme.size(2 * (_DISC + _HALO + _LOUD + 4))
        return QSize(side, side)

    def show_recording(self, recording: bool) -> None:
        """Offer to stop, or to record."""
        self._recording = recording
        self._level = 0.0
        self.setAccessibleName("Stop recording" if recording else "Record")
        self.setToolTip("Stop (Space)" if recording else "Record (Space)")
        self.update()

    def show_level(self, level: float) -> None:
        """Let the halo follow the voice, 0 to 1; still where less motion is asked for."""
        if not theme.prefers_less_motion():
            self._level = level
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._picture(round(theme.size(_LOUD) * math.sqrt(self._level))))
        if self.hasFocus():
            middle = QRectF(self.rect()).center()
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.drawEllipse(middle, middle.x() - 1.5, middle.x() - 1.5)

    def _picture(self, loud: int) -> QPixmap:
        """The button with its halo that much larger; kept, because it is painted ten times a second while recording."""
        scale, look = self.devicePixelRatioF(), theme.colours()
        shown = (loud, self._recording, self.isEnabled(), scale, self.width(), look)
        if shown not in self._pictures:
            picture = QPixmap(self.size() * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._draw(painter, loud)
            painter.end()
            self._pictures[shown] = picture
        return self._pictures[shown]

    def _draw(self, painter: QPainter, loud: int) -> None:
        palette, middle = theme.colours(), QRectF(self.rect()).center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        disc = theme.size(_DISC)
        halo = disc + theme.size(_HALO) + loud
        painter.setBrush(QColor(palette.record_halo if self.isEnabled() else palette.track))
        painter.drawEllipse(middle, halo, halo)
        painter.setBrush(QColor(palette.record if self.isEnabled() else palette.edge))
        painter.drawEllipse(middle, disc, disc)
        painter.setBrush(QColor(palette.on_record))
        self._draw_sign(painter, middle, disc)

    def _draw_sign(self, painter: QPainter, middle: QPointF, disc: float) -> None:
        if self._recording:
            side = disc * 0.64
            painter.drawRoundedRect(QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), 4, 4)
        else:
            painter.drawEllipse(middle, disc * 0.38, disc * 0.38)

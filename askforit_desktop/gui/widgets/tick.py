"""The round sign before an element: said, perhaps said, not yet, or missed; each has a shape of its own."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from askforit_desktop.closing.rubric import Act
from askforit_desktop.gui import theme
from askforit_desktop.gui.palette import Palette
from askforit_desktop.gui.sign import Sign


class Tick(QWidget):
    """A disc with a check mark, a dashed ring with a question mark, an empty ring, or an exclamation mark."""

    def __init__(self, act: Act, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act = act
        self._sign = Sign.NOT_YET
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(theme.size(20), theme.size(20))

    def show_sign(self, sign: Sign) -> None:
        """Show another sign."""
        self._sign = sign
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_sign(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._sign, self._act, theme.colours())


def draw_sign(painter: QPainter, box: QRectF, sign: Sign, act: Act, palette: Palette) -> None:
    """Draw a sign into a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    strong, disc = palette.act(act).strong, box.adjusted(0.5, 0.5, -0.5, -0.5)
    match sign:
        case Sign.SAID:
            _disc(painter, disc, QPen(Qt.PenStyle.NoPen), strong)
            draw_check(painter, box, QColor(palette.on_act))
        case Sign.MISSED:
            _disc(painter, disc, QPen(Qt.PenStyle.NoPen), palette.warn_soft)
            _letter(painter, box, "!", palette.warn)
        case Sign.PERHAPS:
            _disc(painter, disc, QPen(QColor(strong), 1.4, Qt.PenStyle.DashLine), palette.card)
            _letter(painter, box, "?", strong)
        case Sign.NOT_YET:
            _disc(painter, disc, QPen(QColor(palette.edge), 1), palette.card)


def _disc(painter: QPainter, box: QRectF, pen: QPen, fill: str) -> None:
    painter.setPen(pen)
    painter.setBrush(QColor(fill))
    painter.drawEllipse(box)


def draw_check(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw a check mark into a square."""
    painter.setPen(QPen(colour, box.width() / 11, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(
        [box.topLeft() + QPointF(x, y) * box.width() for x, y in ((0.3, 0.52), (0.44, 0.66), (0.7, 0.37))]
    )


def _letter(painter: QPainter, box: QRectF, letter: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    painter.setFont(theme.font(11, QFont.Weight.Bold))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

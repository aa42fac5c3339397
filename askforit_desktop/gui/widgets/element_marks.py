"""The elements of a take as small marks in a row: filled said, half filled perhaps said, small and grey missed."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from askforit_desktop.closing.rubric import Act
from askforit_desktop.gui import theme
from askforit_desktop.gui.sign import Sign

MARKS_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which a model gives `tuple[tuple[Act | None, Sign], ...]`."""

_SIZE, _GAP = 9, 4


class ElementMarks(QStyledItemDelegate):
    """Draws the marks of a table's cell."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The marks over the cell's usual background."""
        style = option.widget.style() if option.widget else None
        if style:
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        x, side = float(option.rect.left() + 10), theme.size(_SIZE)
        top = option.rect.center().y() - side / 2 + 0.5
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for act, sign in index.data(MARKS_ROLE) or ():
            box = QRectF(x, top, side, side)
            if sign is Sign.MISSED:
                painter.fillRect(box.adjusted(2.5, 2.5, -2.5, -2.5), QColor(theme.colours().wave))
            else:
                draw_mark(painter, box, act, sign, 2.5)
            x += side + _GAP
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for all marks."""
        count = len(index.data(MARKS_ROLE) or ())
        return QSize(20 + count * (theme.size(_SIZE) + _GAP), super().sizeHint(option, index).height())


def draw_mark(painter: QPainter, box: QRectF, act: Act | None, sign: Sign, radius: float) -> None:
    """Draw one mark: its filling tells the sign, its colour the act."""
    palette = theme.colours()
    strong = QColor(palette.act(act).strong if act else palette.edge)
    if sign is Sign.SAID:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strong)
        painter.drawRoundedRect(box, radius, radius)
        return
    inner = box.adjusted(0.6, 0.6, -0.6, -0.6)
    painter.setBrush(QColor(palette.track))
    painter.setPen(QPen(strong, 1.2) if sign is Sign.PERHAPS else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(inner, radius, radius)
    if sign is Sign.PERHAPS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strong)
        painter.drawRect(QRectF(inner.left(), inner.center().y(), inner.width(), inner.height() / 2))

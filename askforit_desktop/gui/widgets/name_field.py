"""A name that can be changed where it stands."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from askforit_desktop.gui import theme

_WIDEST, _BESIDE = 240, 18  # design pixels: of the field, and of its edges
_INSET = 2  # pixels that Qt leaves free at either side of the text in a QLineEdit


class NameField(QLineEdit):
    """As wide as its name, up to a limit; while it is not edited, a longer one shows how it begins, and an ellipsis."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("quiet", True)
        self.setAccessibleName(name)
        self.setToolTip("Click to rename")
        self.setMaxLength(200)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)
        self.editingFinished.connect(lambda: self.setCursorPosition(0))

    def sizeHint(self) -> QSize:
        height = super().sizeHint().height()
        text = self.fontMetrics().horizontalAdvance(self.text() or "Name")
        return QSize(min(text + theme.size(_BESIDE), theme.size(_WIDEST)), height)

    @property
    def seen(self) -> str:
        """What is seen of the name while it is not edited."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self._room().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt would cut a long name off without a word."""
        if self.hasFocus() or self.seen == self.text():
            super().paintEvent(event)
            return
        painter, frame = QPainter(self), self._frame()
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, frame, painter, self)
        painter.setPen(self.palette().text().color())
        painter.drawText(self._room(), Qt.AlignmentFlag.AlignVCenter, self.seen)

    def _room(self) -> QRect:
        contents = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, self._frame(), self)
        return contents.adjusted(_INSET, 0, -_INSET, 0)

    def _frame(self) -> QStyleOptionFrame:
        frame = QStyleOptionFrame()
        self.initStyleOption(frame)
        return frame

"""What was said, take by take: a row for each element, a column for each take, oldest at the left."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from askforit_desktop.closing.rubric import Act
from askforit_desktop.gui import theme
from askforit_desktop.gui.sign import Sign
from askforit_desktop.gui.widgets.element_marks import MARKS_ROLE, draw_mark
from askforit_desktop.gui.widgets.tick import draw_check

_CELL = 26
_LEAST_TITLE = 90

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GridRow:
    """An element's id, title and act."""

    check: str
    title: str
    act: Act | None


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A take: its id, its name in words, and how each element stood, by element id."""

    take: str
    name: str
    signs: dict[str, Sign]


_SPOKEN = {Sign.SAID: "said", Sign.PERHAPS: "perhaps said", Sign.MISSED: "not said", Sign.NOT_YET: "not judged"}


class _Model(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[GridRow, ...] = ()
        self.columns: tuple[GridColumn, ...] = ()

    def show(self, rows: tuple[GridRow, ...], columns: tuple[GridColumn, ...]) -> None:
        self.beginResetModel()
        self.rows, self.columns = rows, columns
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], self.columns[index.column()]
        sign = column.signs.get(row.check, Sign.NOT_YET)
        if role == MARKS_ROLE:
            return (row.act, sign)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}: {_SPOKEN[sign]} in {column.name}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        rows = orientation is Qt.Orientation.Vertical
        told = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role in told or (rows and role == Qt.ItemDataRole.DisplayRole):
            return self.rows[section].title if rows else self.columns[section].name
        if rows and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class _Cell(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        act, sign = index.data(MARKS_ROLE)
        box = QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, box, act, sign, 4)
        if sign is Sign.SAID:
            draw_check(painter, box.adjusted(2, 2, -2, -2), QColor(theme.colours().on_act))
        if sign is Sign.NOT_YET:
            painter.fillRect(QRectF(box.center().x() - 3, box.center().y(), 6, 1), QColor(theme.colours().muted))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.colours().text), 2))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 4, 4)
        painter.restore()


class ElementGrid(QTableView):
    """Hovering and the arrow keys explain a square; a double click or Enter asks to open its take."""

    open_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Cell(self))
        self.setAccessibleName("What you said, take by take")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().hide()
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(theme.size(_CELL))
            header.setDefaultSectionSize(theme.size(_CELL))
        self.setCornerButtonEnabled(False)
        self.doubleClicked.connect(lambda index: self._open(index))

    def show_takes(self, rows: tuple[GridRow, ...], columns: tuple[GridColumn, ...]) -> None:
        """Show takes, oldest first; the newest is scrolled into sight."""
        self._model.show(rows, columns)
        self.updateGeometry()
        if columns:
            newest = self._model.index(0, len(columns) - 1)
            self.selectionModel().setCurrentIndex(newest, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(newest)

    def sizeHint(self) -> QSize:
        """As high as all rows, and a bar below them where they are wider than the room."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(theme.size(300), len(self._model.rows) * theme.size(_CELL) + bar + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long titles give way where there is little room."""
        self.verticalHeader().setMaximumWidth(max(theme.size(_LEAST_TITLE), self.width() * 3 // 5))
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the take."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_requested.emit(self._model.columns[index.column()].take)

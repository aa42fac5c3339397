"""The table of takes on screen: sorted by its headings, opened by a double click or Enter."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.element_marks import ElementMarks

_ROW = 40
_NAME = 240  # design pixels that the name is wide before other columns may have more than they need least
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW_KEYS = (*_OPENING, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class TakesTable(QTableView):
    """Rows are selected whole, several at a time; emits rows and what is wished of the selected ones."""

    open_requested = Signal(int)
    delete_requested = Signal()
    sort_requested = Signal(int, bool)

    def __init__(
        self, model: QAbstractItemModel, widths: tuple[tuple[int, int], ...], marks: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Takes")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(marks, ElementMarks(self))
        self.setMinimumHeight(theme.size(160))
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(theme.size(_ROW))
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        for column, (_, usual) in enumerate(widths):
            stretch = QHeaderView.ResizeMode.Interactive if usual else QHeaderView.ResizeMode.Stretch
            across.setSectionResizeMode(column, stretch)
        self._widths, self._part = widths, -1.0
        across.sortIndicatorChanged.connect(self._sort)
        self.doubleClicked.connect(lambda index: self.open_requested.emit(index.row()))

    def show_sorting(self, column: int, descending: bool) -> None:
        """Show which column is sorted by, without asking for it."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(column, _order(descending))
        header.blockSignals(False)

    def selected(self) -> tuple[tuple[int, int], ...]:
        """The selected rows as ranges, both ends included."""
        parts = self.selectionModel().selection()
        ranges = {(part.top(), part.bottom()) for part in map(parts.at, range(parts.count()))}
        return tuple(sorted(ranges))

    def selected_rows(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self.selected())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the other columns give way before the name does."""
        least, usual = (sum(theme.size(width[n]) for width in self._widths) for n in (0, 1))
        room = self.viewport().width() - theme.size(_NAME) - least
        part = min(1.0, max(0.0, room / (usual - least)))
        if part != self._part:  # what the user made of the widths lasts while there is room for all
            self._part = part
            for column, (small, wide) in enumerate(self._widths):
                if wide:
                    self.horizontalHeader().resizeSection(column, theme.size(round(small + part * (wide - small))))
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes otherwise than by a click, which marks for itself, sees which take the keys work on."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes: no key works on a row that is not marked, nor moves on from one."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_requested.emit()
        elif event.key() in _ROW_KEYS and not self.selectionModel().hasSelection():
            self.mark()
        elif event.key() in _OPENING:
            self.open_requested.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mark(self) -> None:
        """Select the row that keys work on, if none is selected."""
        if not self.selectionModel().hasSelection() and self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())

    def look_at(self, index: QModelIndex) -> None:
        """Make a row the one that keys work on, without selecting it."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.sort_requested.emit(column, order is Qt.SortOrder.DescendingOrder)


def _order(descending: bool) -> Qt.SortOrder:
    return Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder

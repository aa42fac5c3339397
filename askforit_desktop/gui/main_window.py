"""The window: a sidebar and one page at a time. What the pages wish and what the core tells is tied in `program.py`."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.sidebar import Sidebar
from askforit_desktop.problems import Problem

PLACES = (
    ("rehearse", "Rehearse", "Ctrl+1"),
    ("takes", "Takes", "Ctrl+2"),
    ("progress", "Progress", "Ctrl+3"),
    ("close", "The close", "Ctrl+4"),
    ("settings", "Settings", "Ctrl+,"),
)
_SMALLEST = (900, 600)


class MainWindow(QMainWindow):
    """`chosen` has the name of a place to go; `painted` comes once, when the first picture is on screen."""

    chosen = Signal(str)
    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Ask For It")
        self.setMinimumSize(*_SMALLEST)
        self.resize(theme.size(1280), theme.size(800))
        self.sidebar, self._stack = Sidebar(PLACES), QStackedWidget()
        self._lay_out()
        self.sidebar.chosen.connect(self.chosen)
        for name, _, keys in PLACES:
            QShortcut(QKeySequence(keys), self, partial(self.chosen.emit, name))
        for keys in ("F1", "?"):
            QShortcut(QKeySequence(keys), self, self.show_shortcuts)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)

    def show_problem(self, problem: Problem) -> None:
        """Say why there is nothing to show."""
        from askforit_desktop.gui.widgets.frames import Notice

        notice = Notice()
        self._stack.addWidget(notice)
        self._stack.setCurrentWidget(notice)
        notice.show_problem(problem)

    def add_page(self, page: QWidget) -> None:
        """Take in a page, to be shown later."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget, place: str) -> None:
        """Show a page, and mark the place that it belongs to."""
        self._stack.setCurrentWidget(page)
        self.sidebar.select(place)
        focused = self.focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            _first_control(page).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page(self) -> QWidget | None:
        """The page on screen."""
        return self._stack.currentWidget()

    def show_shortcuts(self) -> None:
        """List the keys."""
        from askforit_desktop.gui.shortcuts import ShortcutsDialog

        ShortcutsDialog(self).open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Expose:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False

    def _lay_out(self) -> None:
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addWidget(self._stack, 1)
        self.setCentralWidget(inside)


def _first_control(page: QWidget) -> QWidget:
    """The first control of a page in the order of Tab; the page itself where it has none."""
    control = page.nextInFocusChain()
    while control is not None and control is not page and page.isAncestorOf(control):
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisible() and control.isEnabled():
            return control
        control = control.nextInFocusChain()
    return page

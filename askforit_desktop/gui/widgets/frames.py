"""Surfaces: the card, a page's two columns, and the notice that tells of trouble in place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.announce import announce
from askforit_desktop.gui.widgets.buttons import Button, IconButton
from askforit_desktop.gui.widgets.texts import Body, Caption
from askforit_desktop.problems import Problem

MARGIN, GAP = 28, 16
_PANEL_MIN, _PANEL_MAX = 296, 370
_UNBOUNDED = 16_777_215  # pixels: QWIDGETSIZE_MAX of Qt, which PySide6 does not name
_NARROW = 640  # design pixels; below it the panel stands under the column, which needs 300 of them for itself


class Card(QFrame):
    """A framed surface; put things into `.box`. `outlined` draws it in the accent, `inset` on the window's tone."""

    def __init__(self, parent: QWidget | None = None, *, outlined: bool = False, inset: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("outlined", outlined)
        self.setProperty("inset", inset)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(18, 14, 18, 14)
        self.box.setSpacing(6)


class PanelBody(QWidget):
    """What the panel scrolls."""


class Panel(QScrollArea):
    """The right column: scrolls by itself, shrinks in a narrow window; put things into `.box`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.fill(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = PanelBody()
        # A stretch keeps the things at the top: an aligned layout would cut off texts that wrap.
        down, self.box = QVBoxLayout(body), QVBoxLayout()
        down.setContentsMargins(22, 22, 22, 22)
        self.box.setSpacing(8)
        down.addLayout(self.box)
        down.addStretch(1)
        self.setWidget(body)

    def fill(self, whole: bool) -> None:
        """Take the whole width, as under the column, or no more than its part."""
        self.setMinimumWidth(0 if whole else theme.size(_PANEL_MIN))
        self.setMaximumWidth(_UNBOUNDED if whole else theme.size(_PANEL_MAX))


class ColumnBody(QWidget):
    """What the column scrolls."""


class Column(QScrollArea):
    """The middle column: fills the height, and scrolls where the window is too low for it; put things into `.box`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = body = ColumnBody()
        self.box = QVBoxLayout(body)
        self.box.setContentsMargins(MARGIN, 24, MARGIN, 20)
        self.box.setSpacing(GAP)
        self.setWidget(body)

    def limit(self, width: int) -> None:
        """Lines longer than this, in design pixels, are tiring to read and to look along."""
        self._body.setMaximumWidth(theme.size(width))


class Page(QFrame):
    """A page: `.column` in the middle, `.foot` always in sight below it, where asked for a `.panel` at the right."""

    def __init__(self, title: str, parent: QWidget | None = None, *, panel: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._sides = across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        self.column, self.foot = Column(self), QVBoxLayout()
        middle.addWidget(self.column, 1)
        middle.addLayout(self.foot)
        across.addLayout(middle, 64)
        if panel:
            self.panel = Panel(self)
            across.addWidget(self.panel, 36)
        self._has_panel = panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel goes under the column where there is little room."""
        super().resizeEvent(event)
        if self._has_panel:
            narrow, directions = self.width() < theme.size(_NARROW), QBoxLayout.Direction
            self._sides.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
            self.panel.fill(narrow)


class Notice(QFrame):
    """One sentence and its hint in place, with at most one button; hidden until shown. Ctrl+Z presses an "Undo".

    `show_problem` for failures, `tell` for good news with an undo. `acted` when its button is pressed.
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 10, 8, 10)
        across.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._sentence, self._hint = Body(), Caption()
        self._hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(self._sentence)
        words.addWidget(self._hint)
        across.addLayout(words, 1)
        self._button = Button("", "small")
        self._button.clicked.connect(self._act)
        across.addWidget(self._button)
        self._close = IconButton("close", "Dismiss this message")
        self._close.clicked.connect(self.hide)
        across.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says at this moment, empty where hidden."""
        return "" if self.isHidden() else f"{self._sentence.text()} {self._hint.text()}".strip()

    def show_problem(self, problem: Problem, button: str = "") -> None:
        """Say what happened and what to do next."""
        self._show(problem.sentence, problem.hint, button, calm=False)

    def tell(self, sentence: str, button: str = "", hint: str = "") -> None:
        """Say what was done, with a button such as "Undo"."""
        self._show(sentence, hint, button, calm=True)

    def ask(self, sentence: str, button: str) -> None:
        """Ask for a decision: the button is the yes; dismissing is the no and gets the focus, as what can be undone."""
        self._show(sentence, "", button, calm=False)
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, sentence: str, hint: str, button: str, *, calm: bool) -> None:
        self.setProperty("calm", calm)
        self.style().unpolish(self)
        self.style().polish(self)
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._button.setText(button)
        self._button.setAccessibleName(button or "No action")
        self._button.setShortcut(QKeySequence.StandardKey.Undo if button == "Undo" else QKeySequence())
        self._button.setVisible(bool(button))
        self.show()
        announce(self, f"{sentence} {hint}".strip())

    def _act(self) -> None:
        self.hide()
        self.acted.emit()

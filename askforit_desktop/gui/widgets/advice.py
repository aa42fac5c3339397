"""Advice comes few at a time: one thing done well, and one to change."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from askforit_desktop.closing.rubric import Act
from askforit_desktop.gui.sign import Sign
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Body
from askforit_desktop.gui.widgets.tick import Tick


class Advice(Card):
    """Two lines at most; `practise_requested` has the line to say, where there is one."""

    practise_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("One thing done well, one to change")
        self._well_sign, self._change_sign = Tick(Act.SECURE), Tick(Act.ASK)
        self._well_sign.show_sign(Sign.SAID)
        self._change_sign.show_sign(Sign.MISSED)
        self.well, self.change = Body(), Body()
        self._practise = Button("Practise this line", "small")
        self._line = ""
        self._practise.clicked.connect(lambda: self.practise_requested.emit(self._line))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (sign, words) in enumerate(((self._well_sign, self.well), (self._change_sign, self.change))):
            grid.addWidget(sign, row, 0, top)
            grid.addWidget(words, row, 1)
        grid.addWidget(self._practise, 1, 2, top)
        self.box.addLayout(grid)

    def show_advice(self, well: str, change: str, line: str = "") -> None:
        """Show what went well and what to change, either may be empty; `line` is one to say."""
        self._line = line
        for words, sign, text in ((self.well, self._well_sign, well), (self.change, self._change_sign, change)):
            words.setText(text)
            words.setVisible(bool(text))
            sign.setVisible(bool(text))
        self._practise.setVisible(bool(line))
        self._practise.setAccessibleName(f"Practise this line: {line}" if line else "Practise this line")
        self.setVisible(bool(well or change))

"""The few elements to practise next, each with a line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from askforit_desktop.closing.rubric import Element
from askforit_desktop.gui.sign import Sign
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.texts import Body, Caption
from askforit_desktop.gui.widgets.tick import Tick


class PractiseNext(QWidget):
    """Emits `practise_requested` with the line to say."""

    practise_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Next, practise")
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._body = QWidget()

    def show_elements(self, elements: tuple[Element, ...], job: tuple[str, str], nothing: str) -> None:
        """Show elements with a line each, for a role and company; `nothing` where there are none."""
        self._body.hide()
        self._body.deleteLater()
        self._body = QWidget()
        down = QVBoxLayout(self._body)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        for element in elements:
            self._add(down, element, job)
        if not elements:
            down.addWidget(Caption(nothing))
        self._down.addWidget(self._body)

    def _add(self, down: QVBoxLayout, element: Element, job: tuple[str, str]) -> None:
        across, words = QHBoxLayout(), QVBoxLayout()
        across.setSpacing(10)
        tick = Tick(element.act)
        tick.show_sign(Sign.MISSED)
        across.addWidget(tick, alignment=Qt.AlignmentFlag.AlignTop)
        words.setSpacing(4)
        words.addWidget(Body(element.title))
        if element.lines:
            line = element.lines[0].spoken(*job)
            words.addWidget(Caption(f"“{line}”"))
            practise = Button("Practise this line", "small", name=f"Practise this line: {line}")
            practise.clicked.connect(lambda: self.practise_requested.emit(line))
            words.addWidget(practise, alignment=Qt.AlignmentFlag.AlignLeft)
        across.addLayout(words, 1)
        down.addLayout(across)

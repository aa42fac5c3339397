"""One element of the rubric to read: why, lines to say, what counts, whose advice it is; and the user's own lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from askforit_desktop.closing.rubric import CheckText, Element, Line
from askforit_desktop.closing.transcript import spoken_words
from askforit_desktop.gui.widgets.announce import announce
from askforit_desktop.gui.widgets.buttons import Button, IconButton
from askforit_desktop.gui.widgets.checklist import ActLabel
from askforit_desktop.gui.widgets.texts import Body, Caption, Heading


class Guide(QWidget):
    """The text of a delivery check."""

    def __init__(self, check: CheckText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = _box(self)
        self.box.addWidget(Heading(check.title))
        self.box.addWidget(Body(check.why))
        self.box.addWidget(Body(check.advice))
        self.box.addWidget(Caption(f"Source: {check.source}."))


class ElementGuide(QWidget):
    """The text of an element, a switch, and its own lines; emits what the user changes.

    `looked_for` whether takes are searched for it, `lines_changed` all own lines, `practise_requested` a line to say.
    """

    looked_for = Signal(bool)
    lines_changed = Signal(tuple)
    practise_requested = Signal(str)

    def __init__(
        self, element: Element, own: tuple[str, ...], on: bool, job: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._own, self._job = own, job
        self.box = _box(self)
        self.box.addWidget(ActLabel(element.act))
        self.box.addWidget(Heading(element.title))
        self.box.addWidget(Body(element.why))
        self.switch = QCheckBox("Look for it in my takes")
        self.switch.setChecked(on)
        self.switch.toggled.connect(self.looked_for)
        self.box.addWidget(self.switch)
        self._head("Lines to say")
        for line in element.lines:
            self._add_line(line)
        self._add_own(element)
        self._head("Counts")
        for example in element.heard:
            self.box.addWidget(Caption(f"“{example}”"))
        self._head("Does not count")
        for example in element.not_heard:
            self.box.addWidget(Caption(f"“{example}”"))
        self.box.addSpacing(8)
        self.box.addWidget(Caption(f"Source: {element.source}."))

    def _head(self, words: str) -> None:
        self.box.addSpacing(8)
        self.box.addWidget(Heading(words, 3))

    def _add_line(self, line: Line) -> None:
        spoken = line.spoken(*self._job)
        self.box.addWidget(Body(f"“{spoken}”"))
        across = QHBoxLayout()
        practise = Button("Practise this line", "small", name=f"Practise this line: {spoken}")
        practise.clicked.connect(lambda: self.practise_requested.emit(spoken))
        across.addWidget(practise)
        across.addWidget(Caption(line.source or "our own"), 1)
        self.box.addLayout(across)

    def _add_own(self, element: Element) -> None:
        self._head("Your own lines")
        self.box.addWidget(Caption("A line that you write here counts for this element when you say it."))
        for line in self._own:
            across = QHBoxLayout()
            across.addWidget(Body(f"“{line}”"), 1)
            remove = IconButton("close", f"Remove your line: {line}")
            remove.clicked.connect(lambda _=False, gone=line: self._change(tuple(x for x in self._own if x != gone)))
            across.addWidget(remove, alignment=Qt.AlignmentFlag.AlignTop)
            self.box.addLayout(across)
        self.own_line, add = QLineEdit(), Button("Add", "small", name=f"Add your own line: {element.title}")
        self.own_line.setAccessibleName(f"Your own line: {element.title}")
        self.own_line.setPlaceholderText("Write a line as you would say it")
        self.own_line.setMaxLength(200)
        self.own_line.returnPressed.connect(self._add_written)
        add.clicked.connect(self._add_written)
        across = QHBoxLayout()
        across.addWidget(self.own_line, 1)
        across.addWidget(add)
        self.box.addLayout(across)
        self._refusal = Caption()
        self._refusal.hide()
        self.own_line.textChanged.connect(self._refusal.hide)
        self.box.addWidget(self._refusal)

    def _add_written(self) -> None:
        """Lines that are the same words count once, however they are written."""
        line = " ".join(self.own_line.text().split())
        words = spoken_words(line)
        if not words:
            self._refuse("Write at least one word: a line counts by its words.")
        elif words in map(spoken_words, self._own):
            self._refuse("You have this line already.")
        else:
            self._change((*self._own, line))

    def _refuse(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.show()
        announce(self, sentence)

    def _change(self, lines: tuple[str, ...]) -> None:
        self.lines_changed.emit(lines)


def _box(widget: QWidget) -> QVBoxLayout:
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(6)
    return box

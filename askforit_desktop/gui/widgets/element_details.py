"""What stands under an element of a take once it is opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from askforit_desktop.closing.finding import Verdict
from askforit_desktop.gui.articles import cited
from askforit_desktop.gui.standing import Standing
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Body, Caption

_MACHINE = {Verdict.MET: "heard", Verdict.WEAK: "perhaps heard", Verdict.MISSING: "not heard"}


class Details(Card):
    """Why an element matters, lines to try, what was heard, and the candidate's own word on it."""

    hear_requested = Signal(float)
    practise_requested = Signal(str)
    said_changed = Signal(str, object)

    def __init__(self, standing: Standing, quote: str, job: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent, inset=True)
        self._standing = standing
        self.box.setContentsMargins(12, 10, 12, 10)
        if standing.said:
            self._add_evidence(quote)
        else:
            self._add_line(job)
        if standing.element:
            self.box.addWidget(Caption(standing.element.why))
            self._add_source(standing.element.source)
        self._add_own_word()

    def _add_evidence(self, quote: str) -> None:
        if quote:
            self.box.addWidget(Body(f"“{quote}”"))
        if self._standing.doubtful:
            self.box.addWidget(Caption("Perhaps: the words may have been misheard."))
        starts = self._standing.starts
        if starts is not None:
            title = self._standing.finding.title
            hear = Button("Hear it", "small", name=f"Hear it: {title}")
            hear.clicked.connect(lambda: self.hear_requested.emit(starts))
            self.box.addWidget(hear, alignment=Qt.AlignmentFlag.AlignLeft)

    def _add_line(self, job: tuple[str, str]) -> None:
        element = self._standing.element
        lines = [line.spoken(*job) for line in element.lines] if element else [self._standing.finding.advice]
        if not lines or not lines[0]:
            return
        self.box.addWidget(Body(f"Try “{lines[0]}”"))
        practise = Button("Practise this line", "small", name=f"Practise this line: {lines[0]}")
        practise.clicked.connect(lambda: self.practise_requested.emit(lines[0]))
        self.box.addWidget(practise, alignment=Qt.AlignmentFlag.AlignLeft)
        for line in lines[1:]:
            self.box.addWidget(Caption(f"or “{line}”"))

    def _add_source(self, source: str) -> None:
        """Articles by their titles, which stand in the tool tip where they are several: nobody knows their numbers."""
        titles = cited(source) or (source,)
        words = Caption(f"Source: {titles[0] if len(titles) == 1 else f'{len(titles)} articles'}")
        if len(titles) > 1:
            words.setToolTip("\n".join(titles))
            words.setAccessibleDescription(", ".join(titles))
        self.box.addWidget(words)

    def _add_own_word(self) -> None:
        standing = self._standing
        name, title = standing.finding.check, standing.finding.title
        if standing.word is not None:
            machine = _MACHINE.get(standing.finding.verdict, "not measured")
            self.box.addWidget(Caption(f"By your word. The machine's: {machine}."))
            text, word = "Take my word back", None
        elif standing.said:
            text, word = "I didn't say it", False
        else:
            text, word = "I did say it", True
        change = Button(text, "link", name=f"{text}: {title}")
        change.clicked.connect(lambda: self.said_changed.emit(name, word))
        self.box.addWidget(change, alignment=Qt.AlignmentFlag.AlignLeft)
        if standing.doubtful:
            sure = Button("I did say it", "link", name=f"I did say it: {title}")
            sure.clicked.connect(lambda: self.said_changed.emit(name, True))
            self.box.addWidget(sure, alignment=Qt.AlignmentFlag.AlignLeft)

"""What was missed and what was said in a take; each element opens to why, lines to try, and one's own word on it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from askforit_desktop.closing.finding import Verdict
from askforit_desktop.closing.rubric import Act
from askforit_desktop.gui.clock import clock
from askforit_desktop.gui.standing import Standing
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Body, Caption, Heading
from askforit_desktop.gui.widgets.tick import Sign, Tick

_MACHINE = {Verdict.MET: "heard", Verdict.WEAK: "perhaps heard", Verdict.MISSING: "not heard"}


class RowButton(QPushButton):
    """The line of one element: its sign, its title and when it was said. Checked while its details are open."""

    def __init__(self, standing: Standing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title, sign = standing.finding.title, sign_of(standing)
        when = clock(standing.starts) if standing.said and standing.starts is not None else ""
        tick = Tick(standing.act or Act.CONNECT)
        tick.show_sign(sign)
        across = QHBoxLayout(self)
        across.setContentsMargins(2, 4, 2, 4)
        across.setSpacing(9)
        across.addWidget(tick)
        across.addWidget(Body(title), 1)
        across.addWidget(Caption(when, wrap=False))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{title}: {describe(standing)}{', at ' + when if when else ''}")

    def sizeHint(self) -> QSize:
        """That of what it holds."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Long titles wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its title needs."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else super().heightForWidth(width)


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
            self.box.addWidget(Caption(f"Source: {standing.element.source}"))
        self._add_own_word()

    def _add_evidence(self, quote: str) -> None:
        self.box.addWidget(Body(f"“{quote}”" if quote else "Not heard; counted by your word."))
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


class SaidList(QWidget):
    """The elements of a take, missed ones first; one stands open at a time.

    Emits `hear_requested` (seconds), `practise_requested` (a line) and `said_changed` (element, True, False or None).
    """

    hear_requested = Signal(float)
    practise_requested = Signal(str)
    said_changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Missed and said")
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        self.rows: dict[str, RowButton] = {}
        self._details: dict[str, Details] = {}

    def show_standings(
        self,
        missed: tuple[Standing, ...],
        said: tuple[Standing, ...],
        quotes: dict[str, str],
        job: tuple[str, str] = ("", ""),
        opened: str = "",
    ) -> None:
        """List a take's elements; `quotes` are the words heard for each, `job` the role and company for the lines.

        `opened` stands open, the first missed one if it is empty.
        """
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        self.rows, self._details = {}, {}
        down = QVBoxLayout(self._body)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(2)
        for heading, group in (("Missed", missed), ("Said", said)):
            if group:
                down.addWidget(Heading(heading))
                for standing in group:
                    self._add(down, standing, quotes.get(standing.finding.check, ""), job)
                down.addSpacing(12)
        self._down.addWidget(self._body)
        first = opened or (missed[0].finding.check if missed else "")
        if first in self.rows:
            self.rows[first].setChecked(True)

    def _add(self, down: QVBoxLayout, standing: Standing, quote: str, job: tuple[str, str]) -> None:
        row, details = RowButton(standing), Details(standing, quote, job)
        details.hide()
        name = standing.finding.check
        self.rows[name], self._details[name] = row, details
        row.toggled.connect(lambda opened: self._open(name, opened))
        if standing.said and standing.starts is not None:
            starts = standing.starts
            row.clicked.connect(lambda: self.hear_requested.emit(starts))
        details.hear_requested.connect(self.hear_requested)
        details.practise_requested.connect(self.practise_requested)
        details.said_changed.connect(self.said_changed)
        down.addWidget(row)
        down.addWidget(details)

    def _open(self, name: str, opened: bool) -> None:
        self._details[name].setVisible(opened)
        if opened:
            for other, row in self.rows.items():
                if other != name:
                    row.setChecked(False)


def sign_of(standing: Standing) -> Sign:
    """The sign before an element of a take that is done."""
    if not standing.said:
        return Sign.MISSED
    return Sign.PERHAPS if standing.doubtful else Sign.SAID


def describe(standing: Standing) -> str:
    """How an element stands, for those who do not see its sign."""
    if standing.word is not None:
        return "said, by your word" if standing.word else "not said, by your word"
    return {Sign.MISSED: "missed", Sign.PERHAPS: "perhaps said", Sign.SAID: "said"}[sign_of(standing)]
